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

}  // namespace
}  // namespace dateline::ui
