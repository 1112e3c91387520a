#include "article/markdown_pieces.h"

#include <gmock/gmock.h>

#include "article/article.h"

namespace dateline::article {
namespace {

using testing::SizeIs;

constexpr std::size_t kSmall = 16;

std::string times(std::string_view piece, std::size_t count) {
  std::string text;
  for (std::size_t i = 0; i < count; ++i) text += piece;
  return text;
}

TEST(PiecesOfMarkdown, PartAtParagraphsAndItemsAndAreTogetherTheText) {
  const std::string text = times("A paragraph of words.\n\n- an item\n\n  of two paragraphs\n\n", 20);
  const auto pieces = piecesOfMarkdown(text, kSmall);
  EXPECT_THAT(pieces, SizeIs(40));
  std::string together;
  for (const std::string_view piece : pieces) {
    together += piece;
    EXPECT_TRUE(piece.starts_with("A paragraph") || piece.starts_with("- an item"));
  }
  EXPECT_EQ(together, text);
}

TEST(PiecesOfMarkdown, PartAListWithoutEmptyLinesButNotOneThatHtmlHolds) {
  EXPECT_THAT(piecesOfMarkdown(times("- one item of it\n", 20), kSmall), SizeIs(20));
  EXPECT_THAT(piecesOfMarkdown(times("    - items below\n", 20), kSmall), SizeIs(1));
  EXPECT_THAT(piecesOfMarkdown("<div>\n" + times("- no item at all\n", 20), kSmall), SizeIs(1));
}

TEST(PiecesOfMarkdown, NeverPartCodeHtmlOrTextThatDefinesReferences) {
  EXPECT_THAT(piecesOfMarkdown("```\n" + times("code of a block\n\n", 20) + "```\n", kSmall), SizeIs(1));
  EXPECT_THAT(piecesOfMarkdown("~~~~\n~~~\n\n" + times("code of a block\n\n", 20), kSmall), SizeIs(1));
  EXPECT_THAT(piecesOfMarkdown("- ```\n\n" + times("code or not, who knows\n\n", 20), kSmall), SizeIs(1));
  EXPECT_THAT(piecesOfMarkdown("<!-- hidden\n\n" + times("and still hidden\n\n", 20), kSmall), SizeIs(1));
  EXPECT_THAT(piecesOfMarkdown("<PRE>\n\n" + times("as it is written\n\n", 20), kSmall), SizeIs(1));
  EXPECT_THAT(piecesOfMarkdown(times("See [the list].\n\n", 20) + "[the list]: http://a.b\n", kSmall),
              SizeIs(1));
  EXPECT_THAT(piecesOfMarkdown("```\ncode\n```\n\n" + times("Text behind the code.\n\n", 20), kSmall),
              SizeIs(testing::Ge(19U)));
}

std::string textOfMarkdown(const std::string& markdown) {
  const auto article = parseArticle(markdown, "x.md");
  return article ? (*article)->text : article.error().text();
}

TEST(Markdown, LosesNothingOfLongListsItemsAndQuotes) {
  const std::string words = times("and words that go on ", 2000) + "to an end";
  EXPECT_EQ(textOfMarkdown("- " + words + "\n- Behind.\n"), words + "\n\nBehind.");
  EXPECT_EQ(textOfMarkdown("1. One:\n   - " + words + "\n\nBehind.\n"), "One:\n\n" + words + "\n\nBehind.");
  EXPECT_EQ(textOfMarkdown("> " + words + "\n\nBehind.\n"), words + "\n\nBehind.");
  const std::string items =
      textOfMarkdown("Before.\n" + times("1. An item, (of) its *list*, as others are\n", 3000));
  EXPECT_EQ(items.size(), std::string("Before.").size() +
                              3000 * std::string("\n\nAn item, (of) its list, as others are").size());
}

TEST(Markdown, LosesNothingOfLongListsWhoseItemsAreNumbered) {
  std::string list, items;
  for (int i = 1; i <= 3000; ++i) {
    const std::string number = std::to_string(i);
    list += number + ". An item, (of) its *list*, as others are\n";
    items += (i > 1 ? "\n\n" : "") + std::string("An item, (of) its list, as others are");
  }
  EXPECT_EQ(textOfMarkdown(list), items);
}

/// What stands behind a filler as long as a piece reads as it does by itself.
TEST(Markdown, OfManyPiecesReadsLikeOneOfOne) {
  const std::string filler = times("One more paragraph, to fill it up.\n\n", 4000);
  const std::string part =
      "## A heading\n\nWords with *emphasis*, ~~gone~~ and http://bare.example/x too.\n\n"
      "> A quote\nthat goes on.\n- An item\n  - inside\n- behind\n\n1. One\n\n   more\n2. "
      "Two\n\n```\ncode\n\nmore code\n```\n\n"
      "Name | Place\n--- | ---\nAna | Lindre\n\nAn end.\n\n";
  const auto alone = parseArticle("# Title\n\nFirst.\n\n" + part, "x.md");
  const auto after = parseArticle("# Title\n\nFirst.\n\n" + filler + part, "x.md");
  ASSERT_TRUE(alone && after);
  const auto& few = (*alone)->blocks;
  const auto& many = (*after)->blocks;
  ASSERT_EQ(many.size(), few.size() + 4000);
  for (std::size_t i = 2; i < few.size(); ++i) {
    const Block& expected = few[i];
    const Block& found = many[i + 4000];
    EXPECT_EQ((*after)->slice(found.range), (*alone)->slice(expected.range));
    EXPECT_EQ(found.kind, expected.kind);
    EXPECT_EQ(found.level, expected.level);
    ASSERT_EQ(found.inlines.size(), expected.inlines.size());
    for (std::size_t k = 0; k < found.inlines.size(); ++k)
      EXPECT_EQ(found.inlines[k].target, expected.inlines[k].target);
  }
}

}  // namespace
}  // namespace dateline::article
