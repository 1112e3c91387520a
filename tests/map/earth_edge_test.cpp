#include "map/earth_edge.h"

#include <gtest/gtest.h>

#include <cmath>

namespace dateline::map {
namespace {

/// Whether a point of the screen lies in one of the triangles of what is beyond the Earth.
bool isCovered(const std::optional<SceneEdge>& edge, ScreenPoint p) {
  if (!edge) return false;
  const auto side = [&](const ScreenPoint& a, const ScreenPoint& b) {
    return (b.x - a.x) * (p.y - a.y) - (b.y - a.y) * (p.x - a.x);
  };
  for (std::size_t i = 0; i + 2 < edge->outside.size(); i += 3) {
    const ScreenPoint* corner = &edge->outside[i];
    const double u = side(corner[0], corner[1]), v = side(corner[1], corner[2]),
                 w = side(corner[2], corner[0]);
    if ((u >= 0 && v >= 0 && w >= 0) || (u <= 0 && v <= 0 && w <= 0)) return true;
  }
  return false;
}

TEST(EarthEdge, OfMercatorEndsTheWorldAtTopAndBottomAlone) {
  const Camera camera(viewOf(ProjectionKind::mercator, {100, 40}, Zoom{0}), 420, 701);
  const auto edge = earthEdge({}, camera);
  ASSERT_TRUE(edge);
  EXPECT_EQ(edge->colour, styleOf(Look{}).colours.space);
  for (const double x : {0.5, 210.0, 419.5}) {
    for (const double y : {0.5, 200.0, 222.5, 478.5, 600.0, 700.5}) EXPECT_TRUE(isCovered(edge, {x, y})) << y;
    for (const double y : {223.5, 350.0, 477.5}) EXPECT_FALSE(isCovered(edge, {x, y})) << y;
  }
  for (const double y : {222.4, 478.6}) EXPECT_FALSE(camera.onEarth({10, y})) << y;
  for (const double y : {222.6, 478.4}) EXPECT_TRUE(camera.onEarth({10, y})) << y;
}

TEST(EarthEdge, OfMercatorIsNotDrawnWhereTheWorldFillsTheMap) {
  EXPECT_FALSE(earthEdge({}, Camera(viewOf(ProjectionKind::mercator, {20, 80}, Zoom{2}), 1000, 600)));
  EXPECT_FALSE(earthEdge({}, Camera(viewOf(ProjectionKind::mercator, {20, 0}, Zoom{1}), 1000, 512)));
  EXPECT_FALSE(earthEdge({}, Camera(viewOf(ProjectionKind::azimuthal, {20, 0}, Zoom{0}), 1000, 512)));
}

/// On the way from Mercator to another plane it goes at once, and comes last on the way back.
TEST(EarthEdge, OfMercatorFadesOnTheWay) {
  View view = viewOf(ProjectionKind::azimuthal, {20, 10}, Zoom{0});
  const auto alphaAt = [&](double left) {
    view.plane.left = {.mercator = left};
    const auto edge = earthEdge({}, Camera(view, 700, 500));
    return edge ? static_cast<int>(edge->colour.a) : 0;
  };
  EXPECT_GT(alphaAt(0.9999), 250);
  EXPECT_LT(alphaAt(0.5), 3);
  EXPECT_EQ(alphaAt(0), 0);
}

}  // namespace
}  // namespace dateline::map
