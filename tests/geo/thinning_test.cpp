#include "geo/thinning.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <random>
#include <set>

namespace dateline::geo {
namespace {

constexpr LngLatBox kAll{-180, -90, 180, 90};

/// A coast of so many points from west to east.
std::vector<LngLat> coast(int points, double fromLng, double toLng, unsigned seed) {
  std::mt19937 random(seed);
  std::uniform_real_distribution<double> step(-0.002, 0.002);
  std::vector<LngLat> line;
  double lat = 45;
  for (int i = 0; i < points; ++i) {
    lat += step(random);
    line.push_back({fromLng + (toLng - fromLng) * i / (points - 1), lat});
  }
  return line;
}

std::set<std::pair<double, double>> pointsOf(const std::vector<LngLat>& path) {
  std::set<std::pair<double, double>> points;
  for (const LngLat& p : path) points.insert({p.lng, p.lat});
  return points;
}

std::vector<LngLat> thin(const ThinningRule& rule, GeometryKind kind, const std::vector<LngLat>& path) {
  std::vector<LngLat> out;
  Thinning(rule).thin(kind, path, out);
  return out;
}

double distance(const LngLat& p, const LngLat& a, const LngLat& b) {
  const double dx = b.lng - a.lng, dy = b.lat - a.lat, length = dx * dx + dy * dy;
  const double along =
      length > 0 ? std::clamp(((p.lng - a.lng) * dx + (p.lat - a.lat) * dy) / length, 0.0, 1.0) : 0.0;
  return std::hypot(p.lng - a.lng - along * dx, p.lat - a.lat - along * dy);
}

/// How far points lie from a line that runs from west to east; by what of it is near them.
double furthest(const std::vector<LngLat>& from, const std::vector<LngLat>& line) {
  double most = 0;
  for (const LngLat& p : from) {
    const auto at =
        std::lower_bound(line.begin(), line.end(), p, [](auto& a, auto& b) { return a.lng < b.lng; });
    const auto first = std::max(line.begin(), at - std::min<std::ptrdiff_t>(4, at - line.begin()));
    const auto last = at + std::min<std::ptrdiff_t>(4, line.end() - at);
    double least = 1e9;
    for (auto i = first; i + 1 < last; ++i) least = std::min(least, distance(p, *i, *(i + 1)));
    most = std::max(most, least);
  }
  return most;
}

/// North of a border, which the ring follows eastwards, or south of it, westwards.
std::vector<LngLat> country(const std::vector<LngLat>& border, bool north) {
  std::vector<LngLat> ring = border;
  if (!north) std::reverse(ring.begin(), ring.end());
  const double lat = north ? 60 : 30;
  ring.push_back({north ? border.back().lng : border.front().lng, lat});
  ring.push_back({north ? border.front().lng : border.back().lng, lat});
  return ring;
}

TEST(Thinning, BordersThatTwoPolygonsShareStayShared) {
  const std::vector<LngLat> border = coast(20'000, 40, 60, 1);
  const ThinningRule rule{.window = kAll, .tolerance = 0.02};
  const auto north = pointsOf(thin(rule, GeometryKind::polygon, country(border, true)));
  auto turned = country(border, false);
  std::rotate(turned.begin(), turned.begin() + 777, turned.end());
  const auto south = pointsOf(thin(rule, GeometryKind::polygon, turned));
  EXPECT_LT(north.size(), 3000u);
  EXPECT_GT(north.size(), 500u);
  std::size_t alone = 0;
  for (const LngLat& p : border) alone += north.contains({p.lng, p.lat}) != south.contains({p.lng, p.lat});
  EXPECT_EQ(alone, 0u);
}

TEST(Thinning, WhereARingBeginsMakesNoDifference) {
  std::vector<LngLat> ring = country(coast(5'000, 40, 60, 2), true);
  const ThinningRule rule{.window = kAll, .tolerance = 0.05, .mercator = true};
  const auto kept = pointsOf(thin(rule, GeometryKind::polygon, ring));
  for (const std::size_t turn : {1u, 13u, 499u, 4'000u}) {
    auto turned = ring;
    std::rotate(turned.begin(), turned.begin() + static_cast<std::ptrdiff_t>(turn), turned.end());
    EXPECT_EQ(pointsOf(thin(rule, GeometryKind::polygon, turned)), kept) << turn;
  }
}

TEST(Thinning, WhatIsLeftOutLiesWithinACellOfWhatIsKept) {
  const std::vector<LngLat> line = coast(20'000, 10, 12, 3);
  for (const double tolerance : {0.001, 0.004, 0.1}) {
    const auto kept = thin({.window = kAll, .tolerance = tolerance}, GeometryKind::line, line);
    EXPECT_LT(kept.size(), line.size());
    EXPECT_EQ(kept.front(), line.front());
    EXPECT_EQ(kept.back(), line.back());
    // At 45 degrees a cell is up to twice as wide as high.
    EXPECT_LT(furthest(line, kept), tolerance * std::hypot(1.0, std::numbers::sqrt2) * 1.01) << tolerance;
  }
}

TEST(Thinning, InStepsIsAsAtOnce) {
  FeatureSet set;
  set.coords = MappedList<LngLat>(country(coast(30'000, -20, 20, 4), true));
  set.paths = {{.first = 0, .count = static_cast<std::uint32_t>(set.coords.size())}};
  set.features = {{.kind = GeometryKind::polygon, .pathCount = 1, .row = 7}};
  const auto at = [](double tolerance) {
    return Thinning(ThinningRule{.window = kAll, .tolerance = tolerance, .mercator = true});
  };
  Thinning fine = at(0.01), coarse = at(0.04), again = at(0.04);
  const FeatureSet stepped = thinned(thinned(set, fine), coarse), once = thinned(set, again);
  EXPECT_TRUE(std::ranges::equal(stepped.coords, once.coords));
  ASSERT_EQ(once.features.size(), 1u);
  EXPECT_EQ(once.features[0].row, 7u);
  for (const LngLat& p : once.coords) EXPECT_TRUE(once.features[0].bounds.contains(p));
}

TEST(Thinning, WithinTheWindowNothingIsLeftOutAndBesideItTheMoreTheFurther) {
  const std::vector<LngLat> line = coast(100'000, 0, 100, 5);
  const LngLatBox window{50, 0, 51, 90};
  const auto kept = thin({.window = window}, GeometryKind::line, line);
  const auto between = [](const std::vector<LngLat>& path, double from, double to) {
    return std::count_if(path.begin(), path.end(),
                         [&](const LngLat& p) { return p.lng >= from && p.lng <= to; });
  };
  EXPECT_EQ(between(kept, 50, 51), between(line, 50, 51));
  EXPECT_GT(between(kept, 51, 61), between(kept, 90, 100));
  EXPECT_LT(kept.size(), 9'000u);
  std::vector<LngLat> near;
  for (const LngLat& p : line)
    if (p.lng > 51 && p.lng < 55) near.push_back(p);
  EXPECT_LT(furthest(near, kept), 4.0 / 256 * 1.5);
}

TEST(Thinning, AWindowAcrossTheDateLineIsOnEveryCopyOfTheWorld) {
  const LngLatBox window{175, 40, 190, 50};
  for (const double shift : {-360.0, 0.0, 360.0}) {
    const auto line = coast(1'000, 176 + shift, 189 + shift, 6);
    EXPECT_EQ(thin({.window = window}, GeometryKind::line, line).size(), line.size()) << shift;
  }
  const auto far = coast(1'000, 100, 101, 6);
  EXPECT_LT(thin({.window = window}, GeometryKind::line, far).size(), 50u);
}

TEST(Thinning, OnMercatorShapesAreFinerTowardsThePoles) {
  std::vector<LngLat> low = coast(10'000, 0, 1, 7), high = low;
  for (LngLat& p : high) p.lat += 35;  // to 80 degrees
  for (LngLat& p : low) p.lat -= 45;   // to the equator
  const ThinningRule rule{.window = kAll, .tolerance = 0.05, .mercator = true};
  const auto kept = thin(rule, GeometryKind::line, high);
  EXPECT_LT(furthest(high, kept), 0.06);
  EXPECT_LT(thin(rule, GeometryKind::line, low).size(), kept.size() / 2);
}

std::vector<LngLat> boxOf(const std::vector<LngLat>& path) {
  LngLatBox box;
  for (const LngLat& p : path) box.add(p);
  return {{box.minX, box.minY}, {box.maxX, box.maxY}};
}

/// Squares that adjoin, a hundred in a row and in a column.
FeatureSet parcels(double size) {
  FeatureSet set;
  for (int i = 0; i < 10'000; ++i) {
    const double x = 40 + size * (i % 100), y = 30 + size * (i / 100);
    const std::vector<LngLat> ring{{x, y}, {x + size, y}, {x + size, y + size}, {x, y + size}};
    set.paths.push_back({.first = static_cast<std::uint32_t>(set.coords.size()), .count = 4});
    set.coords.append(ring);
    set.features.push_back({.kind = GeometryKind::polygon,
                            .firstPath = static_cast<std::uint32_t>(i),
                            .pathCount = 1,
                            .row = static_cast<std::uint32_t>(i)});
  }
  return set;
}

/// Whether the box of any feature holds a place.
bool covers(const FeatureSet& set, const LngLat& at) {
  return std::any_of(set.features.begin(), set.features.end(),
                     [&](const Feature& feature) { return feature.bounds.contains(at); });
}

TEST(Thinning, WhatManySmallPolygonsCoverStaysCovered) {
  const FeatureSet set = parcels(0.03);
  for (const double tolerance : {0.1, 0.2, 0.7}) {
    Thinning thinning({.window = kAll, .tolerance = tolerance});
    const FeatureSet thin = thinned(set, thinning);
    EXPECT_LT(thin.features.size(), set.features.size() / 2) << tolerance;
    std::size_t bare = 0;
    for (double lng = 40.01; lng < 43; lng += 0.05)
      for (double lat = 30.01; lat < 33; lat += 0.05) bare += covers(thin, {lng, lat}) ? 0 : 1;
    EXPECT_LT(static_cast<double>(bare), 3600 * 2 * tolerance / 3)
        << tolerance << ": no more than along the edge";
    Thinning again({.window = kAll, .tolerance = 4 * tolerance});
    EXPECT_FALSE(thinned(thin, again).features.empty());
  }
}

TEST(Thinning, SmallThingsLeaveOneOfTheirKindInACell) {
  Thinning thinning({.window = kAll, .tolerance = 0.5});
  std::vector<LngLat> out;
  const std::vector<LngLat> point{{10.1, 10.1}}, near{{10.12, 10.11}}, away{{20, 20}};
  thinning.thin(GeometryKind::point, point, out);
  EXPECT_EQ(out, point);
  thinning.thin(GeometryKind::point, near, out);
  EXPECT_TRUE(out.empty());
  thinning.thin(GeometryKind::point, away, out);
  EXPECT_EQ(out, away);
  const std::vector<LngLat> street{{10.1, 10.1}, {10.11, 10.12}, {10.12, 10.1}},
      other{{10.1, 10.11}, {10.12, 10.12}};
  thinning.thin(GeometryKind::line, street, out);
  EXPECT_EQ(out, (std::vector<LngLat>{street.front(), street.back()}));
  thinning.thin(GeometryKind::line, other, out);
  EXPECT_TRUE(out.empty());
  thinning.thin(GeometryKind::polygon, street, out);
  EXPECT_EQ(boxOf(out), boxOf(street)) << "the first is its own box";
  const std::vector<LngLat> yard{{10.2, 10.2}, {10.3, 10.2}, {10.3, 10.3}};
  thinning.thin(GeometryKind::polygon, yard, out);
  EXPECT_TRUE(out.empty());
  // About a corner of four cells of half a degree, in the north-eastern of which its middle lies.
  const std::vector<LngLat> pond{{29.9, 9.9}, {30.11, 9.9}, {30.11, 10.11}, {29.9, 10.11}};
  thinning.thin(GeometryKind::polygon, pond, out, true);
  EXPECT_TRUE(out.empty()) << "a hole takes nothing away";
  thinning.thin(GeometryKind::polygon, pond, out);
  EXPECT_EQ(boxOf(out), boxOf(pond));
  const std::vector<LngLat> lake{{9.9, 10.1}, {10.1, 10.1}, {10.8, 10.2}, {10.1, 10.3}};
  thinning.thin(GeometryKind::polygon, lake, out);
  EXPECT_GE(out.size(), 3u) << "it is wider than a cell";
}

TEST(Thinning, ThePolesAndTheEndsOfTheWorldHaveCellsToo) {
  const std::vector<LngLat> ring{{-540, -90}, {540, -90}, {540, 90}, {-540, 90}, {0, 89.9999}};
  for (const bool mercator : {false, true})
    EXPECT_GE(
        thin({.window = {0, 0, 1, 1}, .tolerance = 1e-9, .mercator = mercator}, GeometryKind::polygon, ring)
            .size(),
        4u);
}

}  // namespace
}  // namespace dateline::geo
