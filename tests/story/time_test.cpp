#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "story/story.h"

namespace dateline::story {
namespace {

TEST(Time, RealCalendarDatesAreValid) {
  for (const char* time : {"2023", "2023-02", "2023-02-28", "2024-02-29", "2000-02-29", "2022-09/2023-02",
                           "2022-02/..", "2022-02-24/2022-02-24", "2022/2022-03", "2022-09-15/2022-09",
                           "2023-02-28T10:30Z", "2023-02-28T10:30:15.5+06:00"})
    EXPECT_TRUE(isValidTime(time)) << time;
}

TEST(Time, WhatIsNoDateIsNot) {
  for (const char* time : {"",
                           "yesterday",
                           "2023-02-30",
                           "2023-13",
                           "2023-00",
                           "2023-2-3",
                           "1900-02-29",
                           "23-02-28",
                           "2023/",
                           "/2023",
                           "2023/..x",
                           "../2023",
                           "2023-02/2022-09",
                           "2023/2022",
                           "2023-02-28T",
                           "2023-02-28T25:00",
                           "2023-02-28T24:59Z",
                           "2023-02-28T10:00+99:99",
                           "2023-02-28T10:00+24:00",
                           "2023-02-28T10:00+06:60",
                           "2023-02-28 ",
                           "20230228",
                           "2023-02-28/2023-02-27",
                           "99999",
                           "2023-W08",
                           "\xD9\xA2\xD9\xA0"})
    EXPECT_FALSE(isValidTime(time)) << time;
}

/// With its no-break spaces as underlines.
std::string shown(std::string_view iso, bool withYear = true) {
  std::string text = displayTime(iso, withYear);
  for (std::size_t at = text.find("\u00A0"); at != std::string::npos; at = text.find("\u00A0"))
    text.replace(at, 2, "_");
  return text;
}

TEST(Time, IsShownAsPeopleWriteIt) {
  EXPECT_EQ(shown("2023-02-28"), "28_Feb_2023");
  EXPECT_EQ(shown("2023-02-08", false), "8_Feb");
  EXPECT_EQ(shown("2023-02-28T10:30Z"), "28_Feb_2023");
  EXPECT_EQ(shown("2022-09"), "Sep_2022");
  EXPECT_EQ(shown("2022-09", false), "Sep_2022");
  EXPECT_EQ(shown("2022"), "2022");
  EXPECT_EQ(shown("2022-02/.."), "Feb_2022 –");
  EXPECT_EQ(shown("2022-09/2023-02"), "Sep_2022 – Feb_2023");
  EXPECT_EQ(shown("2022-09-15/2022-09"), "15_Sep_2022 – Sep_2022");
  EXPECT_EQ(shown("2023-01/2023-03"), "Jan – Mar_2023");
  EXPECT_EQ(shown("2023-01/2023-01"), "Jan_2023");
  EXPECT_EQ(shown("2021/2023"), "2021 – 2023");
  EXPECT_EQ(shown("2022-02-27/2022-03-01", false), "27_Feb – 1_Mar");
  EXPECT_EQ(shown("2022-02-27/2022-03-01"), "27_Feb – 1_Mar_2022");
  EXPECT_EQ(shown("2022-12-27/2023-01-02"), "27_Dec_2022 – 2_Jan_2023");
  EXPECT_EQ(shown("2023-02-20/2023-02-26"), "20 – 26_Feb_2023");
  EXPECT_EQ(shown("2023-02-20/2023-02-26", false), "20 – 26_Feb");
  EXPECT_EQ(shown("2023-02-20/2023-02-20"), "20_Feb_2023");
  EXPECT_EQ(shown("some day"), "some day");
}

TEST(Time, IsShownLessExactlyWithoutTurningUntrue) {
  using testing::ElementsAre;
  EXPECT_THAT(displayTimes("2022-12-27/2023-01-02"),
              ElementsAre("27\u00A0Dec\u00A02022 – 2\u00A0Jan\u00A02023", "Dec\u00A02022 – Jan\u00A02023",
                          "2022 – 2023"));
  EXPECT_THAT(displayTimes("2022-12-27/.."),
              ElementsAre("27\u00A0Dec\u00A02022 –", "Dec\u00A02022 –", "2022 –"));
  EXPECT_THAT(displayTimes("2022-12-01/2022-12-05", false),
              ElementsAre("1 – 5\u00A0Dec", "Dec\u00A02022", "2022"));
  EXPECT_THAT(displayTimes("some day"), ElementsAre("some day"));
}

TEST(Time, OrdersByItsBeginning) {
  EXPECT_EQ(timeOrder("1970-01-01"), 0.0);
  EXPECT_EQ(timeOrder("1970-01-02"), 1.0);
  EXPECT_EQ(timeOrder("2000-03-01"), 11017.0);
  EXPECT_LT(timeOrder("1960"), 0.0);
  EXPECT_EQ(timeOrder("2022"), timeOrder("2022-01-01"));
  EXPECT_LT(timeOrder("2022-02/.."), timeOrder("2022-03"));
  EXPECT_EQ(timeOrder("2022-13"), std::nullopt);
  EXPECT_LT(timeOrder("2023-02-28T09:00Z"), timeOrder("2023-02-28T18:00Z"));
  EXPECT_LT(timeOrder("2023-02-28T09:00:01.5Z"), timeOrder("2023-02-28T09:00:01.75Z"));
  EXPECT_EQ(timeOrder("2023-02-28T18:00+06:00"), timeOrder("2023-02-28T12:00Z"));
  EXPECT_EQ(timeOrder("2023-02-28T24:00Z"), timeOrder("2023-03-01"));
}

}  // namespace
}  // namespace dateline::story
