#include "article/text_shift.h"

#include <gtest/gtest.h>

#include <random>

namespace dateline::article {
namespace {

ArticlePtr shiftedText(const std::string& text) {
  return parseArticle(text, "a.txt").value();
}

/// Where the words of the one text stand in the other by the shift.
std::string followed(const std::string& before, const std::string& after, const std::string& words) {
  const ArticlePtr a = shiftedText(before), b = shiftedText(after);
  const auto range = TextShift(*a, *b).of(find(*a, words, 1).front());
  return range ? std::string(b->slice(*range)) : "(gone)";
}

TEST(TextShift, FollowsWhatStaysThroughInsertionsAndDeletions) {
  EXPECT_EQ(followed("One.\n\nTwo.\n\nThree.\n", "New.\n\nOne.\n\nThree.\n", "Three."), "Three.");
  EXPECT_EQ(followed("One.\n\nTwo.\n\nThree.\n", "New.\n\nOne.\n\nThree.\n", "Two."), "(gone)");
  EXPECT_EQ(followed("One is here.\n", "Ön is hère.\n\nOne is here.\n", "is"), "is");
}

TEST(TextShift, FollowsWordsInsideOfABlockThatWasEditedElsewhere) {
  EXPECT_EQ(
      followed("A b c d e f.\n\nMiddle.\n\nLast.\n", "Zero.\n\nA b X d e f.\n\nMiddle.\n\nLast\n", "d e f"),
      "d e f");
}

TEST(TextShift, IsTheIdentityOfAnUnchangedText) {
  const ArticlePtr a = shiftedText("One.\n\nתל אביב 😀 два.\n");
  const TextShift shift(*a, *a);
  for (std::size_t i = 0; i <= a->offsets.codePoints(); ++i) EXPECT_EQ(shift.of(i), i);
}

TEST(TextShift, NeverGoesBackwardsOrPastTheEnd) {
  std::mt19937 random(7);
  const std::vector<std::string> blocks = {"alpha beta", "gamma", "дельта", "epsilon eta", "θ", "iota"};
  for (int round = 0; round < 200; ++round) {
    const auto some = [&] {
      std::string text;
      for (int i = 0; i < 6; ++i) text += blocks[random() % blocks.size()] + "\n\n";
      return text;
    };
    const ArticlePtr a = shiftedText(some()), b = shiftedText(some());
    const TextShift shift(*a, *b);
    std::size_t last = 0;
    for (std::size_t i = 0; i <= a->offsets.codePoints() + 2; ++i) {
      const std::size_t at = shift.of(i);
      EXPECT_GE(at, last);
      EXPECT_LE(at, b->offsets.codePoints() + 2);
      last = at;
    }
  }
}

}  // namespace
}  // namespace dateline::article
