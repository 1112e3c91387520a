#include <gmock/gmock.h>

#include "article/article.h"

// HTML inside Markdown: what is written in it is text like the rest.

namespace dateline::article {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

ArticlePtr withHtml(const std::string& markdown) {
  return parseArticle(markdown, "a.md").value();
}

std::vector<std::string> blockTexts(const Article& article) {
  std::vector<std::string> all;
  for (const Block& block : article.blocks) all.emplace_back(article.slice(block.range));
  return all;
}

TEST(RawHtml, BlocksKeepTheirText) {
  EXPECT_THAT(blockTexts(*withHtml("# T\n\nBefore.\n\n<table><tr><td>A cell</td></tr></table>\n\n"
                                   "<p align=\"center\">\n  Centred <b>words</b>\n</p>\n\nAfter.\n")),
              ElementsAre("T", "Before.", "A cell", "Centred words", "After."));
  EXPECT_THAT(blockTexts(*withHtml("<details><summary>More</summary>\n\nHidden *details*.\n\n</details>\n")),
              ElementsAre("More", "Hidden details."));
  EXPECT_THAT(blockTexts(*withHtml(
                  "<table><tr><th>City</th><th>Role</th></tr><tr><td>A</td><td>B</td></tr></table>\n")),
              ElementsAre("City | Role", "A | B"));
}

TEST(RawHtml, ItsFirstHeadingIsTheTitleWhereThereIsNone) {
  const ArticlePtr article = withHtml("<h1 align=\"center\">The bridge</h1>\n\n# Second\n");
  EXPECT_EQ(article->title, "The bridge");
  EXPECT_EQ(article->blocks[0].kind, BlockKind::title);
  EXPECT_EQ(article->blocks[1].kind, BlockKind::heading);
}

TEST(RawHtml, StandsInTheQuoteOrListThatItIsWrittenIn) {
  const ArticlePtr article = withHtml("> <p>quoted</p>\n\n1. <p>an item</p>\n");
  EXPECT_EQ(article->blocks[0].kind, BlockKind::quote);
  EXPECT_EQ(article->blocks[1].kind, BlockKind::listItem);
  EXPECT_EQ(article->blocks[1].mark.number, 1);
}

TEST(RawHtml, TagsInALineLeaveTheirTextAndBreaksOfTheLine) {
  EXPECT_THAT(
      blockTexts(*withHtml("H<sub>2</sub>O line<br/>second<BR >third <span>kept</span> <!-- no --> end.\n")),
      ElementsAre("H₂O line\nsecond\nthird kept  end."));
}

TEST(RawHtml, ATagThatIsOnlyTalkedAboutHidesNothing) {
  EXPECT_THAT(
      blockTexts(*withHtml("Seen <style> here is text about the tag, in Paris and Rome.\n\nAfter.\n")),
      ElementsAre(HasSubstr("in Paris and Rome."), "After."));
  EXPECT_THAT(blockTexts(*withHtml("A <style-guide>manual</style-guide> and <styled>more</styled>.\n")),
              ElementsAre("A manual and more."));
}

TEST(RawHtml, ScriptsAndStylesAreNeverText) {
  for (const char* hidden :
       {"<script>alert('x')</script>\n\n", "Seen <script>alert('x')</script>here.\n\n",
        "<div>\n<script>\n\nalert('x')\n\n</script>\n</div>\n\n", "<style>\n.x { alert: x }\n</style>\n\n",
        "<div><style>\n\n.x { alert: x }\n\n</style></div>\n\n"}) {
    const ArticlePtr article = withHtml(std::string("Before.\n\n") + hidden + "After.\n");
    EXPECT_THAT(article->text, Not(HasSubstr("alert"))) << hidden;
    EXPECT_THAT(article->text, HasSubstr("After.")) << hidden;
  }
  EXPECT_THAT(withHtml("<div>\n<script>\n\nAn element that nobody closes hides nothing.\n")->text,
              HasSubstr("hides nothing"));
}

}  // namespace
}  // namespace dateline::article
