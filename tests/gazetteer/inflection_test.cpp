#include "gazetteer/inflection.h"

#include <gmock/gmock.h>

namespace dateline::gazetteer {
namespace {

using testing::Contains;
using testing::IsEmpty;
using testing::Not;
using Pairs = std::vector<std::pair<const char*, const char*>>;

void expectNames(Bending bending, const Pairs& pairs) {
  for (const auto& [bent, name] : pairs)
    EXPECT_THAT(uninflected(bent, bending), Contains(hashWord(name))) << bent << " of " << name;
}

TEST(Inflection, AUkrainianSyllableOpens) {
  expectNames(Bending::ukrainian, {{"Києва", "Київ"},
                                   {"Києву", "Київ"},
                                   {"Києвом", "Київ"},
                                   {"Києві", "Київ"},
                                   {"Чернігова", "Чернігів"},
                                   {"Канева", "Канів"},
                                   {"Миколаєві", "Миколаїв"},
                                   {"Харковом", "Харків"},
                                   {"Тернополя", "Тернопіль"},
                                   {"Борисполем", "Бориспіль"},
                                   {"Рогу", "Ріг"},
                                   {"Розі", "Ріг"}});
}

TEST(Inflection, MeetsTheOtherUkrainianCases) {
  expectNames(Bending::ukrainian, {{"Вінниці", "Вінниця"},
                                   {"Вінницею", "Вінниця"},
                                   {"Полтавою", "Полтава"},
                                   {"Рівного", "Рівне"},
                                   {"Чернівців", "Чернівці"},
                                   {"Черкасах", "Черкаси"},
                                   {"Дніпра", "Дніпро"},
                                   {"Дніпрі", "Дніпро"},
                                   {"Кам'янця", "Кам'янець"},
                                   {"Запоріжжям", "Запоріжжя"},
                                   {"Празі", "Прага"}});
  EXPECT_THAT(uninflected("Іванова", Bending::ukrainian), Not(Contains(hashWord("Іваново")))) << "a woman";
}

TEST(Inflection, TakesTheSuffixOffKazakhKyrgyzAndUzbekNames) {
  expectNames(Bending::turkic, {{"Семейдегі", "Семей"},
                                {"Астанадан", "Астана"},
                                {"Өскеменнен", "Өскемен"},
                                {"Шымкенттен", "Шымкент"},
                                {"Қарағандыға", "Қарағанды"},
                                {"Ақтауда", "Ақтау"},
                                {"Қазақстанның", "Қазақстан"},
                                {"Мәскеуге", "Мәскеу"},
                                {"Алматымен", "Алматы"},
                                {"Облысында", "Облысы"},
                                {"Бишкекке", "Бишкек"},
                                {"Оштон", "Ош"},
                                {"Кыргызстандын", "Кыргызстан"},
                                {"Тошкентдан", "Тошкент"},
                                {"Самарқанднинг", "Самарқанд"}});
  expectNames(Bending::uzbek, {{"Toshkentda", "Toshkent"},
                               {"Toshkentdan", "Toshkent"},
                               {"Toshkentga", "Toshkent"},
                               {"Samarqandning", "Samarqand"},
                               {"Chirchiqqa", "Chirchiq"}});
  EXPECT_THAT(uninflected("Одан", Bending::turkic), IsEmpty()) << "from him";
}

TEST(Inflection, MeetsPolishCases) {
  expectNames(Bending::polish, {{"Warszawie", "Warszawa"},
                                {"Gdańsku", "Gdańsk"},
                                {"Krakowa", "Kraków"},
                                {"Poznania", "Poznań"},
                                {"Wrocławiu", "Wrocław"},
                                {"Łodzi", "Łódź"},
                                {"Katowicach", "Katowice"},
                                {"Kielc", "Kielce"},
                                {"Budapeszcie", "Budapeszt"},
                                {"Pradze", "Praga"},
                                {"Opolu", "Opole"},
                                {"Zakopanem", "Zakopane"},
                                {"Francji", "Francja"},
                                {"Niemiec", "Niemcy"},
                                {"Włoch", "Włochy"}});
}

TEST(Inflection, TakesTheSuffixOffHungarianNames) {
  expectNames(Bending::hungarian, {{"Debrecenben", "Debrecen"},
                                   {"Budapesten", "Budapest"},
                                   {"Bécsbe", "Bécs"},
                                   {"Prágába", "Prága"},
                                   {"Rómából", "Róma"},
                                   {"Győrhöz", "Győr"},
                                   {"Szegedről", "Szeged"},
                                   {"Kínának", "Kína"},
                                   {"Prágával", "Prága"},
                                   {"Kijevvel", "Kijev"},
                                   {"Budapesttel", "Budapest"},
                                   {"Béccsel", "Bécs"},
                                   {"Párizzsal", "Párizs"}});
}

TEST(Inflection, MeetsGreekBengaliAndNordicCases) {
  expectNames(Bending::greek, {{"Αθήνας", "Αθήνα"},
                               {"Θεσσαλονίκης", "Θεσσαλονίκη"},
                               {"Λονδίνου", "Λονδίνο"},
                               {"Βόλου", "Βόλος"},
                               {"Παρισιού", "Παρίσι"},
                               {"Καναδά", "Καναδάς"},
                               {"Ηνωμένων", "Ηνωμένες"}});
  expectNames(Bending::bengali, {{"ঢাকায়", "ঢাকা"}, {"চট্টগ্রামের", "চট্টগ্রাম"}, {"সিলেটে", "সিলেট"}});
  expectNames(Bending::genitive, {{"Sveriges", "Sverige"}, {"Deutschlands", "Deutschland"}});
}

TEST(Inflection, TakesHebrewPrefixesOff) {
  expectNames(Bending::hebrew, {{"בחיפה", "חיפה"}, {"ומפריז", "פריז"}, {"לתל", "תל"}});
  EXPECT_THAT(uninflected("היו", Bending::hebrew), IsEmpty()) << "they were";
}

TEST(Inflection, SurvivesAnyBytes) {
  for (const Bending bending : {Bending::russian, Bending::ukrainian, Bending::turkic, Bending::uzbek,
                                Bending::polish, Bending::hungarian, Bending::genitive, Bending::greek,
                                Bending::arabic, Bending::hebrew, Bending::bengali})
    for (const std::string_view word :
         {"", "а", "ова", "є", "\xD0", "\xD0\xD0\xD0", "\xD7", "\xFF\xFE", "ie", "da", "al", "ccsel", "ll"})
      (void)uninflected(word, bending);
}

Tongue cyrillic(std::string_view text) {
  const std::vector<Word> words = wordsOf(text);
  return Tongues(text, words).cyrillicAt(0);
}
Tongue latin(std::string_view text) {
  const std::vector<Word> words = wordsOf(text);
  return Tongues(text, words).latinAt(0);
}

TEST(Tongues, AreToldByTheirLetters) {
  EXPECT_EQ(cyrillic("Мэр приехал в город утром"), Tongue::cyrillic);
  EXPECT_EQ(cyrillic("Мер приїхав до міста вранці"), Tongue::ukrainian);
  EXPECT_EQ(cyrillic("Әкім қалаға таңертең келді"), Tongue::turkic);
  EXPECT_EQ(cyrillic("Бишкекте жаан жаады"), Tongue::turkic);
  EXPECT_EQ(cyrillic("Шаҳрдор субҳ ба шаҳр омад ва ӯро диданд"), Tongue::cyrillic)
      << "Tajik hangs nothing onto names";
}

TEST(Tongues, AreToldByTheirLittleWords) {
  EXPECT_EQ(latin("Der Zug fährt nach Freiburg, und das ist gut."), Tongue::german);
  EXPECT_EQ(latin("W Warszawie i w Gdańsku"), Tongue::polish);
  EXPECT_EQ(latin("Toshkentda yomg'ir yog'di va shamol esdi"), Tongue::uzbek);
  EXPECT_EQ(latin("I said that I do not know what to do in the end"), Tongue::latin);
  EXPECT_EQ(latin("De burgemeester van de stad is niet in het huis"), Tongue::dutch);
  EXPECT_EQ(latin("Tűz volt Debrecenben"), Tongue::hungarian);
  EXPECT_EQ(latin("Man dies in Essen"), Tongue::latin) << "English and German words alike";
  EXPECT_EQ(latin(""), Tongue::latin);
}

TEST(Tongues, KnowTheLittleWordsOfALanguageByTheirAccents) {
  const auto isLittle = [](std::string_view text, std::uint32_t index) {
    const std::vector<Word> words = wordsOf(text);
    return Tongues(text, words).isLittleWord(index);
  };
  EXPECT_TRUE(isLittle("Der Pegel steigt, und der Minister kam.", 0));
  EXPECT_FALSE(isLittle("The mayor of Der was in the town.", 3));
  EXPECT_TRUE(isLittle("Para o governo, isso é bom para todos.", 0));
  EXPECT_FALSE(isLittle("Pará é um estado do norte, para onde ele foi.", 0));
}

TEST(Tongues, ChangeWithinAText) {
  std::string text;
  for (int i = 0; i < 400; ++i) text += "мэр приехал утром ";
  const auto first = static_cast<std::uint32_t>(wordsOf(text).size());
  for (int i = 0; i < 400; ++i) text += "әкім қалаға келді ";
  const std::vector<Word> words = wordsOf(text);
  const Tongues tongues(text, words);
  EXPECT_EQ(tongues.cyrillicAt(0), Tongue::cyrillic);
  EXPECT_EQ(tongues.cyrillicAt(first + 600), Tongue::turkic);
  EXPECT_EQ(tongues.cyrillicAt(0), Tongue::cyrillic);
}

}  // namespace
}  // namespace dateline::gazetteer
