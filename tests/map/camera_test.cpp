#include "map/camera.h"

#include <gtest/gtest.h>

#include <cmath>

#include "geo/fixed_plane.h"

namespace dateline::map {
namespace {

constexpr double kNear = 1e-6;

Camera cameraAt(double lng, double lat, double zoom, double width = 1000, double height = 700) {
  return {geo::mercator(), {geo::mercator().project({lng, lat}), Zoom{zoom}}, width, height};
}

TEST(Camera, GoesToTheScreenAndBack) {
  const Camera camera = cameraAt(68, 45, 4.2);
  for (const ScreenPoint p : {ScreenPoint{0, 0}, ScreenPoint{500, 350}, ScreenPoint{999, 3}}) {
    const ScreenPoint back = camera.toScreen(camera.toWorld(p));
    EXPECT_NEAR(back.x, p.x, kNear);
    EXPECT_NEAR(back.y, p.y, kNear);
    const ScreenPoint viaDegrees = camera.toScreen(camera.toLngLat(p));
    EXPECT_NEAR(viaDegrees.x, p.x, kNear);
    EXPECT_NEAR(viaDegrees.y, p.y, kNear);
  }
}

TEST(Camera, ShowsPlacesBeyondTheDateLineOnTheNearestCopy) {
  const Camera camera = cameraAt(179, 50, 4);
  const double east = camera.toScreen(LngLat{-178, 50}).x;
  EXPECT_GT(east, 500);
  EXPECT_LT(east, 700);
  EXPECT_NEAR(camera.toLngLat({east, 350}).lng, -178, 1e-6);
}

TEST(Camera, PanningMovesThePictureWithTheHand) {
  const Camera before = cameraAt(68, 45, 5);
  const Camera after = before.panned(30, -12);
  const ScreenPoint a = before.toScreen(LngLat{70, 46}), b = after.toScreen(LngLat{70, 46});
  EXPECT_NEAR(b.x - a.x, 30, kNear);
  EXPECT_NEAR(b.y - a.y, -12, kNear);
}

TEST(Camera, ZoomingKeepsWhatLiesUnderTheCursor) {
  const ScreenPoint anchor{120, 610};
  for (const double levels : {-1.3, 0.25, 6.0}) {
    const Camera before = cameraAt(68, 45, 5);
    const LngLat under = before.toLngLat(anchor);
    const ScreenPoint after = before.zoomedAt(anchor, levels).toScreen(under);
    EXPECT_NEAR(after.x, anchor.x, 1e-5);
    EXPECT_NEAR(after.y, anchor.y, 1e-5);
  }
}

TEST(Camera, ZoomStaysWithinItsLimitsAndTheViewWithinTheWorld) {
  EXPECT_EQ(cameraAt(0, 0, 3).zoomedAt({0, 0}, 99).view().zoom, kMaxZoom);
  EXPECT_EQ(cameraAt(0, 0, 3).zoomedAt({0, 0}, -99).view().zoom, kMinZoom);
  const Camera north = cameraAt(0, 85, 6);
  EXPECT_GE(north.toWorld({0, 0}).y, -kNear);
  const Camera far = cameraAt(0, 20, 4).panned(1e7, -1e7);
  EXPECT_LE(far.toWorld({0, 700}).y, 1 + kNear);
  EXPECT_GE(far.view().centre.x, 0);
  EXPECT_LT(far.view().centre.x, 1);
}

TEST(Camera, ASmallMapShowsTheWholeWorldToo) {
  const Camera small = cameraAt(0, 0, 3, 128, 64).zoomedAt({0, 0}, -99);
  EXPECT_DOUBLE_EQ(small.view().zoom.level, -2);
  EXPECT_NEAR(small.toWorld({0, 0}).y, 0, kNear);
  EXPECT_NEAR(small.toWorld({0, 64}).y, 1, kNear);
  const View world = small.fitting({-180, -85, 180, 85}, 0, kMaxZoom);
  EXPECT_LT(world.zoom.level, -1);
  EXPECT_EQ(cameraAt(0, 0, 3, 256, 300).zoomedAt({0, 0}, -99).view().zoom, kMinZoom);
  const Camera globe(viewOf(ProjectionKind::globe, {68, 45}, Zoom{-1.2}), 100, 80);
  EXPECT_NEAR(globe.view().zoom.level, -1.2, 1e-9);
  EXPECT_NEAR(settled(globe.view()).zoom.level, -1.2, 1e-9);
}

TEST(Camera, TellsHowFarOutAndHowNearItCanBe) {
  const auto [least, most] = cameraAt(0, 60, 4).webZooms();
  EXPECT_EQ(least, kMinZoom);
  EXPECT_EQ(most, kMaxZoom);
  EXPECT_NEAR(cameraAt(0, 60, 4, 64, 400).webZooms().least.level, -2, 1e-9);
  const ProjectionChoice plane(geo::fixedPlane("EPSG:3035").value());
  const Camera europe(viewOf(plane, {10, 52}, Zoom{4}), 800, 600);
  const View nearest = europe.withView(withWebZoom(europe.view(), europe.webZooms().most)).view();
  EXPECT_NEAR(nearest.zoom.level, kMaxZoom.level, 1e-9);
}

TEST(Camera, AWorldLowerThanTheMapStaysInTheMiddle) {
  EXPECT_DOUBLE_EQ(cameraAt(0, 60, 0).view().centre.y, 0.5);
}

TEST(Camera, SurvivesViewsThatAreNoNumbers) {
  const Camera camera = cameraAt(10, 10, 3).withView({{NAN, INFINITY}, Zoom{NAN}});
  EXPECT_TRUE(std::isfinite(camera.view().centre.x));
  EXPECT_TRUE(std::isfinite(camera.view().zoom.level));
}

TEST(Camera, FittingShowsTheWholeBoxWithItsPadding) {
  const Camera camera = cameraAt(0, 0, 2);
  LngLatBox box;
  box.add(LngLat{46.5, 35.1});
  box.add(LngLat{87.3, 55.4});
  const Camera fitted = camera.withView(camera.fitting(box, 40, Zoom{12}));
  const ScreenPoint low = fitted.toScreen(LngLat{46.5, 55.4}), high = fitted.toScreen(LngLat{87.3, 35.1});
  EXPECT_GE(low.x, 40 - kNear);
  EXPECT_GE(low.y, 40 - kNear);
  EXPECT_LE(high.x, 960 + kNear);
  EXPECT_LE(high.y, 660 + kNear);
  const bool touches = std::abs(low.x - 40) < 1e-3 || std::abs(low.y - 40) < 1e-3;
  EXPECT_TRUE(touches) << "could be nearer";
}

TEST(Camera, FittingAPointGoesAsNearAsAllowed) {
  const Camera camera = cameraAt(0, 0, 2);
  LngLatBox box;
  box.add(LngLat{71.4, 51.1});
  const View view = camera.fitting(box, 40, Zoom{7});
  EXPECT_DOUBLE_EQ(view.zoom.level, 7);
  EXPECT_NEAR(geo::mercator().unproject(view.centre).lat, 51.1, 1e-9);
}

TEST(Camera, FittingTakesBoxesAcrossTheDateLine) {
  const Camera camera = cameraAt(0, 0, 2);
  LngLatBox box;
  box.add(LngLat{170, 50});
  box.add(LngLat{200, 60});
  const Camera fitted = camera.withView(camera.fitting(box, 20, Zoom{9}));
  const double left = fitted.toScreen(LngLat{170, 55}).x, right = fitted.toScreen(LngLat{-160, 55}).x;
  EXPECT_GE(left, 20 - kNear);
  EXPECT_LE(right, 980 + kNear);
  EXPECT_LT(left, right);
}

TEST(Camera, FromAPoleMercatorShowsAsMuchOfTheEarthAsItCan) {
  const Camera polar(viewOf(ProjectionKind::globe, {68, 88}, Zoom{0.2}), 832, 578);
  const Camera globe = polar.withView(viewOf(ProjectionKind::globe, {68, 88}, Zoom{0.0}));
  for (const Camera& camera : {polar, globe}) {
    const View flat = camera.on(ProjectionKind::mercator);
    const Camera after(flat, 832, 578);
    EXPECT_NEAR(placeOf(flat).lng, 68, 1e-9);
    EXPECT_GT(placeOf(flat).lat, 30);
    EXPECT_LE(placeOf(flat).lat, 85);
    const double before = geo::worldSizePx(camera.view().zoom) / camera.projection().metresPerUnit({68, 88});
    const double then = geo::worldSizePx(flat.zoom) / geo::mercator().metresPerUnit(placeOf(flat));
    EXPECT_NEAR(then / before, 1, 1e-6) << "the same scale in the middle";
    EXPECT_EQ(after.view(), flat);
  }
  const View low = viewOf(ProjectionKind::azimuthal, {68, 45}, Zoom{4});
  const View flat = Camera(low, 832, 578).on(ProjectionKind::mercator);
  EXPECT_NEAR(placeOf(flat).lat, 45, 1e-9);
  EXPECT_NEAR(flat.zoom.level, 4, 1e-9);
}

}  // namespace
}  // namespace dateline::map
