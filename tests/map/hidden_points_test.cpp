#include "map/hidden_points.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <random>

namespace dateline::map {
namespace {

using geo::Vec2f;

std::vector<Vec2f> scattered(std::size_t count) {
  std::mt19937 random(7);
  std::uniform_real_distribution<float> unit(0, 0.25F);
  std::vector<Vec2f> points(count);
  for (Vec2f& point : points) point = {unit(random), unit(random)};
  return points;
}

std::size_t seen(const std::vector<bool>& hidden) {
  return static_cast<std::size_t>(std::ranges::count(hidden, false));
}

/// For each pixel of a tile the last of the points whose disc covers it.
std::vector<int> picture(const std::vector<Vec2f>& points, const std::vector<bool>& without, int side) {
  constexpr float kRadiusPx = 4.5F;
  std::vector<int> top(static_cast<std::size_t>(side) * static_cast<std::size_t>(side), -1);
  const auto paint = [&](int point, float x, float y) {
    for (int row = static_cast<int>(y - kRadiusPx); row <= static_cast<int>(y + kRadiusPx); ++row)
      for (int column = static_cast<int>(x - kRadiusPx); column <= static_cast<int>(x + kRadiusPx); ++column)
        if (row >= 0 && column >= 0 && row < side && column < side &&
            std::hypot(static_cast<float>(column) + 0.5F - x, static_cast<float>(row) + 0.5F - y) < kRadiusPx)
          top[static_cast<std::size_t>(row * side + column)] = point;
  };
  for (std::size_t i = 0; i < points.size(); ++i)
    if (!without[i])
      paint(static_cast<int>(i), points[i].x * static_cast<float>(side),
            points[i].y * static_cast<float>(side));
  return top;
}

TEST(HiddenPoints, OfAHeapTheLastIsSeen) {
  std::vector<bool> hidden = hiddenPoints(std::vector<Vec2f>(10, {0.5F, 0.5F}), 0);
  EXPECT_FALSE(hidden.back());
  EXPECT_EQ(seen(hidden), 1U);
}

TEST(HiddenPoints, ThoseThatStandApartAreAllSeenEvenBesideTheTile) {
  std::vector<Vec2f> points;
  for (float x = -0.03F; x < 1.03F; x += 0.04F)
    for (float y = -0.03F; y < 1.03F; y += 0.04F) points.push_back({x, y});
  EXPECT_EQ(seen(hiddenPoints(points, 0)), points.size());
  EXPECT_EQ(seen(hiddenPoints(points, 1)), points.size());
}

TEST(HiddenPoints, AreMostOfManyAndWithoutThemThePictureIsTheSame) {
  const std::vector<Vec2f> points = scattered(60'000);
  const std::vector<bool> hidden = hiddenPoints(points, 0), none(points.size());
  EXPECT_LT(seen(hidden), points.size() / 8);
  EXPECT_GT(seen(hidden), points.size() / 40);
  for (const int side : {512, 700, 1024}) {
    const std::vector<int> before = picture(points, none, side), after = picture(points, hidden, side);
    std::size_t others = 0, gone = 0;
    for (std::size_t i = 0; i < before.size(); ++i) {
      others += before[i] != after[i];
      gone += before[i] >= 0 && after[i] < 0;
    }
    const std::size_t covered = before.size() / 16;
    EXPECT_LT(others, covered / 50) << side << ": slivers of half a pixel";
    EXPECT_LT(gone, covered / 500) << side;
  }
}

}  // namespace
}  // namespace dateline::map
