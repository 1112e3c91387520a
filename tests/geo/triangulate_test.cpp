#include <gtest/gtest.h>

#include <cmath>
#include <numbers>
#include <random>
#include <set>

#include "geo/algorithms.h"

namespace dateline::geo {
namespace {

using Rings = std::vector<std::vector<Vec2f>>;

double ringArea(const std::vector<Vec2f>& ring) {
  double twice = 0;
  for (std::size_t i = 0; i < ring.size(); ++i) {
    const Vec2f a = ring[i], b = ring[(i + 1) % ring.size()];
    twice += double(a.x) * b.y - double(b.x) * a.y;
  }
  return std::abs(twice / 2);
}

double polygonArea(const Rings& rings) {
  double area = ringArea(rings[0]);
  for (std::size_t i = 1; i < rings.size(); ++i) area -= ringArea(rings[i]);
  return area;
}

std::vector<Vec2f> allPoints(const Rings& rings) {
  std::vector<Vec2f> points;
  for (const auto& ring : rings) points.insert(points.end(), ring.begin(), ring.end());
  return points;
}

double triangleArea(const Rings& rings, const std::vector<std::uint32_t>& indices) {
  const auto points = allPoints(rings);
  double area = 0;
  for (std::size_t i = 0; i < indices.size(); i += 3) {
    const Vec2f a = points.at(indices[i]), b = points.at(indices[i + 1]), c = points.at(indices[i + 2]);
    area +=
        std::abs((double(b.x) - a.x) * (double(c.y) - a.y) - (double(b.y) - a.y) * (double(c.x) - a.x)) / 2;
  }
  return area;
}

void expectCovers(const Rings& rings, double relative = 1e-6) {
  const auto indices = triangulate(rings);
  ASSERT_EQ(indices.size() % 3, 0u);
  const double expected = polygonArea(rings);
  EXPECT_NEAR(triangleArea(rings, indices), expected, relative * std::abs(expected) + 1e-9);
}

std::vector<Vec2f> star(std::mt19937& random, int count, double x, double y, double low, double high) {
  std::uniform_real_distribution<double> radius(low, high);
  std::vector<Vec2f> ring;
  for (int i = 0; i < count; ++i) {
    const double angle = 2 * std::numbers::pi * i / count, r = radius(random);
    ring.push_back({float(x + r * std::cos(angle)), float(y + r * std::sin(angle))});
  }
  return ring;
}

std::vector<Vec2f> rectangle(float x0, float y0, float x1, float y1) {
  return {{x0, y0}, {x1, y0}, {x1, y1}, {x0, y1}};
}

/// A coast: a circle broken up at every scale, so that bays have bays.
std::vector<Vec2f> coast(int levels, double roughness, unsigned seed) {
  std::mt19937 random(seed);
  std::normal_distribution<double> offset(0, roughness);
  std::vector<std::pair<double, double>> points;
  for (int i = 0; i < 6; ++i)
    points.emplace_back(1000 * std::cos(i * std::numbers::pi / 3), 1000 * std::sin(i * std::numbers::pi / 3));
  for (int level = 0; level < levels; ++level) {
    std::vector<std::pair<double, double>> finer;
    for (std::size_t i = 0; i < points.size(); ++i) {
      const auto [ax, ay] = points[i];
      const auto [bx, by] = points[(i + 1) % points.size()];
      const double shift = std::clamp(offset(random), -0.28, 0.28);
      finer.emplace_back(ax, ay);
      finer.emplace_back((ax + bx) / 2 - (by - ay) * shift, (ay + by) / 2 + (bx - ax) * shift);
    }
    points = std::move(finer);
  }
  std::vector<Vec2f> ring;
  for (const auto& [x, y] : points) ring.push_back({float(x), float(y)});
  return ring;
}

TEST(Triangulate, CoversSquareWithTwoTriangles) {
  const Rings square{rectangle(0, 0, 1, 1)};
  EXPECT_EQ(triangulate(square).size(), 6u);
  expectCovers(square);
}

TEST(Triangulate, TakesEitherOrientation) {
  Rings rings{rectangle(0, 0, 10, 10), rectangle(2, 2, 4, 4)};
  expectCovers(rings);
  std::reverse(rings[0].begin(), rings[0].end());
  expectCovers(rings);
  std::reverse(rings[1].begin(), rings[1].end());
  expectCovers(rings);
}

TEST(Triangulate, CoversConvexRingsOfAnyNumberOfCorners) {
  for (int count = 3; count < 200; ++count) {
    std::vector<Vec2f> ring;
    for (int i = 0; i < count; ++i) {
      const double angle = 2 * std::numbers::pi * i / count;
      ring.push_back({float(30 * std::cos(angle)), float(7 * std::sin(angle))});
    }
    EXPECT_EQ(triangulate(Rings{ring}).size(), 3u * (count - 2)) << count;
    expectCovers({ring});
  }
}

TEST(Triangulate, CoversRandomStarsWithHoles) {
  std::mt19937 random(7);
  for (int round = 0; round < 300; ++round) {
    const int count = 5 + int(random() % 300);
    Rings rings{star(random, count, 0, 0, 60, 100)};
    const int holes = int(random() % 12);
    for (int hole = 0; hole < holes; ++hole) {
      const double angle = 2 * std::numbers::pi * hole / 12.0;
      rings.push_back(star(random, 3 + int(random() % 20), 30 * std::cos(angle), 30 * std::sin(angle), 1, 7));
    }
    SCOPED_TRACE(round);
    expectCovers(rings, 1e-5);
  }
}

TEST(Triangulate, CoversGridOfHoles) {
  Rings rings{rectangle(0, 0, 400, 400)};
  for (int x = 0; x < 40; ++x) {
    for (int y = 0; y < 40; ++y) rings.push_back(rectangle(x * 10 + 2, y * 10 + 2, x * 10 + 8, y * 10 + 8));
  }
  expectCovers(rings);
}

TEST(Triangulate, CoversHolesThatTouchTheOuterRingAndEachOther) {
  expectCovers({rectangle(0, 0, 10, 10), {{0, 0}, {3, 1}, {1, 3}}});                      // at a corner
  expectCovers({rectangle(0, 0, 10, 10), {{0, 5}, {3, 4}, {3, 6}}});                      // on an edge
  expectCovers({rectangle(0, 0, 10, 10), {{10, 5}, {7, 6}, {7, 4}}});                     // on the far edge
  expectCovers({rectangle(0, 0, 12, 12), rectangle(2, 2, 5, 5), rectangle(5, 5, 8, 8)});  // corner to corner
  expectCovers({rectangle(0, 0, 12, 12),
                {{2, 6}, {5, 4}, {5, 8}},
                {{5, 4}, {9, 6}, {5, 2}},
                {{5, 8}, {9, 6}, {8, 9}}});
  expectCovers(
      {rectangle(0, 0, 12, 12), {{0, 0}, {12, 5}, {12, 6}}});  // from one side to the other, at two places
}

TEST(Triangulate, CoversCombsWithTeethLongerThanWide) {
  for (const int teeth : {3, 40, 3000}) {
    std::vector<Vec2f> comb{{0, 0}};
    for (int i = 0; i < teeth; ++i) {
      comb.push_back({float(2 * i), 1000});
      comb.push_back({float(2 * i + 1), 1000});
      comb.push_back({float(2 * i + 1), 1});
      comb.push_back({float(2 * i + 2), 1});
    }
    comb.push_back({float(2 * teeth), 0});
    expectCovers({comb});
  }
}

TEST(Triangulate, CoversSpirals) {
  for (const int turns : {3, 60}) {
    std::vector<Vec2f> outer, inner;
    for (int i = 0; i <= turns * 40; ++i) {
      const double angle = i * 2 * std::numbers::pi / 40, r = 10 + 4 * i / 40.0;
      outer.push_back({float((r + 1.5) * std::cos(angle)), float((r + 1.5) * std::sin(angle))});
      inner.push_back({float(r * std::cos(angle)), float(r * std::sin(angle))});
    }
    outer.insert(outer.end(), inner.rbegin(), inner.rend());
    expectCovers({outer}, 1e-5);
  }
}

TEST(Triangulate, KeepsCornersOnStraightEdgesSoThatNeighboursMeetThem) {
  std::vector<Vec2f> ring;
  for (int i = 0; i < 10; ++i) ring.push_back({float(i), 0});
  for (int i = 0; i < 10; ++i) ring.push_back({10, float(i)});
  for (int i = 0; i < 10; ++i) ring.push_back({float(10 - i), 10});
  for (int i = 0; i < 10; ++i) ring.push_back({0, float(10 - i)});
  const auto indices = triangulate(Rings{ring});
  EXPECT_EQ(std::set<std::uint32_t>(indices.begin(), indices.end()).size(), ring.size());
  EXPECT_EQ(indices.size(), 3 * (ring.size() - 2));
  expectCovers({ring});
}

TEST(Triangulate, SurvivesRepeatedPointsSpikesAndClosedRings) {
  expectCovers({{{0, 0}, {0, 0}, {10, 0}, {10, 0}, {10, 10}, {0, 10}, {0, 10}, {0, 0}}});
  expectCovers({{{0, 0}, {10, 0}, {10, 5}, {15, 5}, {10, 5}, {10, 10}, {0, 10}}});  // spike outwards
  expectCovers({{{0, 0}, {10, 0}, {10, 5}, {5, 5}, {10, 5}, {10, 10}, {0, 10}}});   // slit inwards
  expectCovers({rectangle(0, 0, 10, 10), {{2, 2}, {2, 2}, {4, 2}, {4, 4}, {2, 4}, {2, 2}}});
}

TEST(Triangulate, GivesNothingForWhatHasNoArea) {
  EXPECT_TRUE(triangulate({}).empty());
  EXPECT_TRUE(triangulate(Rings{{}}).empty());
  EXPECT_TRUE(triangulate(Rings{{{1, 1}, {2, 2}}}).empty());
  EXPECT_TRUE(triangulate(Rings{{{1, 1}, {1, 1}, {1, 1}, {1, 1}}}).empty());
  EXPECT_EQ(triangleArea({{{0, 0}, {1, 1}, {2, 2}}}, triangulate(Rings{{{0, 0}, {1, 1}, {2, 2}}})), 0.0);
}

TEST(Triangulate, CoversRingsSnappedToACoarseGrid) {
  // As tiles are made: a fine coast rounded to few steps touches and retraces itself.
  for (unsigned seed = 0; seed < 40; ++seed) {
    std::vector<Vec2f> ring;
    for (const Vec2f p : coast(8, 0.15, seed)) {
      const Vec2f q{std::round(p.x / 60), std::round(p.y / 60)};
      if (ring.empty() || ring.back().x != q.x || ring.back().y != q.y) ring.push_back(q);
    }
    SCOPED_TRACE(seed);
    expectCovers({ring}, 0.02);
  }
}

TEST(Triangulate, EndsOnGarbage) {
  std::mt19937 random(99);
  for (int round = 0; round < 400; ++round) {
    const int range = 2 + int(random() % 1000);
    Rings rings;
    for (int ring = int(random() % 5); ring >= 0; --ring) {
      auto& points = rings.emplace_back();
      for (int i = int(random() % 200); i >= 0; --i)
        points.push_back({float(int(random()) % range), float(int(random()) % range)});
    }
    const std::size_t count = allPoints(rings).size();
    for (const std::uint32_t index : triangulate(rings)) ASSERT_LT(index, count);
  }
  const float nan = std::nanf(""), infinity = INFINITY;
  triangulate(Rings{{{nan, 0}, {1, infinity}, {2, 2}, {0, 5}, {nan, nan}, {-1, 3}}, {{nan, nan}}});
}

TEST(Triangulate, TakesAwayHolesThatTouchTheOuterEdge) {
  const std::vector<Vec2f> holes[] = {
      {{28, 32}, {32, 36}, {34, 24}}, {{61, 32}, {64, 34}, {64, 26}}, {{45, 16}, {50, 24}, {50, 16}},
      {{0, 48}, {0, 52}, {4, 48}},    {{0, 10}, {0, 20}, {9, 15}},    {{48, 29}, {48, 37}, {52, 32}},
      {{12, 32}, {16, 37}, {16, 28}}, {{20, 0}, {28, 0}, {24, 6}},    {{40, 64}, {48, 64}, {44, 58}}};
  for (unsigned chosen = 0; chosen < 1U << std::size(holes); ++chosen) {
    Rings rings{rectangle(0, 0, 64, 64)};
    double wanted = 64 * 64;
    for (std::size_t i = 0; i < std::size(holes); ++i) {
      if ((chosen >> i & 1U) == 0) continue;
      rings.push_back(holes[i]);
      wanted -= triangleArea({holes[i]}, triangulate(Rings{holes[i]}));
    }
    ASSERT_NEAR(triangleArea(rings, triangulate(rings)), wanted, 1e-3) << chosen;
  }
}

// Where time grew with the square of the corners, these would take longer than a suite may.
TEST(Triangulate, EndsOnBigGarbage) {
  std::mt19937 random(5);
  std::vector<Vec2f> scribble;
  for (int i = 0; i < 20'000; ++i) scribble.push_back({float(random() % 4096), float(random() % 4096)});
  for (const std::uint32_t index : triangulate(Rings{scribble})) ASSERT_LT(index, scribble.size());
}

TEST(Triangulate, DrawsBothLobesOfAnEight) {
  const Rings eight{{{0, 0}, {10, 10}, {10, 0}, {0, 10.5f}}};
  EXPECT_GT(triangleArea(eight, triangulate(eight)), 25.0);
}

TEST(Triangulate, CoversAHundredThousandVertices) {
  const Rings rough{coast(14, 0.12, 3)};
  ASSERT_GT(rough[0].size(), 98'000u);
  const std::vector<std::uint32_t> indices = triangulate(rough);
  EXPECT_NEAR(triangleArea(rough, indices), polygonArea(rough), 1e-3 * polygonArea(rough));
}

TEST(Triangulate, CoversALongCombAndManyHoles) {
  std::vector<Vec2f> comb{{0, 0}};
  for (int i = 0; i < 25'000; ++i) {
    for (const Vec2f p : {Vec2f{0, 9000}, Vec2f{1, 9000}, Vec2f{1, 1}, Vec2f{2, 1}})
      comb.push_back({p.x + float(2 * i), p.y});
  }
  comb.push_back({50'000, 0});
  expectCovers({comb});
  Rings holes{rectangle(0, 0, 1500, 1500)};
  for (int x = 0; x < 150; ++x) {
    for (int y = 0; y < 150; ++y) holes.push_back(rectangle(x * 10 + 3, y * 10 + 2, x * 10 + 8, y * 10 + 8));
  }
  expectCovers(holes);
}

}  // namespace
}  // namespace dateline::geo
