#include "map/vertex_levels.h"

#include <gtest/gtest.h>

#include <cmath>
#include <map>
#include <set>

#include "geo/projection.h"
#include "map/test_world.h"
#include "map/tile.h"

namespace dateline::map {
namespace {

using testing::SetBuilder;
using Path = std::vector<LngLat>;

/// A walk from a to b that wobbles like a river.
Path wobbly(LngLat a, LngLat b, int steps, unsigned seed) {
  std::mt19937 random(seed);
  std::normal_distribution<double> wobble(0, 1);
  Path path;
  double away = 0;
  for (int i = 0; i <= steps; ++i) {
    const double part = static_cast<double>(i) / steps;
    away = i == 0 || i == steps
               ? 0
               : away * 0.98 + wobble(random) * std::hypot(b.lng - a.lng, b.lat - a.lat) / steps;
    path.push_back({std::lerp(a.lng, b.lng, part) - away * (b.lat - a.lat) / 40,
                    std::lerp(a.lat, b.lat, part) + away * (b.lng - a.lng) / 40});
  }
  return path;
}

Path joined(const std::vector<Path>& parts) {
  Path whole;
  for (const Path& part : parts) whole.insert(whole.end(), part.begin(), part.end() - 1);
  return whole;
}

Path reversed(Path path) {
  std::reverse(path.begin(), path.end());
  return path;
}

std::vector<geo::WorldPoint> projected(std::span<const LngLat> path) {
  std::vector<geo::WorldPoint> points(path.size());
  geo::mercator().project(path, points);
  return points;
}

/// The levels of every path of a set.
std::vector<std::vector<std::uint8_t>> levelsIn(const geo::FeatureSet& set, bool ring, unsigned threads = 1) {
  const Junctions junctions(set, threads);
  std::vector<std::vector<std::uint8_t>> all;
  for (const geo::Path& path : set.paths) {
    std::vector<char> fixed;
    junctions.along(path, ring, fixed);
    all.emplace_back(path.count);
    levelsOf(projected(set.points(path)), fixed, ring, all.back());
  }
  return all;
}

double distance(const geo::WorldPoint& p, const geo::WorldPoint& a, const geo::WorldPoint& b) {
  const double dx = b.x - a.x, dy = b.y - a.y, length = dx * dx + dy * dy;
  const double t = length > 0 ? std::clamp(((p.x - a.x) * dx + (p.y - a.y) * dy) / length, 0.0, 1.0) : 0.0;
  return std::hypot(p.x - a.x - t * dx, p.y - a.y - t * dy);
}

TEST(VertexLevels, WhatIsLeftOutLiesWithinTheToleranceOfTheLevel) {
  const auto set = SetBuilder().line(wobbly({50, 30}, {90, 55}, 9000, 1)).share();
  const auto points = projected(set->coords);
  const auto levels = levelsIn(*set, false)[0];
  EXPECT_EQ(levels.front(), 0);
  EXPECT_EQ(levels.back(), 0);
  std::size_t before = 0;
  for (int z = 0; z <= 12; ++z) {
    std::vector<std::size_t> kept;
    for (std::size_t i = 0; i < points.size(); ++i)
      if (levels[i] <= z) kept.push_back(i);
    EXPECT_GE(kept.size(), before);
    before = kept.size();
    for (std::size_t k = 0; k + 1 < kept.size(); ++k)
      for (std::size_t i = kept[k] + 1; i < kept[k + 1]; ++i)
        ASSERT_LE(distance(points[i], points[kept[k]], points[kept[k + 1]]),
                  kSimplifyTolerance * std::exp2(-z) * (1 + 1e-9))
            << "point " << i << " at level " << z;
  }
  EXPECT_GT(before, 1000u) << "near by most points are drawn";
  EXPECT_LT(std::count(levels.begin(), levels.end(), 0), 200) << "and few from far";
}

/// Three countries that meet in the middle, each ring with a direction and a beginning of its own.
std::shared_ptr<const geo::FeatureSet> threeCountries() {
  const LngLat middle{60, 45}, north{61, 60}, east{80, 35}, west{40, 36};
  const Path toNorth = wobbly(middle, north, 4000, 2), toEast = wobbly(middle, east, 5000, 3),
             toWest = wobbly(middle, west, 3000, 4);
  const Path northEast = wobbly(north, east, 100, 5), eastWest = wobbly(east, west, 100, 6),
             westNorth = wobbly(west, north, 100, 7);
  Path a = joined({toNorth, northEast, reversed(toEast)});
  Path b = joined({toWest, reversed(eastWest), reversed(toEast)});
  const Path c = joined({toWest, westNorth, reversed(toNorth)});
  std::rotate(a.begin(), a.begin() + 777, a.end());
  std::rotate(b.begin(), b.begin() + 1234, b.end());
  std::reverse(b.begin(), b.end());
  return SetBuilder().polygon({a}).polygon({b}).polygon({c}).share();
}

TEST(VertexLevels, NeighboursKeepTheSamePointsOfTheBorderTheyShare) {
  const auto set = threeCountries();
  const auto levels = levelsIn(*set, true);
  std::map<std::pair<double, double>, std::multiset<int>> byPlace;
  for (std::size_t path = 0; path < set->paths.size(); ++path) {
    const auto points = set->points(set->paths[path]);
    for (std::size_t i = 0; i < points.size(); ++i)
      byPlace[{points[i].lng, points[i].lat}].insert(levels[path][i]);
  }
  int shared = 0;
  for (const auto& [place, seen] : byPlace) {
    shared += seen.size() > 1;
    ASSERT_EQ(std::set<int>(seen.begin(), seen.end()).size(), 1u) << place.first << ", " << place.second;
  }
  EXPECT_GT(shared, 11'000);
  EXPECT_EQ((byPlace[{60, 45}]), (std::multiset<int>{0, 0, 0})) << "where three meet is always drawn";
}

TEST(VertexLevels, AreTheSameOnManyThreads) {
  const auto set = threeCountries();
  EXPECT_EQ(levelsIn(*set, true, 1), levelsIn(*set, true, 4));
}

TEST(VertexLevels, JunctionsAreTheSameAfterTheyWereBytes) {
  const auto set = threeCountries();
  const Junctions junctions(*set, 2);
  const std::string bytes = junctions.bytes();
  const auto again = Junctions::of(bytes, set->coords.size());
  ASSERT_TRUE(again);
  std::size_t found = 0;
  for (const geo::Path& path : set->paths) {
    std::vector<char> here, there;
    junctions.along(path, true, here);
    again->along(path, true, there);
    EXPECT_EQ(here, there);
    found += static_cast<std::size_t>(std::count(here.begin(), here.end(), 1));
  }
  EXPECT_GE(found, 6U);
  EXPECT_FALSE(Junctions::of(bytes, set->coords.size() + 64));
  EXPECT_FALSE(Junctions::of(bytes.substr(0, bytes.size() - 1), set->coords.size()));
  EXPECT_FALSE(Junctions::of("", set->coords.size()));
}

TEST(VertexLevels, ABorderThatIsNotSharedToTheLastPointIsFound) {
  Path left = joined({wobbly({10, 10}, {10, 40}, 500, 8), wobbly({10, 40}, {0, 25}, 3, 9),
                      wobbly({0, 25}, {10, 10}, 3, 10)});
  const auto alone = levelsIn(*SetBuilder().polygon({left}).share(), true)[0];
  // The neighbour leaves the border at its point 250.
  Path right(left.begin() + 250, left.begin() + 501);
  right.push_back({20, 30});
  const auto both = levelsIn(*SetBuilder().polygon({left}).polygon({right}).share(), true);
  EXPECT_EQ(both[0][250], 0);
  EXPECT_EQ(both[1][0], 0);
  EXPECT_NE(alone[250], 0);
}

TEST(VertexLevels, AnIslandIsDrawnWhenItIsLargerThanAPoint) {
  const auto set = SetBuilder().polygon({testing::blob({60, 40}, 0.01, 50, 1)}).share();
  const auto levels = levelsIn(*set, true)[0];
  const int first = *std::min_element(levels.begin(), levels.end());
  EXPECT_GE(std::count(levels.begin(), levels.end(), first), 2);
  const double across = 0.02 / 360;
  EXPECT_LT(kSimplifyTolerance * std::exp2(-first), across);
  EXPECT_GT(kSimplifyTolerance * std::exp2(2 - first), across / 4);
}

TEST(VertexLevels, TheFirstRingIsTheSameWhereverItBegins) {
  Path ring = testing::blob({60, 40}, 5, 400, 2);
  const auto as = [](const Path& path) {
    const auto levels = levelsIn(*SetBuilder().polygon({path}).share(), true)[0];
    std::map<double, int> byPlace;
    for (std::size_t i = 0; i < path.size(); ++i) byPlace[path[i].lng] = levels[i];
    return byPlace;
  };
  const auto expected = as(ring);
  std::rotate(ring.begin(), ring.begin() + 123, ring.end());
  EXPECT_EQ(as(ring), expected);
  std::reverse(ring.begin(), ring.end());
  EXPECT_EQ(as(ring), expected);
}

TEST(VertexLevels, HostilePathsAreHarmless) {
  const Path none, one{{1, 1}}, same(5000, {3, 3});
  Path spiral;
  for (int i = 0; i < 300'000; ++i) spiral.push_back({i * 1e-4, 40 + i * 1e-4 * i * 1e-6});
  for (const Path& path : {none, one, same, spiral}) {
    for (const bool ring : {false, true}) {
      const auto set = ring ? SetBuilder().polygon({path}).share() : SetBuilder().line(path).share();
      EXPECT_EQ(levelsIn(*set, ring)[0].size(), path.size());
    }
  }
}

}  // namespace
}  // namespace dateline::map
