#include <gmock/gmock.h>

#include <algorithm>

#include "article/article.h"
#include "article/page_around.h"

// What stands before the items of lists, where lines break and what is struck out.

namespace dateline::article {
namespace {

using testing::ElementsAre;

std::string marksOf(const Article& article) {
  std::string marks;
  for (const Block& block : article.blocks) {
    if (block.kind != BlockKind::listItem) continue;
    marks += marks.empty() ? "" : " ";
    marks += block.mark.continues ? "-" : block.mark.number ? std::to_string(*block.mark.number) : "*";
  }
  return marks;
}

std::vector<std::string> struckOut(const Article& article) {
  std::vector<std::string> words;
  for (const Block& block : article.blocks)
    for (const Inline& part : block.inlines)
      if (part.kind == Inline::Kind::struck) words.emplace_back(article.slice(part.range));
  return words;
}

ArticlePtr listsIn(const std::string& text) {
  return parseArticle(text, "a.md").value();
}

TEST(ListMarks, OfMarkdownKeepTheirNumbers) {
  EXPECT_EQ(marksOf(*listsIn("1. one\n2. two\n   1. below\n   2. below\n      - deep\n3. "
                             "three\n\ntext\n\n7) seven\n8) eight\n")),
            "1 2 1 2 * 3 7 8");
  EXPECT_EQ(marksOf(*listsIn("- one\n\n  more of it\n- two\n")), "* - *");
  EXPECT_EQ(marksOf(*listsIn("0. zero\n1. one\n")), "0 1");
}

TEST(ListMarks, OfPagesKeepTheirNumbers) {
  EXPECT_EQ(marksOf(*pageAround(
                "<ol start=3><li>Third item of the list<ol><li>an inner one</li></ol></li>"
                "<li><p>Fourth item.</p><p>More of the fourth.</p></li><li value=\"9\">Ninth</li></ol>"
                "<ul><li>A bullet</li></ul>")),
            "3 1 4 - 9 *");
  EXPECT_EQ(marksOf(*pageAround(
                "<ol start=x><li>First of them</li><li value=2147483647>Last</li><li>Again</li></ol>")),
            "1 2147483647 2147483647");
}

TEST(Definitions, StandIndentedBelowTheirTerms) {
  const ArticlePtr page = pageAround(
      "<dl><dt>Rill</dt><dd>The river of the valley, which freezes in most winters.</dd>"
      "<dt><p>Karsk</p></dt><dd><p>A town at its mouth.</p><p>It has a harbour.</p>"
      "<ul><li>A mole</li></ul></dd></dl>");
  const auto blockOf = [&](std::string_view text) {
    return *std::ranges::find_if(page->blocks, [&](const Block& b) { return page->slice(b.range) == text; });
  };
  for (const char* term : {"Rill", "Karsk"}) {
    EXPECT_EQ(blockOf(term).kind, BlockKind::paragraph);
    ASSERT_EQ(blockOf(term).inlines.size(), 1u);
    EXPECT_EQ(blockOf(term).inlines[0].kind, Inline::Kind::strong);
  }
  EXPECT_EQ(marksOf(*page), "- - - *");
  EXPECT_EQ(blockOf("A town at its mouth.").level, 1);
  EXPECT_EQ(blockOf("A mole").level, 2);
}

TEST(Code, OfAnItemStandsAsDeepAsTheItem) {
  const auto levelOf = [](const ArticlePtr& article) {
    return std::ranges::find(article->blocks, BlockKind::code, &Block::kind)->level;
  };
  EXPECT_EQ(levelOf(listsIn("1. one\n\n   ```\n   code\n   ```\n")), 1);
  EXPECT_EQ(levelOf(listsIn("- one\n  - two\n\n        code\n")), 2);
  EXPECT_EQ(levelOf(listsIn("Text.\n\n    code\n")), 0);
  EXPECT_EQ(levelOf(pageAround("<ul><li>Item one of these<pre>code</pre></li></ul>")), 1);
  EXPECT_EQ(levelOf(pageAround("<h2>A heading</h2><pre>code of the example</pre>")), 0);
}

TEST(LineBreaks, AreKeptWhereTheyWereMeant) {
  const ArticlePtr text = listsIn("Line one  \nline two\nand on\n");
  EXPECT_EQ(text->text, "Line one\nline two and on");
  EXPECT_FALSE(text->wrapped);
  EXPECT_TRUE(parseArticle("Line one\nline two\n", "a.txt").value()->wrapped) << "where the window ended";
}

TEST(StruckText, IsKnownInMarkdownAndPages) {
  EXPECT_THAT(struckOut(*listsIn("This is ~~gone *for good*~~ now.\n")), ElementsAre("gone for good"));
  EXPECT_THAT(
      struckOut(*pageAround("<p>This is <del>gone</del> and <s>so is this</s>, it was said on Monday.</p>")),
      ElementsAre("gone", "so is this"));
}

}  // namespace
}  // namespace dateline::article
