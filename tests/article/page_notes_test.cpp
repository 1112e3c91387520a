#include <gmock/gmock.h>

#include "article/article.h"
#include "article/page_around.h"

// Notes below the text of pages.

namespace dateline::article {
namespace {

using testing::ElementsAre;

std::vector<std::string> notesOf(const Article& article) {
  std::vector<std::string> notes;
  for (const Block& block : article.blocks)
    if (block.kind == BlockKind::note)
      notes.push_back((block.mark.continues ? "-"
                       : block.mark.number  ? std::to_string(*block.mark.number)
                                            : "*") +
                      (" " + std::string(article.slice(block.range))));
  return notes;
}

TEST(PageNotes, AreToldFromOtherListsByTheirName) {
  EXPECT_THAT(notesOf(*pageAround("<ol><li>An item of a list.</li></ol><section role=doc-endnotes><hr><ol>"
                                  "<li>The first note.</li><li><p>The second.</p><p>More of it.</p></li>"
                                  "</ol></section>")),
              ElementsAre("1 The first note.", "2 The second.", "- More of it."));
  EXPECT_THAT(notesOf(*pageAround(
                  "<aside class=\"post-footnotes\"><ol start=4><li>A note of one.</li></ol></aside>")),
              ElementsAre("4 A note of one."));
}

TEST(PageNotes, AreToldByTheirLinksBackWhichAreNoText) {
  EXPECT_THAT(
      notesOf(*pageAround(
          "<h3>Sources</h3><ol>"
          "<li id=fn1><a href=\"https://example.org/a\">The ministry</a> <a href=\"#fnref1\">↩</a></li>"
          "<li id=\"fn:2\"><p>Table 3. <a href=\"#r2\" role=doc-backlink>back</a></p></li>"
          "</ol>")),
      ElementsAre("1 The ministry", "2 Table 3."));
}

TEST(PageNotes, OfSourcesAreNoListOfLinks) {
  EXPECT_THAT(
      notesOf(*pageAround("<div class=footnotes><ol><li><a href=\"https://example.org/a\">The ministry of "
                          "transport</a></li><li><a href=\"https://example.org/b\">The railway</a></li>"
                          "</ol></div>")),
      ElementsAre("1 The ministry of transport", "2 The railway"));
}

TEST(PageNotes, AreNotWhatOnlyLooksLikeThem) {
  for (const char* list : {"<ol><li id=fn1>Without a link back.</li><li id=fn2>Nor here.</li></ol>",
                           "<ol><li>With a link <a href=\"#top\">to the top</a>.</li></ol>",
                           "<ul class=notes-from-the-field><li>Of a walk on the river.</li></ul>"})
    EXPECT_THAT(notesOf(*pageAround(list)), ElementsAre()) << list;
}

}  // namespace
}  // namespace dateline::article
