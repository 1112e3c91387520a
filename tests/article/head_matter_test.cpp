#include "article/head_matter.h"

#include <gtest/gtest.h>

#include "article/datelines.h"
#include "article/dates.h"

namespace dateline::article {
namespace {

ArticlePtr parsedAs(std::string_view text, const std::string& path) {
  auto article = parseArticle(text, path);
  EXPECT_TRUE(article) << (article ? "" : article.error().text());
  return article ? *article : std::make_shared<Article>();
}

TEST(Dates, AreReadInTheOrdersAndLanguagesOfNewspapers) {
  EXPECT_EQ(isoDateIn("2023-02-28T10:00:00Z"), "2023-02-28");
  EXPECT_EQ(isoDateIn("28 February 2023"), "2023-02-28");
  EXPECT_EQ(isoDateIn("Published: Feb. 28, 2023 at 9:15"), "2023-02-28");
  EXPECT_EQ(isoDateIn("September 2nd, 2019"), "2019-09-02");
  EXPECT_EQ(isoDateIn("28.02.2023"), "2023-02-28");
  EXPECT_EQ(isoDateIn("3 de marzo de 2020"), "2020-03-03");
  EXPECT_EQ(isoDateIn("le 3 août 2020"), "2020-08-03");
  EXPECT_EQ(isoDateIn("3. März 2020"), "2020-03-03");
  EXPECT_EQ(isoDateIn("28 февраля 2023 года"), "2023-02-28");
  EXPECT_EQ(isoDateIn("28 фев 2023"), "2023-02-28");
  EXPECT_EQ(isoDateIn("2023年2月28日"), "2023-02-28");
  EXPECT_EQ(isoDateIn("28/02/2023"), "2023-02-28");
}

TEST(Dates, ThatCannotBeToldAreNone) {
  EXPECT_EQ(isoDateIn("02/03/2023"), "");
  EXPECT_EQ(isoDateIn("31 February 2023"), "");
  EXPECT_EQ(isoDateIn("In 2023 they built 28 bridges"), "");
  EXPECT_EQ(isoDateIn(""), "");
}

TEST(Bylines, AreReadInManyLanguagesAndNotInSentences) {
  EXPECT_EQ(bylineIn("By Ana Lind and Bo Ek"), "Ana Lind and Bo Ek");
  EXPECT_EQ(bylineIn("Von Mira Holt"), "Mira Holt");
  EXPECT_EQ(bylineIn("Автор: Нина Лес"), "Нина Лес");
  EXPECT_EQ(bylineIn("By the river the troops were waiting"), "");
  EXPECT_EQ(bylineIn("By 2030 all of it is gone"), "");
  EXPECT_EQ(bylineIn("Ana Lind"), "");
  EXPECT_EQ(bylineIn("Ana Lind", true), "Ana Lind");
}

TEST(Bylines, EndWhereTheirDateBegins) {
  EXPECT_EQ(bylineIn("By Ann Lee, 3 March 2024"), "Ann Lee");
  EXPECT_EQ(bylineIn("By Ann Lee | Tuesday, March 3, 2024 at 9:15 p.m. ET"), "Ann Lee");
  EXPECT_EQ(bylineIn("By Ann Lee (3 March 2024)"), "Ann Lee");
  EXPECT_EQ(bylineIn("By Ann Lee and Bo Ek – Published March 3, 2024, updated March 4, 2024"),
            "Ann Lee and Bo Ek");
  EXPECT_EQ(bylineIn("Von Jörg Holt, 3. März 2024, 18.14 Uhr"), "Jörg Holt");
  EXPECT_EQ(bylineIn("Par Anne Dupont, le 3 mars 2024 à 18h14"), "Anne Dupont");
  EXPECT_EQ(bylineIn("Автор: Нина Лес, 3 марта 2024 года"), "Нина Лес");
  EXPECT_EQ(bylineIn("By Theresa May, 3 March 2024"), "Theresa May");
  EXPECT_EQ(bylineIn("By Anna Sun, 3 March 2024"), "Anna Sun");
  EXPECT_EQ(bylineIn("By Ann M, 3 March 2024"), "Ann M");
  EXPECT_EQ(bylineIn("By April Lee (now) and Mark May (earlier)"), "April Lee (now) and Mark May (earlier)");
  EXPECT_EQ(bylineIn("By Friday all was over."), "");
  EXPECT_EQ(bylineIn("By Ann Lee and Bo Ek, staff writers."), "Ann Lee and Bo Ek, staff writers.");
  for (const char* path : {"a.md", "a.txt"}) {
    const ArticlePtr article =
        parsedAs("The title\n\nBy Ann Lee, 3 March 2024\n\nIt rained. It still does.\n", path);
    EXPECT_EQ(article->head.byline, "Ann Lee");
    EXPECT_EQ(article->head.published, "2024-03-03");
  }
}

TEST(HeadMatter, OfMarkdownMayBeADayThatLooksLikeAList) {
  const ArticlePtr article =
      parsedAs("# Titel\n\nVon Jörg Holt\n\n3. März 2024\n\nText aus Karsk.\n\n1. Mai\n2. Juni\n", "a.md");
  EXPECT_EQ(article->head.byline, "Jörg Holt");
  EXPECT_EQ(article->head.published, "2024-03-03");
  EXPECT_EQ(article->slice(article->blocks[2].range), "3. März 2024");
  EXPECT_EQ(article->blocks[2].kind, BlockKind::byline);
  EXPECT_EQ(article->blocks[4].kind, BlockKind::listItem);
  EXPECT_EQ(parsedAs("# Titel\n\n3. Haus 2024\n", "a.md")->blocks[1].kind, BlockKind::listItem);
}

TEST(Datelines, AreThePlaceAndTheDayBeforeTheDash) {
  EXPECT_EQ(datelineOf("ASTANA, Feb 28 (Agency) — The minister arrived."), "ASTANA, Feb 28");
  EXPECT_EQ(datelineOf("TASHKENT, Uzbekistan (AG) -- It rained."), "TASHKENT, Uzbekistan");
  EXPECT_EQ(datelineOf("LINDRE/VESSE — It rained."), "LINDRE/VESSE");
  EXPECT_EQ(datelineOf("КАРСК, 28 фев - Агентство. Мост открыт."), "КАРСК, 28 фев");
  EXPECT_EQ(datelineOf("Berlin (dpa) - Es regnet."), "Berlin");
  EXPECT_EQ(datelineOf("القاهرة 5 مارس 2024 (وكالة) - قال الوزير."), "القاهرة 5 مارس 2024");
  EXPECT_EQ(datelineOf("دمشق، 5 آذار – قال الوزير."), "دمشق، 5 آذار");
  EXPECT_EQ(datelineOf("КАРСК, 3 марта. /Агентство/. Мост открыт."), "КАРСК, 3 марта");
  EXPECT_EQ(datelineOf("Karsk and Lindre /both towns/ are old."), "");
  EXPECT_EQ(datelineOf("Berlin 2023 — the year of the bridge."), "");
  EXPECT_EQ(datelineOf("The bridge — a long one — was opened."), "");
  EXPECT_EQ(datelineOf("It rained all day."), "");
}

TEST(Datelines, OfEastAsianAgenciesNameTheirReporters) {
  EXPECT_EQ(datelineOf("河谷社兰州12月19日电（记者王芳、李明）大桥通车。"), "兰州12月19日");
  EXPECT_EQ(reportersIn("河谷社兰州12月19日电（记者王芳、李明）大桥通车。"), "王芳、李明");
  EXPECT_EQ(datelineOf("本报北京2月8日电 大桥通车。"), "北京2月8日");
  EXPECT_EQ(datelineOf("(부산=하천뉴스) 홍길동 기자 = 새 다리가 열렸다."), "부산");
  EXPECT_EQ(reportersIn("(부산=하천뉴스) 홍길동 기자 = 새 다리가 열렸다."), "홍길동");
  EXPECT_EQ(datelineOf("【カイロ=山田】橋が開通した。"), "カイロ");
  EXPECT_EQ(datelineOf("【ワシントン共同】橋が開通した。"), "ワシントン");
  EXPECT_EQ(datelineOf("【速報】橋が開通した。"), "");
}

TEST(Datelines, HaveDaysOfHebrewAndNoAgencies) {
  EXPECT_EQ(datelineOf("חיפה, 8 בפברואר 2023 – הגשר נפתח."), "חיפה, 8 בפברואר 2023");
  EXPECT_EQ(isoDateIn("חיפה, 8 בפברואר 2023"), "2023-02-08");
  EXPECT_EQ(datelineOf("АЛМАТЫ. AGENCY — Көпір ашылды."), "АЛМАТЫ");
  EXPECT_EQ(datelineOf("ST. LOUIS (AG) — It rained."), "ST. LOUIS");
}

TEST(Dates, OfThaiCountFromTheBuddha) {
  EXPECT_EQ(isoDateIn("10 กันยายน 2567"), "2024-09-10");
  EXPECT_EQ(isoDateIn("10 กันยายน 2024"), "2024-09-10");
  EXPECT_EQ(isoDateIn("10 September 2567"), "");
}

TEST(HeadMatter, OfScriptsWithoutSpacesTakesNoParagraphForADek) {
  for (const char* lead :
       {"เชียงราย - น้ำท่วมอำเภอแม่สาย ตั้งแต่วันที่ 10 กันยายน ชาวบ้านหลายพันคนต้องอพยพ ขณะที่กรุงเทพส่งเรือไปช่วย",
        "星期三上午，第一批列车驶过新建的大桥。"}) {
    const ArticlePtr article = parsedAs("河谷\n\n" + std::string(lead) + "\n\n" + lead + "\n", "a.txt");
    EXPECT_EQ(article->blocks[1].kind, BlockKind::paragraph) << lead;
  }
}

TEST(HeadMatter, OfChineseNamesReportersAndEditors) {
  const ArticlePtr article = parsedAs(
      "大桥通车\n\n2024-03-01 10:05 来源：河谷网 "
      "记者：王芳、李明\n\n星期三上午，第一批列车驶过新建的大桥。\n\n"
      "工人们工作了两年。\n\n【责任编辑:张三】\n",
      "a.txt");
  EXPECT_EQ(article->head.byline, "王芳、李明");
  EXPECT_EQ(article->head.published, "2024-03-01");
  EXPECT_EQ(article->blocks[1].kind, BlockKind::byline);
  EXPECT_EQ(article->blocks.back().kind, BlockKind::byline);
  EXPECT_EQ(bylineIn("记者：请问大桥何时通车？"), "");
  EXPECT_EQ(bylineIn("本报记者　王芳"), "王芳");
}

TEST(Datelines, BeginTheTextInAnyLanguage) {
  for (const char* lead : {"KARSK, 28 Feb (Agency) — The minister arrived on Wednesday.",
                           "КАРСК, 28 фев — Министр прибыл в среду утром.",
                           "Karsk, 28. Februar (dpa) - Der Minister ist angekommen.",
                           "القاهرة 5 مارس 2024 (وكالة) - قال الوزير إن المحادثات مستمرة."}) {
    const ArticlePtr article = parsedAs("The title\n\n" + std::string(lead) + "\n\nMore of it.\n", "a.txt");
    EXPECT_EQ(article->blocks[1].kind, BlockKind::paragraph) << lead;
    EXPECT_FALSE(article->head.dateline.empty()) << lead;
  }
  const ArticlePtr article = parsedAs("The title\n\nThe UK — and all of it.\n\nMore of it.\n", "a.txt");
  EXPECT_EQ(article->blocks[1].kind, BlockKind::dek);
}

TEST(HeadMatter, OfMarkdownHasItsTitleAboveTheTextsSections) {
  using enum BlockKind;
  const auto kindsOf = [](const ArticlePtr& article) {
    std::vector<BlockKind> kinds;
    for (const Block& block : article->blocks) kinds.push_back(block.kind);
    return kinds;
  };
  const std::string front = "---\ntitle: \"The front  title\"\n---\n\n";
  const std::string chapters =
      "In Karsk they met.\n\n# Chapter one\n\nIn Lindre too.\n\n# Chapter two\n\nEnd.\n";
  ArticlePtr article = parsedAs(front + chapters, "a.md");
  EXPECT_EQ(article->title, "The front  title");
  EXPECT_EQ(article->head.title, article->title);
  EXPECT_EQ(kindsOf(article), (std::vector{paragraph, heading, paragraph, heading, paragraph}));
  article = parsedAs(chapters, "notes.md");
  EXPECT_EQ(article->title, "notes");
  EXPECT_EQ(kindsOf(article), (std::vector{paragraph, heading, paragraph, heading, paragraph}));
  article = parsedAs(front + "# The text's own\n\nText.\n\n# Next\n\nText.\n", "a.md");
  EXPECT_EQ(kindsOf(article), (std::vector{title, paragraph, heading, paragraph}));
  article = parsedAs(front + "Text.\n\n<h1>Chapter</h1>\n", "a.md");
  EXPECT_EQ(kindsOf(article), (std::vector{paragraph, heading}));
  article = parsedAs("![Bridge](b.jpg)\n\n## Reports\n\n# The bridge\n\nText.\n", "a.md");
  EXPECT_EQ(kindsOf(article), (std::vector{caption, heading, title, paragraph}));
}

TEST(HeadMatter, OfATextStandsAboveIt) {
  const ArticlePtr article = parsedAs(
      "Bridge opens at Karsk\n\nBy Ana Lind\n\n28 February 2023\n\n"
      "KARSK, Feb 28 (Agency) — The bridge was opened on Tuesday, after two years of work on both banks of "
      "the "
      "river.\n\nIt is long.\n",
      "a.txt");
  EXPECT_EQ(article->head.byline, "Ana Lind");
  EXPECT_EQ(article->head.published, "2023-02-28");
  EXPECT_EQ(article->head.dateline, "KARSK, Feb 28");
  EXPECT_EQ(article->blocks[1].kind, BlockKind::byline);
  EXPECT_EQ(article->blocks[2].kind, BlockKind::byline);
  EXPECT_EQ(article->blocks[3].kind, BlockKind::paragraph);
}

TEST(HeadMatter, ThatALineAboveTheTextSaysIsNotSaidTwice) {
  const ArticlePtr article = parsedAs(
      "# The bridge\n\nBy Ana Lind and Bo Ek in Karsk\nPublished 12 Feb 2024, 6:05 PM | Updated 7:10 PM\n\n"
      "KARSK (AG) \u2014 It was opened. Many came.\n",
      "a.md");
  EXPECT_EQ(article->head.byline, "Ana Lind and Bo Ek in Karsk");
  EXPECT_EQ(restOfHead(*article).byline, "");
  EXPECT_EQ(restOfHead(*article).published, "");
  EXPECT_EQ(restOfHead(*article).dateline, "KARSK");
  const ArticlePtr other =
      parsedAs("---\nauthor: Ana Lind\ndate: 2024-02-12\n---\n\nIt was opened.\n", "a.md");
  EXPECT_EQ(restOfHead(*other).byline, "Ana Lind");
  EXPECT_EQ(restOfHead(*other).published, "2024-02-12");
}

TEST(HeadMatter, OfMarkdownMayStandInItsFrontMatter) {
  const ArticlePtr article = parsedAs(
      "---\ntitle: \"The bridge\"\nauthor: Ana Lind\ndate: 2023-02-28\nlayout: post\n---\n\nIt was opened.\n",
      "a.md");
  EXPECT_EQ(article->title, "The bridge");
  EXPECT_EQ(article->head.byline, "Ana Lind");
  EXPECT_EQ(article->head.published, "2023-02-28");
  EXPECT_EQ(article->text, "It was opened.");
}

TEST(HeadMatter, OfMarkdownNamesAuthorsInAllWaysOfYaml) {
  const auto bylineOf = [](const std::string& front) {
    return parsedAs("---\n" + front + "title: 'It''s a bridge' # at last\n---\n\nIt was opened.\n", "a.md")
        ->head.byline;
  };
  for (const char* front :
       {"author: [Ana Lind, Bo Ek]\n", "author: [ \"Ana Lind\" , 'Bo Ek' ]  # both\n",
        "author:\n  - Ana Lind\n  - \"Bo Ek\"\n", "authors:\n- Ana Lind\n- Bo Ek\n",
        "author:\n  - name: Ana Lind\n    email: ana@example.org\n  - name: Bo Ek\n",
        "author: [\n  Ana Lind,\n  Bo Ek\n]\n", "author: [{name: Ana Lind, url: 'a'}, {name: \"Bo Ek\"}]\n",
        "author:\n  - name:\n      given: Ana\n      family: Lind\n  - Bo Ek <bo@example.org>\n",
        "author: \"Ana Lind, \\x42o Ek\"\n", "author: Ana Lind,\n  Bo Ek\n",
        "author: >-\n  Ana Lind,\n  Bo Ek\n"})
    EXPECT_EQ(bylineOf(front), "Ana Lind, Bo Ek") << front;
  EXPECT_EQ(bylineOf("author:\n  name: Ana Lind\n"), "Ana Lind");
  EXPECT_EQ(parsedAs("---\ntitle: 'It''s a bridge' # at last\n---\n\nIt was.\n", "a.md")->title,
            "It's a bridge");
  EXPECT_EQ(parsedAs("---\ntitle: 'It's a bridge'\n---\n\nIt was.\n", "a.md")->title, "It's a bridge");
  EXPECT_EQ(parsedAs("---\ntitle: Bridge: \"now\" open\n---\n\nIt was.\n", "a.md")->title,
            "Bridge: \"now\" open");
  EXPECT_EQ(parsedAs("---\ntitle: \"never closed\nauthor: Ana Lind\n---\n\nIt was.\n", "a.md")->head.byline,
            "Ana Lind");
}

TEST(HeadMatter, OfMarkdownMayHoldItsDek) {
  const auto dekOf = [](const std::string& front) {
    return parsedAs("---\ntitle: The bridge\n" + front + "---\n\nIt was opened. By a minister.\n", "a.md")
        ->head.dek;
  };
  EXPECT_EQ(dekOf("description: \"Karsk waits no longer\"\n"), "Karsk waits no longer");
  EXPECT_EQ(dekOf("subtitle: Karsk waits\ndescription: A long one.\n"), "Karsk waits");
  EXPECT_EQ(dekOf("description: A long one.\ndek: Karsk waits\n"), "Karsk waits");
  EXPECT_EQ(dekOf("description: >-\n  Karsk waits\n  no longer\ntags:\n  - a\n"), "Karsk waits no longer");
  EXPECT_EQ(dekOf("description: Karsk waits\n  no longer\n"), "Karsk waits no longer");
  EXPECT_EQ(dekOf("description: It was opened.\n"), "") << "the text says it";
  EXPECT_EQ(dekOf("seo:\n  description: For machines.\n"), "");
  EXPECT_EQ(dekOf("description:\n  en: In several languages.\n"), "");
}

TEST(Format, OfAStreamIsRecognised) {
  EXPECT_EQ(parsedAs("<!DOCTYPE html><p>It rained.", "-")->text, "It rained.");
  EXPECT_EQ(parsedAs("# Rain\n\nIt **rained**.\n", "-")->text, "Rain\n\nIt rained.");
  EXPECT_EQ(parsedAs("Rain\n\n* and snow\n* and # hail\n", "-")->text, "Rain\n\n* and snow\n* and # hail\n");
  EXPECT_EQ(parsedAs("# Rain\n\nIt **rained**.\n", "rain.txt")->text, "# Rain\n\nIt **rained**.\n");
  EXPECT_EQ(parsedAs("<html><p>It rained.", "page.php")->text, "It rained.");
}

}  // namespace
}  // namespace dateline::article
