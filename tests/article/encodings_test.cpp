#include "article/encodings.h"

#include <gmock/gmock.h>
#include <unicode/ucnv.h>

#include "article/article.h"

namespace dateline::article {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

std::string encoded(std::string_view utf8, const char* icuName) {
  UErrorCode status = U_ZERO_ERROR;
  std::string bytes(utf8.size() * 4 + 16, '\0');
  const auto size = ucnv_convert(icuName, "UTF-8", bytes.data(), static_cast<std::int32_t>(bytes.size()),
                                 utf8.data(), static_cast<std::int32_t>(utf8.size()), &status);
  EXPECT_TRUE(U_SUCCESS(status)) << icuName;
  bytes.resize(static_cast<std::size_t>(size));
  return bytes;
}

ArticlePtr decoded(std::string_view bytes, const std::string& path = "odd.txt",
                   const ReadOptions& options = {}) {
  auto article = parseArticle(bytes, path, options);
  EXPECT_TRUE(article) << (article ? "" : article.error().text());
  return article ? *article : std::make_shared<Article>();
}

constexpr std::string_view kRussian =
    "Мост через реку открыт\n\nВ среду утром по новому мосту прошли первые поезда. Строители работали два "
    "года, "
    "и теперь дорога до города занимает всего сорок минут.\n";
constexpr std::string_view kUkrainian =
    "Міст через річку відкрито\n\nУ середу вранці по новому мосту пройшли перші поїзди. Будівельники "
    "працювали "
    "два роки, і тепер їхати до міста лише сорок хвилин. Її ціна зросла вдвічі.\n";
constexpr std::string_view kGreek =
    "Η γέφυρα άνοιξε\n\nΤο πρωί της Τετάρτης πέρασαν τα πρώτα τρένα από τη νέα γέφυρα. Οι εργάτες δούλευαν "
    "δύο "
    "χρόνια και τώρα ο δρόμος διαρκεί σαράντα λεπτά.\n";
constexpr std::string_view kHebrew =
    "הגשר נפתח\n\nביום רביעי בבוקר עברו הרכבות הראשונות על הגשר החדש. הפועלים עבדו שנתיים, ועכשיו הדרך אל "
    "העיר "
    "נמשכת ארבעים דקות בלבד.\n";
constexpr std::string_view kArabic =
    "افتتاح الجسر\n\nعبرت القطارات الأولى الجسر الجديد صباح الأربعاء. عمل العمال لمدة عامين، والآن تستغرق "
    "الطريق إلى المدينة أربعين دقيقة فقط.\n";
constexpr std::string_view kPolish =
    "Most otwarty\n\nW środę rano po nowym moście przejechały pierwsze pociągi. Robotnicy pracowali dwa "
    "lata, a "
    "teraz droga do miasta zajmuje tylko czterdzieści minut. Łódź też czeka.\n";
constexpr std::string_view kCzech =
    "Most je otevřen\n\nVe středu ráno projely po novém mostě první vlaky. Dělníci pracovali dva roky a "
    "cesta do "
    "města teď trvá jen čtyřicet minut. Příští rok přibude další kolej.\n";
constexpr std::string_view kTurkish =
    "Köprü açıldı\n\nÇarşamba sabahı yeni köprüden ilk trenler geçti. İşçiler iki yıl çalıştı ve şimdi şehre "
    "giden "
    "yol yalnızca kırk dakika sürüyor. Gelecek yıl bir hat daha eklenecek, ağır yükler için.\n";
constexpr std::string_view kFrench =
    "Le pont est ouvert\n\nMercredi matin, les premiers trains ont passé sur le nouveau pont. Les ouvriers "
    "ont "
    "travaillé deux années, et désormais le trajet jusqu’à la ville ne dure que quarante minutes.\n";
constexpr std::string_view kFrenchOfDos =
    "Le pont est ouvert\n\nMercredi matin, les premiers trains ont passé sur le nouveau pont. Les ouvriers "
    "ont "
    "travaillé deux années, « sans relâche », et désormais le trajet à la ville dure quarante minutes.\n";
constexpr std::string_view kGerman =
    "Die Brücke ist offen\n\nAm Mittwoch früh fuhren die ersten Züge über die neue Brücke. Zwei Jahre lang "
    "wurde "
    "gebaut, und nun dauert der Weg in die Stadt bloß vierzig Minuten.\n";
constexpr std::string_view kChinese =
    "大桥通车\n\n星期三上午，第一批列车驶过新建的大桥。工人们工作了两年，现在进城只需要四十分钟。明年还将增加"
    "一条轨道，"
    "供货运列车使用。\n";
constexpr std::string_view kTraditional =
    "大橋通車\n\n星期三上午，第一批列車駛過新建的大橋。工人們工作了兩年，現在進城只需要四十分鐘。明年還將增加"
    "一條軌道，"
    "供貨運列車使用。\n";
constexpr std::string_view kJapanese =
    "新しい橋が開通\n\n水曜日の朝、新しい橋を最初の列車が渡った。工事は二年続き、町までの道のりは四十分になっ"
    "た。来年には"
    "もう一本の線路が加わる予定だ。\n";
constexpr std::string_view kKorean =
    "새 다리 개통\n\n수요일 아침 첫 열차가 새 다리를 건넜다. 공사는 이 년 동안 이어졌고, 이제 도시까지 가는 "
    "길은 "
    "사십 분밖에 걸리지 않는다. 내년에는 선로가 하나 더 생긴다.\n";

struct Sample {
  const char* name;
  const char* icu;
  std::string_view text;
};

class Recognised : public testing::TestWithParam<Sample> {};

TEST_P(Recognised, AShortReportIsReadWithoutBeingTold) {
  const Sample& sample = GetParam();
  const ArticlePtr article = decoded(encoded(sample.text, sample.icu));
  EXPECT_EQ(article->encoding, sample.name);
  EXPECT_EQ(article->text, sample.text);
}

TEST_P(Recognised, TheSameInAPageThatDoesNotSay) {
  const Sample& sample = GetParam();
  const std::string page = "<html><head><title>x</title><style>p { margin: 0 }</style></head><body><p>" +
                           std::string(sample.text) + "</p></body></html>";
  EXPECT_EQ(decoded(encoded(page, sample.icu), "page.html")->encoding, sample.name);
}

INSTANTIATE_TEST_SUITE_P(
    Encodings, Recognised,
    testing::Values(
        Sample{"windows-1251", "windows-1251", kRussian}, Sample{"KOI8-R", "KOI8-R", kRussian},
        Sample{"ISO-8859-5", "ISO-8859-5", kRussian}, Sample{"IBM866", "ibm-866", kRussian},
        Sample{"windows-1251", "windows-1251", kUkrainian}, Sample{"windows-1253", "windows-1253", kGreek},
        Sample{"windows-1255", "windows-1255", kHebrew}, Sample{"windows-1256", "windows-1256", kArabic},
        Sample{"windows-1250", "windows-1250", kPolish}, Sample{"ISO-8859-2", "ISO-8859-2", kPolish},
        Sample{"windows-1250", "windows-1250", kCzech}, Sample{"windows-1254", "windows-1254", kTurkish},
        Sample{"windows-1252", "windows-1252", kFrench}, Sample{"windows-1252", "windows-1252", kGerman},
        Sample{"GB18030", "gb18030", kChinese}, Sample{"Big5", "windows-950", kTraditional},
        Sample{"Shift_JIS", "ibm-943_P15A-2003", kJapanese}, Sample{"EUC-JP", "EUC-JP", kJapanese},
        Sample{"ISO-2022-JP", "ISO-2022-JP", kJapanese}, Sample{"EUC-KR", "windows-949", kKorean},
        Sample{"x-mac-cyrillic", "x-mac-cyrillic", kRussian}, Sample{"IBM850", "ibm-850", kFrenchOfDos},
        Sample{"IBM850", "ibm-850", kGerman}, Sample{"IBM852", "ibm-852", kPolish},
        Sample{"UTF-16LE", "UTF-16LE", kChinese}, Sample{"UTF-16BE", "UTF-16BE", kJapanese},
        Sample{"UTF-16LE", "UTF-16LE", kKorean}, Sample{"UTF-16BE", "UTF-16BE", kRussian}),
    [](const auto& test) {
      std::string name = std::string(test.param.name) + "_" + std::to_string(test.index);
      std::replace(name.begin(), name.end(), '-', '_');
      return name;
    });

TEST(Encodings, AreKnownByTheLabelsOfTheWeb) {
  const auto named = [](std::string_view label) {
    const Encoding* encoding = encodingNamed(label);
    return encoding == nullptr ? std::string_view() : encoding->name;
  };
  EXPECT_EQ(named("CP1251"), "windows-1251");
  EXPECT_EQ(named("latin1"), "windows-1252");
  EXPECT_EQ(named("ISO-8859-1"), "windows-1252");
  EXPECT_EQ(named("iso_8859-15"), "ISO-8859-15");
  EXPECT_EQ(named("gb2312"), "GB18030");
  EXPECT_EQ(named("x-sjis"), "Shift_JIS");
  EXPECT_EQ(named("ks_c_5601-1987"), "EUC-KR");
  EXPECT_EQ(named("klingon"), "");
  EXPECT_EQ(named(""), "");
}

TEST(Encodings, EveryOneOfTheListCanBeRead) {
  for (const Encoding& encoding : encodings()) {
    std::size_t replaced = 0;
    const std::string bytes = encoded("plain words", std::string(encoding.icu).c_str());
    EXPECT_EQ(convert(bytes, encoding, replaced), "plain words") << encoding.name;
    EXPECT_EQ(replaced, 0u);
  }
}

TEST(Encodings, WhatIsToldWins) {
  const std::string bytes = encoded(kRussian, "KOI8-R");
  const ArticlePtr wrong = decoded(bytes, "a.txt", {.encoding = "cp1251"});
  EXPECT_EQ(wrong->encoding, "windows-1251");
  EXPECT_NE(wrong->text, kRussian);
  EXPECT_EQ(decoded(bytes, "a.txt", {.encoding = "koi8-r"})->text, kRussian);
  const auto unknown = parseArticle(bytes, "a.txt", {.encoding = "klingon"});
  ASSERT_FALSE(unknown);
  EXPECT_EQ(unknown.error().kind, ErrorKind::usage);
}

TEST(Encodings, APageSaysItsOwn) {
  const std::string page =
      "<html><head><meta http-equiv=Content-Type content='text/html; charset=iso-8859-7'></head>"
      "<body><p>" +
      encoded("Ναι", "ISO-8859-7") + "</p></body></html>";
  EXPECT_EQ(decoded(page, "page.html")->text, "Ναι");
  EXPECT_EQ(decoded(page, "page.html")->encoding, "ISO-8859-7");
  EXPECT_THAT(decoded(page, "page.html")->warnings, IsEmpty());
}

TEST(Encodings, APageThatIsWrongAboutItselfIsNotBelieved) {
  const std::string page = "<meta charset=windows-1251><p>" + std::string(kRussian) + "</p>";
  EXPECT_EQ(decoded(page, "page.html")->encoding, "UTF-8");
  const std::string japanese = "<meta charset=euc-kr><p>" + encoded(kJapanese, "ibm-943_P15A-2003") + "</p>";
  EXPECT_EQ(decoded(japanese, "page.html")->encoding, "Shift_JIS");
}

TEST(Encodings, AGuessThatHasBytesOfNoCharacterIsNotSure) {
  const ArticlePtr article = decoded(encoded(kGreek, "windows-1253") + "\xD2\n");
  ASSERT_THAT(article->warnings, SizeIs(2));
  EXPECT_THAT(article->warnings[1].message, HasSubstr("--encoding"));
}

TEST(Encodings, AGuessThatIsNotSureSaysSo) {
  const ArticlePtr article = decoded("Caf\xE9\n");
  ASSERT_THAT(article->warnings, SizeIs(testing::Le(1u)));
  const ArticlePtr unclear = decoded("\xE9\xE8 \xF1\n");
  ASSERT_THAT(unclear->warnings, SizeIs(1));
  EXPECT_EQ(unclear->warnings[0].where, "odd.txt");
  EXPECT_THAT(unclear->warnings[0].message, HasSubstr("--encoding"));
}

}  // namespace
}  // namespace dateline::article
