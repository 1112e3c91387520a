#include "map/text_on_line.h"

#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

#include "map/fake_typesetter.h"
#include "map/river_lines.h"
#include "map/test_world.h"

namespace dateline::map {
namespace {

using testing::FakeLayout;

FakeLayout layout(const char* text) {
  return {text, {.sizePx = 10}, {}};  // letters 6 px wide, a line of 12
}

std::vector<ScreenPoint> arc(double radius, double from, double to) {
  std::vector<ScreenPoint> points;
  for (int i = 0; i <= 100; ++i) {
    const double angle = std::lerp(from, to, i / 100.0);
    points.push_back({radius * std::cos(angle), -radius * std::sin(angle)});
  }
  return points;
}

TEST(TextOnLine, StandsOnAStraightLineAsItWouldAlone) {
  const FakeLayout name = layout("Ob Irtysh");
  const std::vector<ScreenPoint> line{{0, 50}, {200, 50}};
  const TextOnLine text = textOnLine(name, line, {.risePx = 3});
  ASSERT_EQ(text.letters.size(), 9u);
  for (std::size_t i = 0; i < text.letters.size(); ++i) {
    EXPECT_NEAR(text.letters[i].angle, 0, 1e-6);
    EXPECT_NEAR(text.middle.x + text.letters[i].at.x, 100 - 27 + 6.0 * static_cast<double>(i), 0.6);
    EXPECT_NEAR(text.middle.y + text.letters[i].at.y, 47, 1e-6);
  }
  for (const ScreenBox& box : text.boxes) EXPECT_LT(box.maxY, 51);
  const TextOnLine below = textOnLine(name, line, {.risePx = 3, .below = true});
  for (const ScreenBox& box : below.boxes) EXPECT_GT(box.minY, 49);
}

TEST(TextOnLine, ReadsFromLeftToRightWhicheverWayTheLineRuns) {
  const FakeLayout name = layout("Volga");
  std::vector<ScreenPoint> line{{0, 100}, {150, 40}};
  const TextOnLine there = textOnLine(name, line, {});
  std::reverse(line.begin(), line.end());
  const TextOnLine back = textOnLine(name, line, {});
  ASSERT_EQ(there.letters.size(), back.letters.size());
  for (std::size_t i = 0; i < there.letters.size(); ++i) {
    EXPECT_NEAR(there.letters[i].angle, std::atan2(-60, 150), 1e-3);
    EXPECT_NEAR(there.middle.x + there.letters[i].at.x, back.middle.x + back.letters[i].at.x, 0.7);
  }
}

TEST(TextOnLine, FollowsABendAndKeepsItsDistance) {
  const TextOnLine text = textOnLine(layout("Syr Darya"), arc(120, 2.2, 0.9), {.risePx = 3});
  ASSERT_FALSE(text.letters.empty());
  for (const SceneLetter& letter : text.letters)
    EXPECT_NEAR(std::hypot(text.middle.x + letter.at.x, text.middle.y + letter.at.y), 123, 1.5);
  EXPECT_LT(text.letters.front().angle, text.letters.back().angle)
      << "over the top of the arc it turns clockwise";
}

TEST(TextOnLine, IsLeftOutWhereTheLineBendsTooMuchOrIsTooShort) {
  EXPECT_TRUE(textOnLine(layout("Syr Darya"), arc(14, 3.1, 0), {}).letters.empty());
  EXPECT_TRUE(textOnLine(layout("Meander"), std::vector<ScreenPoint>{{0, 0}, {30, 0}, {30, 30}, {60, 30}}, {})
                  .letters.empty());
  EXPECT_TRUE(textOnLine(layout("Syr Darya"), std::vector<ScreenPoint>{{0, 0}, {40, 0}}, {}).letters.empty());
  EXPECT_TRUE(textOnLine(layout("x"), std::vector<ScreenPoint>{{0, 0}}, {}).letters.empty());
}

TEST(TextOnLine, LettersNeverCrowdOnTheInnerSideOfABendNorPartOnTheOuter) {
  const FakeLayout name = layout("Syr Darya");
  int set = 0;
  for (double radius = 20; radius < 200; radius += 5) {
    for (const bool below : {false, true}) {
      const TextOnLine text = textOnLine(name, arc(radius, 2.6, 0.5), {.risePx = 3, .below = below});
      set += !text.letters.empty();
      for (std::size_t i = 1; i < text.letters.size(); ++i) {
        const ScreenPoint &a = text.letters[i - 1].at, &b = text.letters[i].at;
        EXPECT_GT(std::hypot(b.x - a.x, b.y - a.y), 3.9) << "radius " << radius;
        EXPECT_LT(std::hypot(b.x - a.x, b.y - a.y), 7) << "radius " << radius;
      }
    }
  }
  EXPECT_GT(set, 40);
}

TEST(TextOnLine, JoinedLettersAreTurnedAsAWhole) {
  const TextOnLine text = textOnLine(layout("joined"), arc(90, 2.0, 0.7), {.joined = true});
  ASSERT_EQ(text.letters.size(), 6u);
  for (const SceneLetter& letter : text.letters) EXPECT_EQ(letter.angle, text.letters.front().angle);
  const auto distance = [&](std::size_t i) {
    return std::hypot(text.letters[i].at.x - text.letters[i - 1].at.x,
                      text.letters[i].at.y - text.letters[i - 1].at.y);
  };
  for (std::size_t i = 1; i < 6; ++i) EXPECT_NEAR(distance(i), 6, 1e-3);
}

TEST(RiverLines, PiecesOfOneNameThatMeetAreOne) {
  const auto set = testing::SetBuilder({"name", "rank"})
                       .line({{0, 0}, {1, 0}}, {"Long", "5"})
                       .line({{3, 1}, {2, 0}, {1, 0}}, {"Long", "3"})
                       .line({{3, 1}, {4, 4}}, {"Other", "3"})
                       .line({{10, 10}, {11, 10}}, {"Long", "7"})
                       .line({{4, 4}, {5, 5}}, {"", "1"})
                       .share();
  const std::vector<RiverLine> lines = riverLines(*set);
  ASSERT_EQ(lines.size(), 3u);
  EXPECT_EQ(lines[0].name, "Long");
  EXPECT_EQ(lines[0].points.size(), 4u);
  EXPECT_EQ(lines[0].rank, 3);
  EXPECT_EQ(lines[1].points.size(), 2u);
  EXPECT_EQ(lines[2].name, "Other");
  EXPECT_NEAR(lines[0].placeAt(lines[0].length() / 1e9).lng, lines[0].points.front().lng, 1e-6);
}

TEST(RiverLines, NamesStandApartAndWhereTheLineIsGentle) {
  std::vector<LngLat> points;  // a zigzag, and a straight reach in the middle of each half
  for (int i = 0; i <= 80; ++i) {
    const bool straight = (i > 16 && i < 28) || (i > 52 && i < 64);
    points.push_back({i * 0.5, straight ? 0 : i % 2 == 0 ? 0.4 : -0.4});
  }
  const auto set = testing::SetBuilder({"name", "rank"}).line(points, {"Zigzag", "1"}).share();
  const RiverLine line = riverLines(*set).at(0);
  const std::vector<RiverSpot> spots = riverSpots(line, 60);
  int seen = 0;
  for (const RiverSpot& spot : spots) {
    const double lng = line.placeAt(spot.along).lng;
    // From afar it is hardly more than a line; from near the name stands along a single stroke of it.
    if (spot.from < 3 || spot.from > 6) continue;
    ++seen;
    EXPECT_TRUE((lng > 8 && lng < 14) || (lng > 26 && lng < 32)) << lng << " from " << spot.from;
  }
  EXPECT_GE(seen, 2);
}

}  // namespace
}  // namespace dateline::map
