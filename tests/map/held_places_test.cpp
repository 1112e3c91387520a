#include <gtest/gtest.h>

#include <algorithm>

#include "geo/fixed_plane.h"
#include "map/camera.h"

namespace dateline::map {
namespace {

ProjectionChoice fixed(const char* text) {
  return ProjectionChoice(geo::fixedPlane(text).value());
}

TEST(Holds, WhatAMapOfThatKindHasRoomFor) {
  EXPECT_TRUE(holds(ProjectionKind::azimuthal, {0, -90}));
  EXPECT_TRUE(holds(ProjectionKind::globe, {180, 90}));
  EXPECT_TRUE(holds(ProjectionKind::mercator, {0, 85}));
  EXPECT_FALSE(holds(ProjectionKind::mercator, {0, 86}));
  EXPECT_TRUE(holds(fixed("EPSG:32642"), {68, 45}));
  EXPECT_TRUE(holds(fixed("EPSG:32642"), {68 - 360, 45}));
  EXPECT_FALSE(holds(fixed("EPSG:32642"), {-74, 40.7}));
}

TEST(Holds, NotWhatOneLookedAtThenAllOfTheMapIsShownAsLargeAsThereIsRoom) {
  const ProjectionChoice krovak = fixed("EPSG:5514");
  const Camera before(viewOf(ProjectionKind::mercator, {-100, 40}, Zoom{3}), 1400, 900);
  const Camera after = before.withView(before.on(krovak));
  const geo::WorldBox bounds = krovak.fixed->bounds().value();
  const ScreenPoint low = after.toScreen(WorldPoint{bounds.minX, bounds.minY}),
                    high = after.toScreen(WorldPoint{bounds.maxX, bounds.maxY});
  EXPECT_NEAR(std::max((high.x - low.x) / 1400, (high.y - low.y) / 900), 1, 1e-6);
  EXPECT_NEAR((low.x + high.x) / 2, 700, 1e-6);
}

TEST(Holds, SomeOfABox) {
  EXPECT_TRUE(holdsSome(ProjectionKind::mercator, {-180, -90, 180, 90}));
  EXPECT_FALSE(holdsSome(ProjectionKind::mercator, {0, 86, 10, 89}));
  EXPECT_TRUE(holdsSome(fixed("EPSG:32642"), {0, 40, 69, 45}));
  EXPECT_FALSE(holdsSome(fixed("EPSG:32642"), {-80, 30, -70, 45}));
  EXPECT_FALSE(holdsSome(fixed("EPSG:32642"), {}));
}

TEST(Holds, AllOfAPlaneThatLiesBetweenThePlacesThatABoxIsAskedAt) {
  const ProjectionChoice hongKong = fixed("EPSG:2326");  // a third of a degree
  EXPECT_TRUE(holdsSome(hongKong, {-179, -80, 181, 80}));
  EXPECT_TRUE(holdsSome(hongKong, {-246, 22, -245, 23})) << "the same a turn to the west";
}

}  // namespace
}  // namespace dateline::map
