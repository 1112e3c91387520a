#include <gmock/gmock.h>

#include "article/article.h"
#include "article/page_around.h"

// Notes, tasks, quotes in quotes and the emphasis of HTML's tags.

namespace dateline::article {
namespace {

using testing::ElementsAre;

ArticlePtr markdown(const std::string& text) {
  return parseArticle(text, "a.md").value();
}

std::vector<std::string> set(const Article& article, Inline::Kind kind) {
  std::vector<std::string> words;
  for (const Block& block : article.blocks)
    for (const Inline& part : block.inlines)
      if (part.kind == kind) words.emplace_back(article.slice(part.range));
  return words;
}

TEST(MarkdownNotes, StandBelowTheTextWithTheirNumbers) {
  const ArticlePtr article = markdown(
      "A note.[^b] Another[^a], in 2023[^b] too, and [^none].\n\n[^a]: Of Karsk.\n\n    More of it.\n"
      "[^b]: Of Lindre.\n[^c]: Nobody asks for this.\n");
  EXPECT_EQ(article->text,
            "A note.¹ Another², in 2023[1] too, and [^none].\n\nOf Lindre.\n\nOf Karsk.\n\nMore of it.");
  ASSERT_EQ(article->blocks.size(), 4u);
  EXPECT_EQ(article->blocks[1].kind, BlockKind::note);
  EXPECT_EQ(article->blocks[1].mark, (ItemMark{.number = 1}));
  EXPECT_EQ(article->blocks[2].mark, (ItemMark{.number = 2}));
  EXPECT_TRUE(article->blocks[3].mark.continues);
}

TEST(MarkdownTasks, AreDoneOrNot) {
  const ArticlePtr article = markdown("- [ ] todo\n- [x] done\n- plain\n");
  EXPECT_EQ(article->text, "todo\n\ndone\n\nplain");
  EXPECT_EQ(article->blocks[0].mark.done, false);
  EXPECT_EQ(article->blocks[1].mark.done, true);
  EXPECT_EQ(article->blocks[2].mark.done, std::nullopt);
}

TEST(MarkdownTags, SetWhatStandsBetweenThem) {
  const ArticlePtr article = markdown(
      "A <b>bold</b> <EM class=x>and *em*</EM> <strong><i>both</strong></i> <code>x</code> <s>y</s>, <b>open "
      "and *a <b>b* c</b>.\n");
  EXPECT_EQ(article->text, "A bold and em both x y, open and a b c.");
  EXPECT_THAT(set(*article, Inline::Kind::strong), ElementsAre("bold", "both", "open and a b c"));
  EXPECT_THAT(set(*article, Inline::Kind::emphasis), ElementsAre("and em", "em", "both", "a b"));
  EXPECT_THAT(set(*article, Inline::Kind::code), ElementsAre("x"));
  EXPECT_THAT(set(*article, Inline::Kind::struck), ElementsAre("y"));
}

TEST(Tables, KnowTheirRowsAndColumnsHoweverLongTheyAre) {
  std::string text = "| City | People |\n|:-----|-------:|\n";
  for (int i = 0; i < 5000; ++i) text += "| Karsk on the river | x 5 |\n";
  const ArticlePtr article = markdown(text + "| only | | \n");
  ASSERT_EQ(article->blocks.size(), 5002u);
  EXPECT_EQ(article->text.substr(0, 15), "City | People\n\n");
  EXPECT_TRUE(article->blocks[0].row->heads);
  for (std::size_t i = 1; i < 5001; ++i) {
    const Block& block = article->blocks[i];
    ASSERT_NE(block.row, nullptr) << i;
    EXPECT_EQ(article->slice(block.range), "Karsk on the river | x 5");
    ASSERT_EQ(block.row->cells.size(), 2u);
    EXPECT_EQ(article->slice(block.row->cells[1].range), "x 5");
    EXPECT_EQ(block.row->cells[1].column, 1);
    EXPECT_EQ(block.row->cells[1].side, TableCell::Side::right);
    EXPECT_FALSE(block.row->heads);
  }
  EXPECT_EQ(article->slice(article->blocks[5001].row->cells[0].range), "only");
}

std::string quotesOf(const Article& article) {
  std::string quotes;
  for (const Block& block : article.blocks)
    quotes +=
        (quotes.empty() ? "" : " ") + std::to_string(block.quotes) + "/" + std::to_string(block.quotesKept);
  return quotes;
}

TEST(Quotes, InQuotesAreCountedAndHoldWhatElseIsInThem) {
  EXPECT_EQ(quotesOf(*markdown("> one\n>\n> > two\n> >\n> > - a list\n>\n> one\n\ntext\n\n> other\n")),
            "1/0 2/1 2/2 1/1 0/0 1/0");
  const ArticlePtr page = pageAround(
      "<blockquote><p>We agree on all of it.</p><blockquote><p>They said so.</p></blockquote></blockquote>"
      "<blockquote><p>And we do not.</p></blockquote>");
  EXPECT_THAT(quotesOf(*page), testing::HasSubstr("1/0 2/1 1/0"));
  EXPECT_EQ(quotesOf(*markdown("> one\n>\n> <p>two</p><blockquote>three</blockquote>\n")), "1/0 1/1 2/1");
  std::string deep;
  for (int i = 0; i < 100; ++i) deep += "> ";
  EXPECT_LE(markdown(deep + "deep")->blocks[0].quotes, 6);
}

}  // namespace
}  // namespace dateline::article
