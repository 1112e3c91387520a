#include "geo/pole_of_inaccessibility.h"

#include <gtest/gtest.h>

#include <cmath>
#include <random>

namespace dateline::geo {
namespace {

Ring frameRing(double x0, double y0, double x1, double y1) {
  return {{x0, y0}, {x1, y0}, {x1, y1}, {x0, y1}};
}

TEST(PoleOfInaccessibility, OfASquareIsItsMiddle) {
  const Ring square = frameRing(2, 3, 4, 5);
  const Pole pole = poleOfInaccessibility({&square, 1}, 1e-3);
  EXPECT_NEAR(pole.at.x, 3, 2e-3);
  EXPECT_NEAR(pole.at.y, 4, 2e-3);
  EXPECT_NEAR(pole.room, 1, 1e-3);
}

TEST(PoleOfInaccessibility, KeepsClearOfHoles) {
  const std::vector<Ring> rings{frameRing(0, 0, 10, 4), frameRing(4, 0.5, 6, 3.5)};
  const Pole pole = poleOfInaccessibility(rings, 1e-3);
  EXPECT_TRUE(pole.at.x < 4 || pole.at.x > 6);
  EXPECT_NEAR(pole.room, 2, 1e-3);
}

TEST(PoleOfInaccessibility, OfAHorseshoeIsInsideIt) {
  const Ring shoe{{0, 0}, {10, 0}, {10, 10}, {7, 10}, {7, 2}, {3, 2}, {3, 10}, {0, 10}};
  const Pole pole = poleOfInaccessibility({&shoe, 1}, 1e-3);
  EXPECT_GT(roomAt(pole.at, {&shoe, 1}), 1.4) << "the centroid lies outside";
}

TEST(PoleOfInaccessibility, AStretchedOneLikesRoomAboveAndBelow) {
  // A long low arm and a higher body that is not quite as roomy to all sides.
  const Ring ring{{0, 0}, {30, 0}, {30, 4}, {5, 4}, {5, 8}, {0, 8}};
  EXPECT_LT(poleOfInaccessibility({&ring, 1}, 1e-3, 0.3).at.x, 6);
  EXPECT_GT(poleOfInaccessibility({&ring, 1}, 1e-3, 4).at.x, 4);
}

TEST(PoleOfInaccessibility, NoPlaceOfAGridHasMoreRoom) {
  std::mt19937 random(3);
  std::uniform_real_distribution<double> radius(0.2, 1);
  for (int n = 0; n < 30; ++n) {
    Ring ring;
    for (int i = 0; i < 60; ++i) {
      const double angle = i * 0.1047, r = radius(random);
      ring.push_back({r * std::cos(angle), r * std::sin(angle)});
    }
    for (const double stretch : {1.0, 2.2}) {
      const Pole pole = poleOfInaccessibility({&ring, 1}, 1e-4, stretch);
      EXPECT_NEAR(roomAt(pole.at, {&ring, 1}, stretch), pole.room, 1e-9);
      for (double x = -1; x <= 1; x += 0.02)
        for (double y = -1; y <= 1; y += 0.02)
          ASSERT_LE(roomAt({x, y}, {&ring, 1}, stretch), pole.room + 1e-4);
    }
  }
}

TEST(PoleOfInaccessibility, WhatHasNoInsideHasNoRoom) {
  EXPECT_EQ(poleOfInaccessibility({}, 1).room, 0);
  const Ring line{{0, 0}, {1, 0}}, point{{3, 3}}, none;
  for (const Ring& ring : {line, point, none}) EXPECT_EQ(poleOfInaccessibility({&ring, 1}, 1e-3).room, 0);
}

}  // namespace
}  // namespace dateline::geo
