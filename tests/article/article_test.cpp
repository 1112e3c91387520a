#include "article/article.h"

#include <gmock/gmock.h>

#include <filesystem>

#include "base/sha256.h"

namespace dateline::article {
namespace {

namespace fs = std::filesystem;

ArticlePtr parsed(std::string_view text, const fs::path& path = "test.txt") {
  auto article = parseArticle(text, path);
  EXPECT_TRUE(article) << (article ? "" : article.error().text());
  return article ? *article : std::make_shared<Article>();
}

ArticlePtr fixture(const std::string& name) {
  auto article = readArticle(fs::path(DATELINE_TEST_DATA) / "articles" / name);
  EXPECT_TRUE(article) << (article ? "" : article.error().text());
  return article ? *article : std::make_shared<Article>();
}

std::vector<BlockKind> kinds(const Article& article) {
  std::vector<BlockKind> all;
  for (const Block& block : article.blocks) all.push_back(block.kind);
  return all;
}

std::vector<std::string> texts(const Article& article, const std::vector<TextRange>& ranges) {
  std::vector<std::string> all;
  for (const TextRange& range : ranges) all.emplace_back(article.slice(range));
  return all;
}

std::vector<std::string> sentencesOf(std::string_view text) {
  const ArticlePtr article = parsed(text);
  return article->blocks.empty() ? std::vector<std::string>()
                                 : texts(*article, sentences(*article, article->blocks.front()));
}

/// What every article must hold, whatever it was read from.
void expectWellFormed(const Article& article) {
  EXPECT_TRUE(isValidUtf8(article.text));
  EXPECT_EQ(article.text.find('\0'), std::string::npos);
  EXPECT_EQ(article.text.find('\r'), std::string::npos);
  EXPECT_EQ(article.sha256, sha256(article.text));
  EXPECT_EQ(article.offsets.codePoints(), countCodePoints(article.text));
  EXPECT_FALSE(article.title.empty());
  std::size_t end = 0;
  for (const Block& block : article.blocks) {
    ASSERT_LT(block.range.start, block.range.end);
    ASSERT_LE(block.range.end, article.offsets.codePoints());
    const std::string_view between = article.slice({end, block.range.start});
    EXPECT_EQ(between.find_first_not_of(" \t\n\f\v"), std::string_view::npos) << between;
    ASSERT_GE(block.range.start, end);
    end = block.range.end;
    for (const Inline& span : block.inlines) {
      EXPECT_LT(span.range.start, span.range.end);
      EXPECT_GE(span.range.start, block.range.start);
      EXPECT_LE(span.range.end, block.range.end);
    }
  }
  EXPECT_EQ(article.slice({end, article.offsets.codePoints()}).find_first_not_of(" \t\n\f\v"),
            std::string_view::npos);
}

using enum BlockKind;
using testing::ElementsAre;
using testing::HasSubstr;

TEST(PlainText, AReportIsTakenApartIntoTitleDekCaptionsHeadingAndSource) {
  const ArticlePtr article = fixture("harbour.txt");
  expectWellFormed(*article);
  EXPECT_EQ(article->title, "Harbour of Lindre reopens after a winter of repairs");
  EXPECT_THAT(kinds(*article), ElementsAre(title, dek, caption, caption, paragraph, paragraph, heading,
                                           paragraph, paragraph, source));
}

TEST(PlainText, TheTextItselfIsNeverChanged) {
  const std::string text = "  Title \n\n\n  text\twith  spaces  \n \n\n";
  EXPECT_EQ(parsed(text)->text, text);
}

TEST(PlainText, LinesBrokenAtAColumnAreOneParagraphAndShortLinesStandAlone) {
  const ArticlePtr article = fixture("wrapped.txt");
  expectWellFormed(*article);
  EXPECT_THAT(kinds(*article), ElementsAre(title, paragraph, paragraph, paragraph, paragraph, paragraph));
  EXPECT_THAT(std::string(article->slice(article->blocks[1].range)), HasSubstr("had a\nbell"));
  EXPECT_EQ(article->slice(article->blocks[4].range), "another line");
}

TEST(PlainText, LinesBrokenAtAWideColumnAreOneParagraphUnlessTheyEndAsSentencesDo) {
  const std::string wide =
      "A ferry with 73 people aboard sank off the western tip of the island late on Saturday, as the coast\n"
      "guard said, and fourteen people were still missing on Sunday morning, when boats of two countries "
      "went\n"
      "out to look for them.\n";
  EXPECT_EQ(parsed("The title\n\n" + wide)->blocks.size(), 2u);
  const std::string paragraphs =
      "A ferry with 73 people aboard sank off the western tip of the island late on Saturday, they said.\n"
      "Fourteen people were still missing on Sunday morning, when boats of two countries went out there.\n"
      "They found none.\n";
  EXPECT_EQ(parsed("The title\n\n" + paragraphs)->blocks.size(), 4u);
}

TEST(PlainText, ParagraphsMayBeginWithAnIndentInsteadOfABlankLine) {
  const std::string first =
      "For the first time in eleven years a ferry left the quay of\n"
      "Lindre on Friday evening, with 140 people aboard.\n";
  const std::string second =
      "The crossing takes twenty-four hours when the sea is calm. It\n"
      "was not calm, and the captain turned back once to wait for the\n"
      "wind to fall.\n";
  for (const std::string indent : {"\t", "   ", "\u3000\u3000", "\u00A0\u00A0"})
    for (const std::string& begin : {indent, std::string()}) {
      const ArticlePtr article = parsed("Ferry returns\n\n" + begin + first + indent + second + indent +
                                        "It sank.\n" + indent + second);
      EXPECT_THAT(kinds(*article), ElementsAre(title, paragraph, paragraph, paragraph, paragraph)) << indent;
      EXPECT_THAT(std::string(article->slice(article->blocks[3].range)), testing::EndsWith("It sank."));
    }
  // Where what goes on is indented, lines end amid sentences.
  const std::string hanging =
      "Lindre, the harbour from which the ferry leaves in the evening\n"
      "    for the island of Osel and for the towns on its far coast, and\n"
      "    where the railway from Karsk ends beside the old custom house.\n";
  EXPECT_EQ(parsed("Places\n\n" + hanging)->blocks.size(), 2u);
}

TEST(PlainText, LineEndsOfEveryKindAreLineFeeds) {
  const ArticlePtr article = parsed("One\r\n\r\ntwo words.\rthree\r\n");
  EXPECT_EQ(article->text, "One\n\ntwo words.\nthree\n");
  EXPECT_EQ(article->blocks.size(), 3u);
}

TEST(PlainText, AFirstParagraphThatEndsInAPeriodIsNoTitle) {
  const ArticlePtr article = parsed("It rained.\n\nIt rained again.\n", "/tmp/rain.txt");
  EXPECT_THAT(kinds(*article), ElementsAre(paragraph, paragraph));
  EXPECT_EQ(article->title, "rain");
}

TEST(PlainText, AnAgencysLeadIsNoDek) {
  const ArticlePtr article = parsed("Rain in Vesse\n\nVESSE, March 3 \u2014 It rained.\n\nIt rained on.\n");
  EXPECT_THAT(kinds(*article), ElementsAre(title, paragraph, paragraph));
}

TEST(PlainText, TheArticleThatTheBuiltInPinsAreForIsTakenApart) {
  const fs::path path = fs::path(DATELINE_SHARED) / "article" / "000_5d4917e3ac0aba43.txt";
  if (!fs::exists(path)) GTEST_SKIP() << "the shared article is not here: " << path;
  const ArticlePtr article = *readArticle(path);
  expectWellFormed(*article);
  std::vector<BlockKind> expected(28, paragraph);
  expected[0] = title;
  expected[1] = dek;
  expected[2] = expected[3] = caption;
  expected[16] = heading;
  expected[27] = source;
  EXPECT_EQ(kinds(*article), expected);
  EXPECT_THAT(article->warnings, testing::IsEmpty());
}

TEST(Article, ASliceIsTheTextOfItsCodePointsAndIsClampedAtTheEnd) {
  const ArticlePtr article = parsed("Привет, 😀 мир");
  EXPECT_EQ(article->slice({8, 9}), "😀");
  EXPECT_EQ(article->slice({10, 1000}), "мир");
  EXPECT_EQ(article->slice({5, 5}), "");
  EXPECT_EQ(article->slice({9, 3}), "");
}

TEST(Article, TheBlockAtAnOffsetIsTheOneThatHoldsItOrTheOneBefore) {
  const ArticlePtr article = parsed("\n\nTitle\n\nParagraph one.\n\nParagraph two.\n");
  EXPECT_EQ(article->blockAt(0), 0u);
  EXPECT_EQ(article->blockAt(2), 0u);
  EXPECT_EQ(article->blockAt(8), 0u);
  EXPECT_EQ(article->blockAt(9), 1u);
  EXPECT_EQ(article->blockAt(999), 2u);
  EXPECT_EQ(Article().blockAt(5), 0u);
}

TEST(Markdown, BlocksBecomePlainTextWithoutMarkup) {
  const ArticlePtr article = fixture("report.md");
  expectWellFormed(*article);
  EXPECT_EQ(article->title, "The bridge at Karsk");
  EXPECT_THAT(kinds(*article),
              ElementsAre(title, dek, paragraph, heading, quote, listItem, listItem, listItem, caption,
                          paragraph, paragraph, paragraph, code, paragraph));
  EXPECT_THAT(article->text,
              testing::StartsWith("The bridge at Karsk\n\nIt was to be finished in spring.\n\nWork on"));
  EXPECT_THAT(article->text,
              HasSubstr("on 2021-03-03, the city council said. It cost twice the sum planned."));
  EXPECT_THAT(article->text, HasSubstr("A bridge is a promise, said the mayor."));
  EXPECT_THAT(article->text, HasSubstr("Year | Cost\n\n2020 | 4m\n\n2021 | 9m"));
  EXPECT_THAT(article->text, HasSubstr("pillar 1: done\npillar 2: half"));
  EXPECT_THAT(article->text, testing::Not(HasSubstr("alert(1)")));
  EXPECT_THAT(article->text, testing::Not(HasSubstr("nobody")));
}

TEST(Markdown, InlinesSpanExactlyTheirText) {
  const ArticlePtr article = fixture("report.md");
  const Block& block = article->blocks[2];
  ASSERT_EQ(block.inlines.size(), 5u);
  EXPECT_EQ(block.inlines[3].kind, Inline::Kind::strong);
  EXPECT_EQ(article->slice(block.inlines[3].range), "twice");
  EXPECT_EQ(block.inlines[4].kind, Inline::Kind::struck);
  EXPECT_EQ(block.inlines[0].kind, Inline::Kind::strong);
  EXPECT_EQ(article->slice(block.inlines[0].range), "bridge at Karsk");
  EXPECT_EQ(block.inlines[1].kind, Inline::Kind::code);
  EXPECT_EQ(article->slice(block.inlines[1].range), "2021-03-03");
  EXPECT_EQ(block.inlines[2].kind, Inline::Kind::link);
  EXPECT_EQ(article->slice(block.inlines[2].range), "city council");
  EXPECT_EQ(block.inlines[2].target, "https://example.org/council");
}

TEST(Markdown, ListItemsKnowTheirDepth) {
  const ArticlePtr article = fixture("report.md");
  EXPECT_EQ(article->blocks[6].level, 1);
  EXPECT_EQ(article->blocks[7].level, 2);
}

TEST(Markdown, OnlyWebAndMailLinksAreLinks) {
  const ArticlePtr article = fixture("report.md");
  const Block& last = article->blocks.back();
  ASSERT_EQ(last.inlines.size(), 1u);
  EXPECT_EQ(article->slice(last.inlines[0].range), "www.example.org");
  EXPECT_EQ(parsed("[a](JavaScript:x) [b](file:///etc/passwd) [c](data:x) [d](mailto:x@y.zz)", "t.md")
                ->blocks.front()
                .inlines.size(),
            1u);
}

TEST(Markdown, DeepNestingIsSurvived) {
  for (const std::string_view unit : {"> ", "- ", "*a ", "[", "![", "**", "`"}) {
    std::string deep;
    for (int i = 0; i < 20'000; ++i) deep += unit;
    expectWellFormed(*parsed("# Title\n\n" + deep + "x", "deep.md"));
  }
}

TEST(Sentences, EndAtPeriodsButNotAtAbbreviations) {
  EXPECT_THAT(sentencesOf("Mr. Smith met Gen. Jones. They spoke for an hour."),
              ElementsAre("Mr. Smith met Gen. Jones.", "They spoke for an hour."));
  EXPECT_THAT(sentencesOf("The U.S. State Department spoke. It was late in the U.S. The day ended."),
              ElementsAre("The U.S. State Department spoke.", "It was late in the U.S.", "The day ended."));
  EXPECT_THAT(sentencesOf("J. M. Olsen read No. 5 of the paper. No. He did not."),
              ElementsAre("J. M. Olsen read No. 5 of the paper.", "No.", "He did not."));
  EXPECT_THAT(sentencesOf("“Is it so?” he asked. “Yes!” Dr. Ruiz said."),
              ElementsAre("“Is it so?” he asked.", "“Yes!”", "Dr. Ruiz said."));
}

TEST(Sentences, RunOnAcrossBrokenLines) {
  const ArticlePtr article = fixture("wrapped.txt");
  const auto found = sentences(*article, article->blocks[1]);
  ASSERT_EQ(found.size(), 2u);
  EXPECT_THAT(std::string(article->slice(found[0])), testing::EndsWith("end of the paper."));
}

TEST(Sentences, CoverTheBlockInOrderWithoutItsSpaces) {
  const ArticlePtr article = fixture("harbour.txt");
  for (const Block& block : article->blocks) {
    const auto found = sentences(*article, block);
    ASSERT_FALSE(found.empty());
    EXPECT_EQ(found.front().start, block.range.start);
    EXPECT_EQ(found.back().end, block.range.end);
    for (std::size_t i = 1; i < found.size(); ++i) {
      const std::string_view gap = article->slice({found[i - 1].end, found[i].start});
      EXPECT_EQ(gap.find_first_not_of(" \n"), std::string_view::npos);
    }
  }
}

TEST(Find, IgnoresCaseAccentsAndTheKindOfApostrophe) {
  const ArticlePtr article = parsed("São Paulo, SAO PAULO, sa\u0303o paulo. Kazakhstan’s Straße, Łódź, ﬁne");
  EXPECT_THAT(texts(*article, find(*article, "são paulo")),
              ElementsAre("São Paulo", "SAO PAULO", "sa\u0303o paulo"));
  EXPECT_THAT(texts(*article, find(*article, "KAZAKHSTAN'S")), ElementsAre("Kazakhstan’s"));
  EXPECT_THAT(texts(*article, find(*article, "strasse")), ElementsAre("Straße"));
  EXPECT_THAT(texts(*article, find(*article, "lodz")), ElementsAre("Łódź"));
  EXPECT_THAT(texts(*article, find(*article, "fine")), ElementsAre("ﬁne"));
}

TEST(Find, WorksInOtherScriptsAndAcrossLineBreaks) {
  const ArticlePtr article = parsed("МОСКВА и Москва\nгород");
  EXPECT_THAT(texts(*article, find(*article, "москва")), ElementsAre("МОСКВА", "Москва"));
  EXPECT_THAT(texts(*article, find(*article, "москва город")), ElementsAre("Москва\nгород"));
}

TEST(Find, TakesVowelSignsForLetters) {
  const ArticlePtr article = parsed("पेरू पर, กล่าว, مُحَمَّد");
  EXPECT_THAT(texts(*article, find(*article, "पर")), ElementsAre("पर"));
  EXPECT_THAT(texts(*article, find(*article, "กลาว")), ElementsAre()) << "the tone is another word's";
  EXPECT_THAT(texts(*article, find(*article, "محمد")), ElementsAre("مُحَمَّد")) << "vowels that one leaves out";
}

TEST(Find, TakesDigitsAndQuotationMarksOfOtherScriptsForTheirOwn) {
  const ArticlePtr article = parsed("عام ٢٠٢٣ »Wir gehen«, „Wir“ und ‹so›");
  EXPECT_THAT(texts(*article, find(*article, "2023")), ElementsAre("٢٠٢٣"));
  EXPECT_THAT(texts(*article, find(*article, "\"Wir")), ElementsAre("»Wir", "„Wir"));
  EXPECT_THAT(texts(*article, find(*article, "'so'")), ElementsAre("‹so›"));
}

TEST(Find, IgnoresHowMuchSpaceThereIsBetweenWords) {
  const ArticlePtr article = parsed("They  ended late.\n\nThe talks went on.");
  EXPECT_THAT(texts(*article, find(*article, "late. the talks")), ElementsAre("late.\n\nThe talks"));
  EXPECT_THAT(texts(*article, find(*article, "they ended")), ElementsAre("They  ended"));
  EXPECT_THAT(texts(*article, find(*article, "the   talks\n went")), ElementsAre("The talks went"));
  EXPECT_THAT(texts(*article, find(*article, "went on.")), ElementsAre("went on."));
}

TEST(Find, TakesTheAccentThatStandsAsAMarkOfItsOwn) {
  const ArticlePtr article = parsed("cafe\u0301 bar");
  EXPECT_THAT(texts(*article, find(*article, "cafe")), ElementsAre("cafe\u0301"));
}

TEST(Find, StopsAtTheLimitAndFindsNothingForNothing) {
  const ArticlePtr article = parsed("a a a a a");
  EXPECT_EQ(find(*article, "a", 3).size(), 3u);
  EXPECT_TRUE(find(*article, "").empty());
  EXPECT_TRUE(find(*article, "\u0301").empty());
  EXPECT_TRUE(find(*article, "\xFF\xFE").empty());
}

}  // namespace
}  // namespace dateline::article
