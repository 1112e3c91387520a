#include "ui/margin_places.h"

#include <gtest/gtest.h>

#include <cmath>
#include <string>

namespace dateline::ui {
namespace {

/// "0@13 1@35 +2@50": which numbers stand where, and how many are counted.
std::string shown(const MarginPlaces& found) {
  std::string text;
  for (const MarginPlace& place : found.places) {
    text += (text.empty() ? "" : " ") +
            (place.counted ? "+" + std::to_string(place.count) : std::to_string(place.first)) +
            (place.outer ? "|" : "@") + std::to_string(std::lround(place.y));
  }
  return text;
}

TEST(MarginPlaces, AreBesideTheirLines) {
  const std::vector<float> lines{13, 40, 93};
  EXPECT_EQ(shown(placeInMargin(lines, {.bottom = 106, .free = -1e9f})), "0@13 1@40 2@93");
}

TEST(MarginPlaces, OfOneLineAreBelowOneAnother) {
  const std::vector<float> lines{13, 13, 40};
  EXPECT_EQ(shown(placeInMargin(lines, {.bottom = 106, .free = -1e9f})), "0@13 1@35 2@57");
}

TEST(MarginPlaces, OfALastLineMoveUp) {
  const std::vector<float> lines{90, 90, 90};
  EXPECT_EQ(shown(placeInMargin(lines, {.bottom = 108, .free = -1e9f})), "0@62 1@84 2@106");
}

TEST(MarginPlaces, OfOneLineInAllBothHaveRoom) {
  const std::vector<float> lines{13, 13};
  const MarginPlaces found = placeInMargin(lines, {.bottom = 26.5f, .free = -1e9f});
  ASSERT_EQ(found.places.size(), 2u);
  EXPECT_FALSE(found.places[1].counted);
  EXPECT_GE(found.places[1].y - found.places[0].y, kMarkSize);
}

TEST(MarginPlaces, WithoutRoomAreCountedBelowANumber) {
  const std::vector<float> lines(5, 13);
  EXPECT_EQ(shown(placeInMargin(lines, {.bottom = 26.5f, .free = -1e9f})), "0@12 +4@29");
  EXPECT_EQ(shown(placeInMargin(lines, {.bottom = 26.5f, .free = -1e9f, .pairs = true, .beside = true})),
            "0|3 1@3 2@25 +2|25");
}

TEST(MarginPlaces, CountsThatAreTooWideStandBelowNumbersOrInTheirPlace) {
  const std::vector<float> lines(120, 13);
  EXPECT_EQ(shown(placeInMargin(lines, {.bottom = 26.5f, .free = -1e9f, .pairs = true})),
            "0|12 1@12 +118@29");
  EXPECT_EQ(shown(placeInMargin(lines, {.top = 6, .bottom = 20, .free = -1e9f, .pairs = true})), "+120@13");
}

TEST(MarginPlaces, FarFromTheirLineAreCounted) {
  const std::vector<float> lines(12, 200);
  const MarginPlaces found = placeInMargin(lines, {.bottom = 900, .free = -1e9f});
  std::size_t numbers = 0, counted = 0;
  for (const MarginPlace& place : found.places) {
    EXPECT_LE(std::abs(place.y - 200), 60);
    (place.counted ? counted : numbers) += place.count;
  }
  EXPECT_GE(numbers, 5u);
  EXPECT_EQ(numbers + counted, 12u);
}

TEST(MarginPlaces, LeaveAloneWhatIsTaken) {
  const std::vector<float> lines{13};
  const MarginPlaces found = placeInMargin(lines, {.bottom = 80, .free = 20});
  EXPECT_EQ(shown(found), "0@31");
  EXPECT_GE(found.free, 31 + kMarkSize / 2);
}

TEST(MarginPlaces, OfManyShortParagraphsDoNotDriftAway) {
  float free = -1e9f;
  for (int row = 0; row < 200; ++row) {
    const float top = 30.0f * static_cast<float>(row);
    const std::vector<float> lines(4, top + 15);
    const MarginPlaces found =
        placeInMargin(lines, {.top = top, .bottom = top + 30, .free = free, .beside = true});
    ASSERT_FALSE(found.places.front().counted) << "a number is shown";
    for (const MarginPlace& place : found.places) {
      EXPECT_GT(place.y, top);
      EXPECT_LE(place.y, top + 34);
      EXPECT_GE(place.y, free);
    }
    free = found.free;
  }
}

}  // namespace
}  // namespace dateline::ui
