// Addresses and words at the ends of lines in plain text.
#include <gmock/gmock.h>

#include "article/hyphenated_words.h"
#include "article/plain_links.h"

namespace dateline::article {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

std::vector<std::string> targetsIn(std::string_view text) {
  std::vector<std::string> targets;
  for (const Inline& link : addressesIn(text)) targets.push_back(link.target);
  return targets;
}

TEST(Addresses, OfPlainTextAreLinks) {
  EXPECT_THAT(targetsIn("See https://example.org/a?id=3&x=%20y, or www.example.org."),
              ElementsAre("https://example.org/a?id=3&x=%20y", "http://www.example.org"));
  EXPECT_THAT(targetsIn("(http://example.org/a_(b)) and <https://example.org/>"),
              ElementsAre("http://example.org/a_(b)", "https://example.org/"));
  EXPECT_THAT(targetsIn("Пишите на desk@example.org."), ElementsAre("mailto:desk@example.org"));
  EXPECT_THAT(targetsIn("详见https://example.org/a。"), ElementsAre("https://example.org/a"));
  EXPECT_THAT(targetsIn("file:///etc/passwd, a@b, http:// and @name say nothing."), IsEmpty());
}

TEST(Addresses, HaveRangesOfTheArticle) {
  const ArticlePtr article =
      parseArticle("Ein Titel\n\nMehr über die Brücke: https://example.org.\n\nEnde.\n", "a.txt").value();
  ASSERT_EQ(article->blocks[1].inlines.size(), 1u);
  EXPECT_EQ(article->slice(article->blocks[1].inlines[0].range), "https://example.org");
}

TEST(HyphenatedWords, AreWholeWhereTheTextShowsThemSo) {
  EXPECT_EQ(withWholeWords("Liberia is far. It sailed to (Lib-\n  eria), and on.\n"),
            "Liberia is far. It sailed to (Liberia),\nand on.\n");
  EXPECT_EQ(withWholeWords("Die Brücke. Die Brük-\nke und die Brü-\ncke\n"),
            "Die Brücke. Die Brük-\nke und die Brücke\n");
  EXPECT_EQ(withWholeWords("МОСТЫ. Новые мос-\nты открыты.\n"), "МОСТЫ. Новые мосты\nоткрыты.\n");
}

TEST(HyphenatedWords, StayAsTheyAreWhereItDoesNot) {
  for (const char* text : {"It sailed to (Lib-\neria), and on.\n", "resign, or re-sign? They re-\nsign it.\n",
                           "A well-\nKnown name. wellKnown\n", "Karsk 19-\n20 is long. - \nlist"})
    EXPECT_EQ(withWholeWords(text), text);
}

}  // namespace
}  // namespace dateline::article
