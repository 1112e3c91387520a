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
                           "2023-02-28 ",
                           "20230228",
                           "2023-02-28/2023-02-27",
                           "99999",
                           "2023-W08",
                           "\xD9\xA2\xD9\xA0"})
    EXPECT_FALSE(isValidTime(time)) << time;
}

TEST(Time, IsShownAsPeopleWriteIt) {
  EXPECT_EQ(displayTime("2023-02-28"), "28 Feb 2023");
  EXPECT_EQ(displayTime("2023-02-08", false), "8 Feb");
  EXPECT_EQ(displayTime("2023-02-28T10:30Z"), "28 Feb 2023");
  EXPECT_EQ(displayTime("2022-09"), "Sep 2022");
  EXPECT_EQ(displayTime("2022-09", false), "Sep 2022");
  EXPECT_EQ(displayTime("2022"), "2022");
  EXPECT_EQ(displayTime("2022-02/.."), "Feb 2022 –");
  EXPECT_EQ(displayTime("2022-09/2023-02"), "Sep 2022 – Feb 2023");
  EXPECT_EQ(displayTime("2022-02-27/2022-03-01", false), "27 Feb – 1 Mar");
  EXPECT_EQ(displayTime("some day"), "some day");
}

TEST(Time, OrdersByItsBeginning) {
  EXPECT_EQ(timeOrder("1970-01-01"), 0.0);
  EXPECT_EQ(timeOrder("1970-01-02"), 1.0);
  EXPECT_EQ(timeOrder("2000-03-01"), 11017.0);
  EXPECT_LT(timeOrder("1960"), 0.0);
  EXPECT_EQ(timeOrder("2022"), timeOrder("2022-01-01"));
  EXPECT_LT(timeOrder("2022-02/.."), timeOrder("2022-03"));
  EXPECT_EQ(timeOrder("2022-13"), std::nullopt);
}

}  // namespace
}  // namespace dateline::story
