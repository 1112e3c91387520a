#include "ui/passage_index.h"

#include <gtest/gtest.h>

#include <random>

#include "ui/harness.h"

namespace dateline::ui {
namespace {

session::State manyPassages(int events) {
  session::State state = stateOf();
  auto story = std::make_shared<story::Story>();
  state.resolutions.clear();
  std::mt19937 random(7);
  for (int i = 0; i < events; ++i) {
    story->events.push_back(eventOf("e" + std::to_string(i), "Event", {0, 0}, 1));
    const std::size_t start = random() % 5000;
    state.resolutions.push_back({found({start, start + 1 + random() % (i % 50 == 0 ? 3000 : 60)})});
  }
  state.story = story;
  return state;
}

TEST(PassageIndex, FindsWhatAskingEveryPassageFinds) {
  const session::State state = manyPassages(500);
  PassageIndex index;
  index.refresh(state);
  ASSERT_EQ(index.all().size(), 500u);
  for (std::size_t start = 0; start < 5200; start += 37) {
    const TextRange range{start, start + 80};
    std::size_t expected = 0;
    for (const Passage& passage : index.all()) expected += passage.range.overlaps(range) ? 1 : 0;
    EXPECT_EQ(index.overlapping(range).size(), expected) << start;
  }
}

TEST(PassageIndex, LeavesOutPassagesThatStandNowhere) {
  session::State state = stateOf();
  state.resolutions[0][1].state = story::AnchorState::orphan;
  PassageIndex index;
  index.refresh(state);
  EXPECT_EQ(index.all().size(), 2u);
}

TEST(PassageIndex, IsMadeAnewOnlyWhenTheStoryChanges) {
  session::State state = stateOf();
  PassageIndex index;
  EXPECT_TRUE(index.refresh(state));
  EXPECT_FALSE(index.refresh(state));
  state.story = std::make_shared<story::Story>(*state.story);
  EXPECT_TRUE(index.refresh(state));
}

}  // namespace
}  // namespace dateline::ui
