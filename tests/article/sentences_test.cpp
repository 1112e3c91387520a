// Sentences of newspapers in many languages: none ends at an abbreviation, an initial or an ordinal number.
#include <gmock/gmock.h>

#include "article/article.h"
#include "article/blocks.h"

namespace dateline::article {
namespace {

using Cut = std::vector<std::string>;

Cut cut(std::string_view text) {
  Cut sentences;
  for (const TextRange& range : sentenceBytes(text))
    sentences.emplace_back(text.substr(range.start, range.length()));
  return sentences;
}

class WholeSentences : public testing::TestWithParam<Cut> {};

TEST_P(WholeSentences, AreNotCut) {
  std::string text;
  for (const std::string& sentence : GetParam()) text += (text.empty() ? "" : " ") + sentence;
  EXPECT_EQ(cut(text), GetParam());
}

INSTANTIATE_TEST_SUITE_P(
    OfLanguages, WholeSentences,
    testing::Values(
        Cut{"Am 9. November traf sich der Rat in Bonn.", "Vom 27. bis 29. Dezember regnete es in Kassel.",
            "Im 19. Jahrhundert war Essen klein.", "Die 3. Kammer des Landgerichts Mainz tagte."},
        Cut{"Er ist 42.", "Die Polizei sucht ihn."},
        Cut{"Die Gäste, u. a. Helfer aus Kiel, kamen.", "Prof. Dr. Klaus Weber lehrt in Jena.",
            "Die Nr. 5 fuhr nach Ulm.", "Er wohnt in St. Pölten, z. B. Montags."},
        Cut{"Am Montag, dem 30.\u00A0April 2026, endet es.",
            "Das Werk am Standort Frankfurt a. M. Höchst bleibt."},
        Cut{"Die Bahn war von 9 bis 17.", "Danach kamen Busse."},
        Cut{"M. Macron s'est rendu à Lille.", "Mme. Borne, à Brest.", "Le général J.-P. Martin vit à Dijon.",
            "« Où est-il ? » demande le maire de Metz.", "« Non ! »", "Nancy a dit oui."},
        Cut{"El Sr. Sánchez llegó a Sevilla.", "La Dra. Ruiz vive en Murcia.",
            "El art. 155 se aplicó en Barcelona.", "Vive en EE. UU.", "El presidente volvió a Madrid."},
        Cut{"В г. Орске и г. Гае введён режим ЧС.", "На ул. Ленина в Самаре пожар.",
            "В 2020 г. Казань выросла.", "«Где они?» — спросил мэр Уфы.", "А. С. Пушкин бывал в Пскове.",
            "Университет им. Баумана в Москве."},
        Cut{"Это случилось в марте 2020 г.", "Казань выросла."},
        Cut{"На вул. Шевченка у Львові пожежа.", "Школа ім. Франка у м. Стрий закрита."},
        Cut{"Prezydent przyjechał na ul. Długą w Gdańsku.", "Gen. Nowak i ks. Jan Lis byli tam.",
            "Był m.in. Kraków."},
        Cut{"O Sr. Silva mora na Av. Paulista.", "A Dra. Lima vive em Belém."},
        Cut{"Il Sig. Rossi vive a Roma.", "L'ing. Bianchi e l'avv. Verdi sono a Bari."},
        Cut{"2. Dünya Savaşı'nda yıkıldı.", "Prof. Dr. Ahmet Kaya Atatürk Mah. Gül Sok. civarında."},
        Cut{"JACKSON, Miss. (AP) — A line of storms tore across the delta.", "It was late."},
        Cut{"J. A. Smith lives in Leeds.", "The firm was Acme Inc. of Tulsa.", "He left the U.S. Navy.",
            "He is 42.", "Police came."},
        Cut{"Han vände sig.", "Hon gick hem till oss.", "Det är bl.a. Malmö."}));

TEST(Sentences, EndBehindTheMarkThatClosesAQuote) {
  EXPECT_EQ(cut("« Est-ce vrai ? » Le maire se tait."), (Cut{"« Est-ce vrai ? »", "Le maire se tait."}));
}

TEST(Sentences, KeepTheMarksOfTheirNotes) {
  EXPECT_EQ(cut("The water is wide.¹² It is deep."), (Cut{"The water is wide.¹²", "It is deep."}));
}

TEST(Sentences, EndBeforeSpacesThatDoNotBreak) {
  EXPECT_EQ(cut("It rained.\u00A0 Then it snowed."), (Cut{"It rained.", "Then it snowed."}));
}

}  // namespace
}  // namespace dateline::article
