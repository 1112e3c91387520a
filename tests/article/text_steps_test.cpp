#include "article/text_steps.h"

#include <gtest/gtest.h>

namespace dateline::article {
namespace {

ArticlePtr textOf(const std::string& text) {
  return parseArticle(text, "steps.txt").value();
}

/// Where a caret stops on its way from one end to the other.
std::vector<std::size_t> stopsForward(const Article& article) {
  std::vector<std::size_t> stops;
  for (std::size_t at = 0; at < article.offsets.codePoints();)
    stops.push_back(at = nextCharacter(article, at));
  return stops;
}

TEST(TextSteps, CharactersAreWhatReadersCount) {
  // e with an accent of its own; a flag; an astronaut; a Devanagari syllable with its vowel sign.
  const auto article = textOf("e\u0301 \U0001F1F0\U0001F1FF \U0001F469\u200D\U0001F680 \u0915\u093F");
  const std::vector<std::size_t> stops = {2, 3, 5, 6, 9, 10, 12};
  EXPECT_EQ(stopsForward(*article), stops);
  std::vector<std::size_t> back;
  for (std::size_t at = 12; at > 0;) back.insert(back.begin(), at), at = previousCharacter(*article, at);
  EXPECT_EQ(back, stops);
}

TEST(TextSteps, BackspaceTakesAMarkThatWasTypedOnItsOwnElseTheCharacter) {
  // Thai with a tone; Devanagari with a vowel sign; a heart with its choice of picture; a flag.
  const auto article = textOf("\u0e14\u0e49 \u0915\u093F \u2764\uFE0F \U0001F1F0\U0001F1FF");
  EXPECT_EQ(backspaceStart(*article, 2), 1U);
  EXPECT_EQ(backspaceStart(*article, 5), 4U);
  EXPECT_EQ(backspaceStart(*article, 8), 6U);
  EXPECT_EQ(backspaceStart(*article, 11), 9U);
  EXPECT_EQ(backspaceStart(*article, 99), 9U);
  EXPECT_EQ(backspaceStart(*article, 0), 0U);
}

TEST(TextSteps, WordsEndWhereTheyEnd) {
  const auto article = textOf("The mayor’s boat, at 7.30, left.");
  std::vector<std::string> words;
  for (std::size_t at = 0; at < article->offsets.codePoints();) {
    const std::size_t end = nextWordEnd(*article, at);
    if (end == article->offsets.codePoints() && words.size() > 5) break;
    words.emplace_back(article->slice({previousWordStart(*article, end), end}));
    at = end;
  }
  EXPECT_EQ(words, (std::vector<std::string>{"The", "mayor’s", "boat", "at", "7.30", "left"}));
}

TEST(TextSteps, WordsAreFoundWithoutSpacesBetweenThem) {
  const auto thai = textOf("เรือมาถึงท่าเรือ");
  EXPECT_EQ(thai->slice(wordAt(*thai, 1)), "เรือ");
  const auto chinese = textOf("北京的天气很好");
  EXPECT_EQ(chinese->slice(wordAt(*chinese, 0)), "北京");
  EXPECT_LT(nextWordEnd(*chinese, 0), 4U);
}

TEST(TextSteps, AtTheBorderTheWordIsMeant) {
  const auto article = textOf("one, two");
  EXPECT_EQ(article->slice(wordAt(*article, 3)), "one");
  EXPECT_EQ(article->slice(wordAt(*article, 5)), "two");
  EXPECT_EQ(article->slice(wordAt(*article, 8)), "two");
  EXPECT_EQ(article->slice(wordAt(*article, 4)), " ");
}

TEST(TextSteps, CrossLongStretchesWithoutAWord) {
  const auto article = textOf("begin" + std::string(3000, '.') + "end");
  EXPECT_EQ(nextWordEnd(*article, 5), 3008U);
  EXPECT_EQ(previousWordStart(*article, 3005), 0U);
}

TEST(TextSteps, StayInsideTheText) {
  const auto article = textOf("ab");
  EXPECT_EQ(nextCharacter(*article, 2), 2U);
  EXPECT_EQ(nextCharacter(*article, 99), 2U);
  EXPECT_EQ(previousCharacter(*article, 0), 0U);
  EXPECT_EQ(nextWordEnd(*article, 99), 2U);
  EXPECT_EQ(previousWordStart(*article, 0), 0U);
  const Article none;
  EXPECT_EQ(nextCharacter(none, 5), 0U);
  EXPECT_EQ(previousWordStart(none, 5), 0U);
}

TEST(Direction, IsThatOfTheFirstStrongCharacter) {
  EXPECT_FALSE(beginsRightToLeft("abc \u05d0"));
  EXPECT_TRUE(beginsRightToLeft("12, \u05d0bc"));
  EXPECT_TRUE(beginsRightToLeft("«\u0645"));
  EXPECT_FALSE(beginsRightToLeft("42 %"));
  EXPECT_FALSE(beginsRightToLeft(""));
  EXPECT_FALSE(beginsRightToLeft("\xff\xfe"));
}

TEST(TextSteps, ABeginningEndsBetweenCharactersAndAtASpaceOnlyWhereOneIsNear) {
  EXPECT_EQ(beginningOf("short", 10), "short");
  EXPECT_EQ(beginningOf("some words here", 12), "some words");
  EXPECT_EQ(beginningOf("在 阿斯塔纳会谈开始", 14), "在 阿斯塔");
  EXPECT_EQ(beginningOf("cafe\u0301 bar", 4), "caf") << "a letter keeps its accent";
}

}  // namespace
}  // namespace dateline::article
