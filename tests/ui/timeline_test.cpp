#include "ui/timeline.h"

#include <gtest/gtest.h>

#include "ui/harness.h"

namespace dateline::ui {
namespace {

/// On a card of so many px, with no-break spaces as underlines.
std::string shown(const char* iso, bool withYear, float width = 90) {
  std::string text = timeWithin(sharedTypesetter(), iso, width, withYear);
  for (std::size_t at = text.find("\u00A0"); at != std::string::npos; at = text.find("\u00A0"))
    text.replace(at, 2, "_");
  return text;
}

TEST(Timeline, TellsTheTimeAsExactlyAsACardHasRoomForAndNothingUntrue) {
  EXPECT_EQ(shown("2022-02/2023-01", false), "2022 – 2023");
  EXPECT_EQ(shown("2022-02/2023-01", false, 200), "Feb_2022 – Jan_2023");
  EXPECT_EQ(shown("2022-02/..", false), "Feb_2022 –");
  EXPECT_EQ(shown("2023-02-27/2023-03-01", false, 120), "27_Feb – 1_Mar");
  EXPECT_EQ(shown("2023-02-27/2023-03-01", true, 100), "Feb – Mar_2023");
  EXPECT_EQ(shown("2023-02-27/2023-03-01", true, 50), "2023");
  EXPECT_EQ(shown("2023-02-28", false), "28_Feb");
  EXPECT_EQ(shown("2023-02-28", true), "28_Feb_2023");
  EXPECT_EQ(shown("2023-02-28/some day", false), "2023-02-28/some day");
  EXPECT_EQ(shown("28/2/2023", false), "28/2/2023");
}

TEST(Timeline, KnowsWhenDaysNeedTheirYear) {
  const auto spans = [](const std::vector<const char*>& times) {
    story::Story story;
    for (const char* time : times) {
      story.events.emplace_back();
      story.events.back().time = time;
    }
    return spansYears(story);
  };
  EXPECT_FALSE(spans({}));
  EXPECT_FALSE(spans({"2023-02-28", "", "2023-03", "some day"}));
  EXPECT_TRUE(spans({"2023-02-28", "2022-09-21"}));
}

session::State manyEvents(const std::string& name) {
  session::State state = stateOf();
  auto story = std::make_shared<story::Story>(*state.story);
  story->events.clear();
  for (int i = 0; i < 40; ++i)
    story->events.push_back(eventOf(name + std::to_string(i), "Event", {10.0 + i, 50}, 0));
  state.story = story;
  state.resolutions.assign(40, {});
  return state;
}

/// The event whose card stands first in the strip.
std::string firstInStrip(Harness& harness) {
  const Area strip = harness.rooms().timeline;
  const auto asked = only<session::command::SelectEvent>(harness.click(strip.x + 40, strip.y + 50));
  return asked.empty() ? "" : asked.back().id;
}

TEST(Timeline, BeginsAtTheFirstEventOfAnotherStory) {
  Harness harness(manyEvents("a"));
  harness.state.selected = "a35";
  harness.frame();
  const std::string scrolled = firstInStrip(harness);
  EXPECT_NE(scrolled, "a0");
  const session::State other = manyEvents("b");
  harness.state.article = other.article;
  harness.state.story = other.story;
  harness.state.selected.clear();
  harness.frame();
  EXPECT_EQ(firstInStrip(harness), "b0");
}

TEST(Timeline, StaysWhereItIsWhenItsStoryOrItsArticleChanges) {
  Harness harness(manyEvents("a"));
  harness.state.selected = "a35";
  harness.frame();
  const std::string scrolled = firstInStrip(harness);
  harness.state.story = std::make_shared<story::Story>(*harness.state.story);
  harness.frame();
  EXPECT_EQ(firstInStrip(harness), scrolled);
  const session::State other = manyEvents("a");
  harness.state.followed.from = harness.state.article;
  harness.state.article = other.article;
  harness.state.story = other.story;
  harness.frame();
  EXPECT_EQ(firstInStrip(harness), scrolled);
}

}  // namespace
}  // namespace dateline::ui
