#include <gtest/gtest.h>

#include <cmath>
#include <numbers>
#include <random>
#include <set>

#include "geo/algorithms.h"

namespace dateline::geo {
namespace {

Ring blob(std::mt19937& random, int count) {
  std::uniform_real_distribution<double> radius(0.1, 0.5);
  Ring ring;
  for (int i = 0; i < count; ++i) {
    const double angle = 2 * std::numbers::pi * i / count, r = radius(random);
    ring.push_back({0.5 + r * std::cos(angle), 0.5 + r * std::sin(angle)});
  }
  return ring;
}

WorldBox boxOf(double x0, double y0, double x1, double y1) {
  return {x0, y0, x1, y1};
}

double length(const std::vector<WorldPoint>& line) {
  double sum = 0;
  for (std::size_t i = 1; i < line.size(); ++i)
    sum += std::hypot(line[i].x - line[i - 1].x, line[i].y - line[i - 1].y);
  return sum;
}

TEST(ClipRing, FourQuartersMakeTheWhole) {
  std::mt19937 random(1);
  for (int round = 0; round < 200; ++round) {
    const Ring ring = blob(random, 3 + int(random() % 200));
    const double x = 0.3 + 0.002 * round, y = 0.7 - 0.002 * round;
    const double parts =
        signedArea(clipRing(ring, boxOf(0, 0, x, y))) + signedArea(clipRing(ring, boxOf(x, 0, 1, y))) +
        signedArea(clipRing(ring, boxOf(0, y, x, 1))) + signedArea(clipRing(ring, boxOf(x, y, 1, 1)));
    EXPECT_NEAR(parts, signedArea(ring), 1e-12);
  }
}

TEST(ClipRing, StaysInsideTheBox) {
  std::mt19937 random(2);
  const WorldBox box = boxOf(0.4, 0.35, 0.6, 0.8);
  for (const WorldPoint& p : clipRing(blob(random, 99), box)) EXPECT_TRUE(box.contains(p));
}

TEST(ClipRing, KeepsWhatIsInsideAndDropsWhatIsOutside) {
  const Ring triangle{{0.1, 0.1}, {0.3, 0.1}, {0.2, 0.3}};
  EXPECT_EQ(clipRing(triangle, boxOf(0, 0, 1, 1)), triangle);
  EXPECT_TRUE(clipRing(triangle, boxOf(0.5, 0.5, 1, 1)).empty());
  EXPECT_TRUE(clipRing(triangle, boxOf(0.29, 0.25, 1, 1)).empty());
  EXPECT_TRUE(clipRing({}, boxOf(0, 0, 1, 1)).empty());
}

TEST(ClipRing, FillsABoxThatLiesInside) {
  const Ring big{{-5, -5}, {5, -5}, {5, 5}, {-5, 5}};
  EXPECT_DOUBLE_EQ(std::abs(signedArea(clipRing(big, boxOf(0, 0, 1, 1)))), 1.0);
}

TEST(ClipRing, CutsASharedBorderAtTheSamePointFromBothSides) {
  std::mt19937 random(3);
  std::uniform_real_distribution<double> coordinate(0, 1);
  for (int round = 0; round < 500; ++round) {
    const WorldPoint a{coordinate(random), coordinate(random)}, b{coordinate(random), coordinate(random)};
    const Ring left{a, b, {-3, 2}}, right{b, a, {4, -2}};
    const WorldBox box = boxOf(0, 0, 0.5, 1);
    std::set<std::pair<double, double>> cuts;
    for (const Ring& ring : {clipRing(left, box), clipRing(right, box)}) {
      for (const WorldPoint& p : ring) {
        const double along = (p.x - a.x) * (b.y - a.y) - (p.y - a.y) * (b.x - a.x);
        if (p.x == 0.5 && std::abs(along) < 1e-12) cuts.insert({p.x, p.y});
      }
    }
    EXPECT_LE(cuts.size(), 1u);
  }
}

TEST(ClipLine, PiecesInFourQuartersAreAsLongAsTheWhole) {
  std::mt19937 random(4);
  std::uniform_real_distribution<double> coordinate(0, 1);
  for (int round = 0; round < 100; ++round) {
    std::vector<WorldPoint> line;
    for (int i = 0; i < 50; ++i) line.push_back({coordinate(random), coordinate(random)});
    double parts = 0;
    for (const WorldBox& box :
         {boxOf(0, 0, .5, .5), boxOf(.5, 0, 1, .5), boxOf(0, .5, .5, 1), boxOf(.5, .5, 1, 1)}) {
      for (const auto& piece : clipLine(line, box)) {
        EXPECT_GE(piece.size(), 2u);
        parts += length(piece);
      }
    }
    EXPECT_NEAR(parts, length(line), 1e-9);
  }
}

TEST(ClipLine, JoinsSegmentsAndSplitsWhereTheLineLeaves) {
  const std::vector<WorldPoint> line{{-1, 0.5}, {0.25, 0.5}, {0.75, 0.5}, {2, 0.5}, {2, 0.2}, {0.5, 0.2}};
  const auto pieces = clipLine(line, boxOf(0, 0, 1, 1));
  ASSERT_EQ(pieces.size(), 2u);
  EXPECT_EQ(pieces[0], (std::vector<WorldPoint>{{0, 0.5}, {0.25, 0.5}, {0.75, 0.5}, {1, 0.5}}));
  EXPECT_EQ(pieces[1], (std::vector<WorldPoint>{{1, 0.2}, {0.5, 0.2}}));
}

TEST(ClipLine, GivesNothingForLinesOutsideOrTooShort) {
  const std::vector<WorldPoint> outside{{2, 2}, {3, 3}}, touching{{-1, 1}, {1, -1}, {1, -2}}, one{{0.5, 0.5}};
  EXPECT_TRUE(clipLine(outside, boxOf(0, 0, 1, 1)).empty());
  EXPECT_TRUE(clipLine(one, boxOf(0, 0, 1, 1)).empty());
  EXPECT_TRUE(clipLine({}, boxOf(0, 0, 1, 1)).empty());
  for (const auto& piece : clipLine(touching, boxOf(0, 0, 1, 1))) EXPECT_EQ(length(piece), 0.0);
}

TEST(SnapRing, KeepsASharedBorderShared) {
  std::mt19937 random(5);
  std::uniform_real_distribution<double> wiggle(-0.02, 0.02);
  std::vector<WorldPoint> border;
  for (int i = 0; i <= 100; ++i) border.push_back({0.5 + wiggle(random), i / 100.0});
  Ring left(border), right(border.rbegin(), border.rend());
  left.insert(left.end(), {{0, 1}, {0, 0}});
  right.insert(right.end(), {{1, 0}, {1, 1}});
  for (const double cell : {1.0 / 4096, 1.0 / 64, 1.0 / 10}) {
    const Ring a = snapRing(left, cell), b = snapRing(right, cell);
    EXPECT_NEAR(signedArea(a) + signedArea(b), -signedArea(Ring{{0, 0}, {0, 1}, {1, 1}, {1, 0}}), 1e-9)
        << cell;
  }
}

TEST(SnapRing, DropsRepeatsAndWhatCollapses) {
  EXPECT_TRUE(snapRing(Ring{{0.1, 0.1}, {0.2, 0.1}, {0.2, 0.2}}, 1.0).empty());
  EXPECT_TRUE(snapRing(Ring{{0.1, 0.1}, {1.1, 0.1}, {1.2, 0.2}}, 1.0).empty());
  EXPECT_EQ(snapRing(Ring{{0, 0}, {0.1, 0}, {1, 0}, {1, 1}, {0.1, 0.1}}, 1.0),
            (Ring{{0, 0}, {1, 0}, {1, 1}}));
  EXPECT_EQ(snapLine(Ring{{0, 0}, {0.1, 0}, {1, 0}, {0, 0}}, 1.0), (Ring{{0, 0}, {1, 0}, {0, 0}}));
}

TEST(SignedArea, IsPositiveForRingsThatTurnFromXToY) {
  EXPECT_DOUBLE_EQ(signedArea(Ring{{0, 0}, {2, 0}, {2, 3}, {0, 3}}), 6.0);
  EXPECT_DOUBLE_EQ(signedArea(Ring{{0, 3}, {2, 3}, {2, 0}, {0, 0}}), -6.0);
  EXPECT_EQ(signedArea(Ring{{0, 0}, {1, 1}}), 0.0);
}

}  // namespace
}  // namespace dateline::geo
