#include <gtest/gtest.h>

#include <cmath>
#include <numbers>
#include <random>

#include "geo/algorithms.h"

namespace dateline::geo {
namespace {

using Rings = std::vector<std::vector<Vec2f>>;

std::vector<Vec2f> oblong(float x0, float y0, float x1, float y1) {
  return {{x0, y0}, {x1, y0}, {x1, y1}, {x0, y1}};
}

double areaOf(const FilledRings& filled) {
  double twice = 0;
  for (std::size_t i = 0; i < filled.indices.size(); i += 3) {
    const Vec2f a = filled.vertices.at(filled.indices[i]), b = filled.vertices.at(filled.indices[i + 1]),
                c = filled.vertices.at(filled.indices[i + 2]);
    twice += std::abs((double(b.x) - a.x) * (double(c.y) - a.y) - (double(b.y) - a.y) * (double(c.x) - a.x));
  }
  return twice / 2;
}

/// Of the first ring, corner by corner at steps of two fifths of a circle: it goes round its middle twice.
std::vector<Vec2f> pentagram() {
  std::vector<Vec2f> ring;
  for (int i = 0; i < 5; ++i) {
    const double angle = i * 4 * std::numbers::pi / 5;
    ring.push_back({float(std::sin(angle)), float(std::cos(angle))});
  }
  return ring;
}

TEST(FillRings, AValidPolygonKeepsItsCorners) {
  const FilledRings filled = fillRings(Rings{oblong(0, 0, 10, 10), oblong(2, 2, 4, 5)});
  EXPECT_EQ(filled.vertices.size(), 8u) << "no corner is added";
  EXPECT_NEAR(areaOf(filled), 94, 1e-9);
}

TEST(FillRings, BothLobesOfAnEightAreCoveredOnce) {
  EXPECT_NEAR(areaOf(fillRings(Rings{{{0, 0}, {10, 10}, {10, 0}, {0, 10}}})), 50, 1e-5);
}

TEST(FillRings, WhatARingGoesRoundTwiceIsOutside) {
  // The five tips: the star's outline without the pentagon between its notches.
  const double notch = std::cos(0.4 * std::numbers::pi) / std::cos(0.2 * std::numbers::pi);
  const double star = 5 * notch * std::sin(0.2 * std::numbers::pi);
  const double middle = 2.5 * notch * notch * std::sin(0.4 * std::numbers::pi);
  EXPECT_NEAR(areaOf(fillRings(Rings{pentagram()})), star - middle, 1e-5);
  EXPECT_NEAR(areaOf(fillRings(Rings{oblong(-2, -2, 2, 2), pentagram()})), 16 - star + middle, 1e-5);
}

TEST(FillRings, ClosedAndRepeatedCornersAreOneCorner) {
  const std::vector<Vec2f> ring{{0, 0}, {0, 0}, {10, 0}, {10, 10}, {10, 10}, {0, 10}, {0, 0}};
  EXPECT_NEAR(areaOf(fillRings(Rings{ring})), 100, 1e-9);
  // A spike out of the square and back is no turn more and none less.
  EXPECT_NEAR(areaOf(fillRings(Rings{{{0, 0}, {10, 0}, {10, 5}, {15, 5}, {10, 5}, {10, 10}, {0, 10}}})), 100,
              1e-9);
}

TEST(FillRings, AHoleTakesAwayOnlyWhatLiesInTheOuterRing) {
  const auto outer = oblong(0, 0, 10, 10);
  EXPECT_NEAR(areaOf(fillRings(Rings{outer, oblong(20, 0, 25, 5)})), 100, 1e-5);
  EXPECT_NEAR(areaOf(fillRings(Rings{outer, oblong(8, 4, 13, 6)})), 96, 1e-5);
  EXPECT_NEAR(areaOf(fillRings(Rings{outer, oblong(-5, -5, 15, 15)})), 0, 1e-5);
}

TEST(FillRings, HolesThatOverlapOrRepeatTakeAwayOnce) {
  auto turned = oblong(2, 2, 6, 6);
  std::reverse(turned.begin(), turned.end());
  const auto outer = oblong(0, 0, 10, 10);
  EXPECT_NEAR(areaOf(fillRings(Rings{outer, oblong(2, 2, 6, 6), turned})), 84, 1e-5);
  EXPECT_NEAR(areaOf(fillRings(Rings{outer, oblong(2, 2, 6, 6), oblong(4, 4, 8, 8)})), 72, 1e-5);
}

TEST(FillRings, ThousandsOfHolesThatRepeatOrOverlapTakeAwayOnce) {
  Rings same(5'000, {{4, 4}, {6, 4}, {6, 6}, {4, 6}}), shifted;
  same[0] = oblong(0, 0, 10, 10);
  for (std::size_t i = 1; i < same.size(); ++i) {
    std::rotate(same[i].begin(), same[i].begin() + static_cast<std::ptrdiff_t>(i % 4), same[i].end());
    if (i % 3 == 0) std::reverse(same[i].begin(), same[i].end());
  }
  EXPECT_NEAR(areaOf(fillRings(same)), 96, 1e-3);
  shifted = {oblong(0, 0, 10, 10)};
  for (int i = 0; i < 2'000; ++i) {
    const float by = static_cast<float>(i) / 1000;
    shifted.push_back(oblong(2 + by, 3 + by, 6 + by, 7 + by));
  }
  // The square at its two ends, and what it comes over on the way.
  EXPECT_NEAR(areaOf(fillRings(shifted)), 100 - 16 - 2 * 2 * 4, 3);
}

TEST(FillRings, AgreesWithCountingOverRandomScribbles) {
  std::mt19937 random(4);
  std::uniform_real_distribution<float> place(0, 1);
  for (int round = 0; round < 20; ++round) {
    std::vector<Vec2f> ring;
    for (int i = 0; i < 12; ++i) ring.push_back({place(random), place(random)});
    // The angles under which a place sees the edges add up to a full circle each time a ring goes round it.
    constexpr int kGrid = 120;
    int inside = 0;
    for (int i = 0; i < kGrid * kGrid; ++i) {
      const double x = (i % kGrid + 0.5) / kGrid, y = (i / kGrid + 0.5) / kGrid;
      double sum = 0;
      for (std::size_t k = 0; k < ring.size(); ++k) {
        const Vec2f a = ring[k], b = ring[(k + 1) % ring.size()];
        const double ax = a.x - x, ay = a.y - y, bx = b.x - x, by = b.y - y;
        sum += std::atan2(ax * by - ay * bx, ax * bx + ay * by);
      }
      inside += std::lround(std::abs(sum) / (2 * std::numbers::pi)) % 2 == 1;
    }
    EXPECT_NEAR(areaOf(fillRings(Rings{ring})), double(inside) / (kGrid * kGrid), 0.01) << round;
  }
}

/// A ring round a middle, so often, each time a little further out, with a jagged edge.
std::vector<Vec2f> jaggedSpiral(int corners, int rounds) {
  std::vector<Vec2f> ring;
  for (int i = 0; i < corners; ++i) {
    const double share = double(i) / corners, angle = share * rounds * 2 * std::numbers::pi;
    const double radius = (1 + share) * (i % 2 == 0 ? 1 : 0.999);
    ring.push_back({float(radius * std::cos(angle)), float(radius * std::sin(angle))});
  }
  return ring;
}

TEST(FillRings, CrossingRingsOfManyCornersAreFilledAsFewAre) {
  // An eight: two lobes of a hundred thousand teeth, that cross in the middle.
  constexpr int kTeeth = 100'000;
  std::vector<Vec2f> eight;
  for (const double side : {-1.0, 1.0}) {
    for (int i = 0; i <= kTeeth; ++i) {
      const double x = side * double(side < 0 ? kTeeth - i : i) / kTeeth;
      eight.push_back({float(x), float(x + (i % 2 == 0 ? 0 : 1e-4))});
    }
    if (side > 0)
      for (int i = kTeeth; i >= -kTeeth; --i)
        eight.push_back({float(double(i) / kTeeth), float(-double(i) / kTeeth)});
  }
  // Each lobe is a right triangle of base 2 and height 1; the teeth on its one side add half their height.
  const FilledRings filled = fillRings(Rings{eight});
  EXPECT_NEAR(areaOf(filled), 2, 2e-4);
  EXPECT_LT(filled.vertices.size(), 20 * eight.size());
}

TEST(FillRings, WhatALongRingGoesRoundTwiceIsOutside) {
  // Between the first and the second round, and nothing within the first.
  const auto spiral = jaggedSpiral(40'000, 2);
  const double between = areaOf(fillRings(Rings{spiral}));
  double first = 0, second = 0;  // sectors of the two rounds
  for (int i = 0; i < 40'000; ++i) {
    const double r = (1 + (i + 0.5) / 40'000) * 0.9995;
    (i < 20'000 ? first : second) += r * r / 2 * (4 * std::numbers::pi / 40'000);
  }
  EXPECT_NEAR(between, second - first, 0.003 * (second - first));
  const auto hole = oblong(-0.5, -0.5, 0.5, 0.5);
  EXPECT_NEAR(areaOf(fillRings(Rings{spiral, hole})), between, 1e-3 * between);
}

TEST(FillRings, ATangleOfManyLongEdgesEndsAndIsHalfFull) {
  std::mt19937 random(7);
  std::uniform_real_distribution<float> place(0, 1);
  std::vector<Vec2f> tangle;
  for (int i = 0; i < 20'000; ++i) tangle.push_back({place(random), place(random)});
  EXPECT_NEAR(areaOf(fillRings(Rings{tangle})), 0.5, 0.15);
}

TEST(FillRings, NothingIsNothing) {
  EXPECT_TRUE(fillRings(Rings{}).indices.empty());
  EXPECT_TRUE(fillRings(Rings{{}}).indices.empty());
  EXPECT_TRUE(fillRings(Rings{{{0, 0}, {1, 1}}}).indices.empty());
  EXPECT_EQ(areaOf(fillRings(Rings{{{0, 0}, {1, 1}, {2, 2}}})), 0);
}

}  // namespace
}  // namespace dateline::geo
