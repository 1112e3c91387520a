#include "render/point_cells.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <span>

namespace dateline::render {
namespace {

using map::Vec2f;

std::vector<Vec2f> scattered(std::size_t count) {
  std::mt19937 random(3);
  std::uniform_real_distribution<float> at(-1, 2);
  std::vector<Vec2f> places(count);
  for (Vec2f& place : places) place = {at(random), at(random)};
  return places;
}

std::span<const std::uint32_t> discsOf(const PointCells& cells, const PointCells::Cell& cell) {
  return std::span(cells.discs()).subspan(cell.first, cell.count);
}

TEST(PointCells, HoldWhatReachesIntoThemInItsOrder) {
  constexpr float kReach = 0.02F;
  const std::vector<Vec2f> places = scattered(5000);
  const PointCells cells(places, kReach);
  EXPECT_GT(cells.cells().size(), 20U);
  for (const PointCells::Cell& cell : cells.cells()) {
    const auto discs = discsOf(cells, cell);
    EXPECT_TRUE(std::ranges::is_sorted(discs));
    for (std::uint32_t disc = 0; disc < places.size(); ++disc) {
      const Vec2f& place = places[disc];
      const bool reaches = place.x + kReach > cell.low.x && place.x - kReach < cell.high.x &&
                           place.y + kReach > cell.low.y && place.y - kReach < cell.high.y;
      if (reaches) {
        EXPECT_TRUE(std::ranges::binary_search(discs, disc)) << disc;
      }
    }
  }
}

TEST(PointCells, AreAsManyAsAreWorthIt) {
  EXPECT_TRUE(PointCells({}, 1).cells().empty());
  EXPECT_EQ(PointCells(scattered(50), 0.02F).cells().size(), 1U);
  EXPECT_EQ(PointCells(scattered(5000), 3).cells().size(), 1U) << "where each disc reaches all over";
  EXPECT_EQ(PointCells(std::vector<Vec2f>(5000, {1, 1}), 0.02F).cells().size(), 1U) << "and of a heap";
  EXPECT_LE(PointCells(scattered(200'000), 0.001F).cells().size(), 256U);
}

}  // namespace
}  // namespace dateline::render
