#include "story/quote_resolver.h"

#include <gmock/gmock.h>

#include "story/text_search.h"

namespace dateline::story {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

TEST(PatternPlaces, OfEqualPatternsAreHeldOnce) {
  const std::string text = "the cat and the dog and the bird";
  const PatternPlaces places = findAll(text, {"the", "and the ", "the", "", "and the ", "fish"}, 1000);
  EXPECT_THAT(places[0], ElementsAre(0, 12, 24));
  EXPECT_THAT(places[1], ElementsAre(8, 20));
  EXPECT_EQ(&places[0], &places[2]);
  EXPECT_EQ(&places[1], &places[4]);
  EXPECT_THAT(places[3], IsEmpty());
  EXPECT_THAT(places[5], IsEmpty());
  EXPECT_EQ(places.held(), 5U);
}

/// Eight letters, other ones for each number.
std::string wordOf(std::uint32_t number) {
  std::string word;
  for (std::uint32_t bits = number * 2654435761U; word.size() < 8; bits = bits * 1664525U + 1013904223U)
    word += static_cast<char>('a' + (bits >> 24) % 26);
  return word;
}

/// An article in which one word stands very often, each time in other surroundings.
class CommonWord : public testing::Test {
 protected:
  void SetUp() override {
    std::string text = "A new line.\n\n";
    for (std::uint32_t i = 0; i < kSentences; ++i)
      text += wordOf(3 * i) + " " + wordOf(3 * i + 1) + " the " + wordOf(3 * i + 2) + " ferries.\n";
    auto read = article::parseArticle(text, "test.txt");
    ASSERT_TRUE(read);
    article_ = *read;
  }

  /// `count` anchors to the word, all off their positions; with the words around it or without.
  std::vector<Resolution> resolveMany(std::size_t count, bool withContext) {
    const std::string_view text = article_->text;
    std::vector<Passage> passages;
    for (std::size_t i = 0, at = 0; i < count; ++i) {
      at = text.find("the", i % kSentences == 0 ? 0 : at + 1);
      Passage passage{.exact = "the", .prefix = {}, .suffix = {}, .before = TextRange{at + 5, at + 8}};
      if (withContext) passage.prefix = text.substr(at - 16, 16), passage.suffix = text.substr(at + 3, 16);
      passages.push_back(passage);
      truth_.push_back({at, at + 3});
    }
    return resolvePassages(passages, *article_, {}, &work_);
  }

  static constexpr std::size_t kSentences = 5000;
  article::ArticlePtr article_;
  std::vector<TextRange> truth_;
  ResolvingWork work_;
};

TEST_F(CommonWord, OfVeryManyAnchorsTakesBoundedWork) {
  const auto found = resolveMany(30'000, false);
  EXPECT_LT(work_.placesHeld, 10'000U);
  EXPECT_LT(work_.placesMeasured, 4'000'000U);
  for (std::size_t i = 0; i < found.size(); i += 1000) {
    EXPECT_EQ(found[i].state, AnchorState::ambiguous);
    EXPECT_THAT(found[i].candidates, testing::Not(IsEmpty()));
  }
}

TEST_F(CommonWord, IsToldByWhatIsAroundItHoweverManyAnchorsThereAre) {
  const auto found = resolveMany(kSentences, true);
  for (std::size_t i = 0; i < found.size(); ++i) {
    ASSERT_EQ(found[i].state, AnchorState::moved) << i << ": " << found[i].reason;
    ASSERT_EQ(found[i].range, truth_[i]);
  }
}

}  // namespace
}  // namespace dateline::story
