#include "ui/timeline.h"

#include <gtest/gtest.h>

namespace dateline::ui {
namespace {

TEST(Timeline, TellsWhenAnEventBeganAndNothingUntrue) {
  EXPECT_EQ(timeOnCard("2022-02/2023-01", false), "Feb\u00A02022 –");
  EXPECT_EQ(timeOnCard("2023-02-28", false), "28\u00A0Feb");
  EXPECT_EQ(timeOnCard("2023-02-28", true), "28\u00A0Feb\u00A02023");
  EXPECT_EQ(timeOnCard("2023-02-28/some day", false), "2023-02-28/some day");
  EXPECT_EQ(timeOnCard("28/2/2023", false), "28/2/2023");
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
