#include "story/approximate.h"

#include <gtest/gtest.h>

namespace dateline::story {
namespace {

constexpr std::string_view kSaid = "the mayor of Lindre,\n            said today ";

double before(std::string_view text) {
  return agreementBefore(kSaid, text, text.size());
}

TEST(Agreement, OfTheSameWordsIsWholeHoweverTheyAreSet) {
  EXPECT_EQ(before("Then the mayor of Lindre,\n            said today "), 1);
  EXPECT_EQ(before("Then the mayor of Lindre,\n\nsaid today\n"), 1);
  EXPECT_EQ(before("Then the mayor of Lindre,\n\t                                       said today "), 1);
  EXPECT_EQ(agreementBehind(" the mayor\n       of Lindre", "\n\nthe mayor of Lindre said", 0), 1);
}

TEST(Agreement, OfOtherWordsIsLess) {
  EXPECT_LT(before("Then the mayor of Hamnes,\n            said today "), 0.9);
  EXPECT_LT(before("Nobody waved when the boats came home late. "), 0.3);
  EXPECT_LT(before("a "), 0.3);
}

TEST(Agreement, ABlankAloneIsTakenAsItIs) {
  EXPECT_EQ(agreementBefore("\n\n", "words\n\n", 7), 1);
  EXPECT_LT(agreementBefore("\n\n", "words ", 6), 1);
  EXPECT_EQ(agreementBefore("", "words ", 6), 0);
}

}  // namespace
}  // namespace dateline::story
