#include "geo/features.h"

#include <gtest/gtest.h>

#include <cmath>

namespace dateline::geo {
namespace {

/// Builds sets by hand.
struct Builder {
  FeatureSet set;

  void begin(GeometryKind kind) {
    set.features.push_back({.kind = kind, .firstPath = static_cast<std::uint32_t>(set.paths.size())});
  }
  void path(const std::vector<LngLat>& points, bool hole = false) {
    Path path{.first = static_cast<std::uint32_t>(set.coords.size()),
              .count = static_cast<std::uint32_t>(points.size()),
              .hole = hole};
    for (const LngLat& p : points) path.bounds.add(p);
    set.coords.append(points);
    set.paths.push_back(path);
    ++set.features.back().pathCount;
    set.features.back().bounds.add(path.bounds);
    set.bounds.add(path.bounds);
  }
};

std::vector<LngLat> box(double w, double s, double e, double n) {
  return {{w, s}, {e, s}, {e, n}, {w, n}};
}

TEST(FeatureAt, FindsPolygonsAndSeesThroughHoles) {
  Builder b;
  b.begin(GeometryKind::polygon);
  b.path(box(0, 0, 10, 10));
  b.path(box(4, 4, 6, 6), true);
  b.path(box(20, 0, 30, 10));
  EXPECT_EQ(featureAt(b.set, {2, 2}, 0), 0);
  EXPECT_EQ(featureAt(b.set, {25, 5}, 0), 0);
  EXPECT_EQ(featureAt(b.set, {5, 5}, 0), -1);
  EXPECT_EQ(featureAt(b.set, {15, 5}, 0), -1);
}

TEST(FeatureAt, FindsNothingInAHoleOutsideItsRing) {
  Builder b;
  b.begin(GeometryKind::polygon);
  b.path(box(0, 0, 10, 10));
  b.path(box(8, 4, 12, 6), true);
  b.path(box(20, 0, 30, 10), true);
  EXPECT_EQ(featureAt(b.set, {7, 5}, 0), 0);
  EXPECT_EQ(featureAt(b.set, {9, 5}, 0), -1);
  EXPECT_EQ(featureAt(b.set, {11, 5}, 0), -1);
  EXPECT_EQ(featureAt(b.set, {25, 5}, 0), -1);
}

TEST(FeatureAt, PrefersTheTopMost) {
  Builder b;
  b.begin(GeometryKind::polygon);
  b.path(box(0, 0, 10, 10));
  b.begin(GeometryKind::polygon);
  b.path(box(5, 5, 15, 15));
  EXPECT_EQ(featureAt(b.set, {7, 7}, 0), 1);
  EXPECT_EQ(featureAt(b.set, {2, 2}, 0), 0);
}

TEST(FeatureAt, PrefersPointsToLinesAndThoseToAreasAsTheyAreDrawn) {
  Builder b;
  b.begin(GeometryKind::point);
  b.path({{2, 2}});
  b.begin(GeometryKind::line);
  b.path({{0, 2}, {10, 2}});
  b.begin(GeometryKind::polygon);
  b.path(box(0, 0, 10, 10));
  EXPECT_EQ(featureAt(b.set, {2, 2}, 0.1), 0);
  EXPECT_EQ(featureAt(b.set, {7, 2}, 0.1), 1);
  EXPECT_EQ(featureAt(b.set, {7, 7}, 0.1), 2);
}

TEST(FeatureAt, FindsLinesAndPointsWithinTheTolerance) {
  Builder b;
  b.begin(GeometryKind::line);
  b.path({{0, 0}, {10, 0}});
  b.begin(GeometryKind::point);
  b.path({{20, 60}});
  EXPECT_EQ(featureAt(b.set, {5, 0.4}, 0.5), 0);
  EXPECT_EQ(featureAt(b.set, {5, 0.6}, 0.5), -1);
  EXPECT_EQ(featureAt(b.set, {20.4, 60}, 0.5), 1);
  EXPECT_EQ(featureAt(b.set, {20, 60.2}, 0.5), 1);
  EXPECT_EQ(featureAt(b.set, {20, 60.4}, 0.5),
            -1);  // a degree of latitude at 60 N is two of longitude on the map
}

TEST(FeatureAt, FindsWhatRunsOnAcrossTheDateLine) {
  Builder b;
  b.begin(GeometryKind::polygon);
  b.path(box(170, 60, 190, 70));
  EXPECT_EQ(featureAt(b.set, {-175, 65}, 0), 0);
  EXPECT_EQ(featureAt(b.set, {175, 65}, 0), 0);
  EXPECT_EQ(featureAt(b.set, {-165, 65}, 0), -1);
}

TEST(FeatureAt, AnswersOnHalfAMillionVertices) {
  Builder b;
  for (int country = 0; country < 250; ++country) {
    b.begin(GeometryKind::polygon);
    const double x = -170 + country % 25 * 13, y = -80 + country / 25 * 15;
    std::vector<LngLat> ring;
    for (int i = 0; i < 2200; ++i)
      ring.push_back({x + 6 * std::cos(i * M_PI / 1100), y + 6 * std::sin(i * M_PI / 1100)});
    b.path(ring);
  }
  int found = 0;
  for (int i = 0; i < 1000; ++i) found += featureAt(b.set, {-170 + i * 0.3, -80.0 + i % 140}, 0.1) >= 0;
  EXPECT_GT(found, 100);
}

TEST(Attributes, AnswerByNameAndRow) {
  const Attributes a{.columns = {"name", "population"},
                     .values = {{"Astana", "Tashkent"}, {"1350228", "n/a"}}};
  EXPECT_EQ(a.value("name", 1), "Tashkent");
  EXPECT_EQ(a.value("name", 2), "");
  EXPECT_EQ(a.value("missing", 0), "");
  EXPECT_EQ(a.columnOf("population"), 1);
  EXPECT_EQ(a.columnOf("missing"), -1);
  EXPECT_EQ(a.number("population", 0), 1350228);
  EXPECT_EQ(a.number("population", 1, -5), -5);
}

}  // namespace
}  // namespace dateline::geo
