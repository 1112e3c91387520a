#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numbers>

#include "geo/algorithms.h"
#include "geo/fixed_plane.h"

namespace dateline::geo {
namespace {

/// Whether all places from south to north are shown, all round the Earth.
testing::AssertionResult showsAll(const FixedPlane& plane, double south, double north) {
  for (double lng = -179.7; lng < 180; lng += 4.1)
    for (double lat = south; lat <= north; lat += (north - south) / 40)
      if (!plane.shows({lng, lat}))
        return testing::AssertionFailure() << plane.crs().text << " does not show " << lng << " " << lat;
  return testing::AssertionSuccess();
}

TEST(FixedPlaneDomain, OnAnotherPrimeMeridianIsWhole) {
  for (const char* system : {"+proj=longlat +pm=paris", "+proj=longlat +pm=ferro", "+proj=longlat +pm=-170.5",
                             "EPSG:4807", "EPSG:4806", "+proj=robin +pm=2.12345678912"}) {
    const FixedPlanePtr plane = fixedPlane(system).value();
    EXPECT_EQ(plane->domain().pieces.size(), 1U) << system;
    EXPECT_EQ(plane->domain().outlines.size(), 1U) << system;
    EXPECT_TRUE(showsAll(*plane, -84, 84));
    EXPECT_FALSE(plane->onEarth({plane->domain().bounds.minX - 0.001, 0.5})) << system;
  }
  const FixedPlanePtr torn = fixedPlane("+proj=igh +pm=paris").value();
  EXPECT_EQ(torn->domain().pieces.size(), fixedPlane("+proj=igh").value()->domain().pieces.size());
  EXPECT_EQ(torn->domain().outlines.size(), 1U);
}

TEST(FixedPlaneDomain, CountsLongitudesFromThePrimeMeridian) {
  EXPECT_NEAR(findCrs("+proj=longlat +pm=paris")->meridian, 2.337229, 1e-6);
  EXPECT_NEAR(findCrs("+proj=longlat +pm=ferro")->centre.lng, -17.666667, 1e-6);
  EXPECT_NEAR(findCrs("EPSG:27572")->meridian, 2.337229, 1e-6);
  EXPECT_NEAR(findCrs("EPSG:5330")->meridian, 110, 1e-6) << "3.19 degrees from Jakarta";
  EXPECT_NEAR(findCrs("+proj=utm +zone=31 +pm=paris")->meridian, 5.337229, 1e-6);
  EXPECT_NEAR(findCrs("+proj=robin +lon_0=30d30W")->meridian, -30.5, 1e-9);
}

/// The poles of another datum lie some hundred metres beside those of WGS 84.
TEST(FixedPlaneDomain, OfAnotherDatumEndsAtThePoles) {
  for (const char* system : {"EPSG:4267", "EPSG:4230", "EPSG:4284", "EPSG:4301", "EPSG:4807", "EPSG:4326"}) {
    const FixedPlanePtr plane = fixedPlane(system).value();
    ASSERT_EQ(plane->domain().outlines.size(), 1U) << system;
    const WorldBox bounds = plane->domain().bounds;
    EXPECT_NEAR(bounds.width() / bounds.height(), 2, 2e-3) << system;
    EXPECT_TRUE(showsAll(*plane, -89.9, 89.9));
    for (const WorldPoint p : plane->domain().outlines.front()) {
      const double aside = std::min(p.x - bounds.minX, bounds.maxX - p.x);
      const double above = std::min(p.y - bounds.minY, bounds.maxY - p.y);
      EXPECT_LT(std::min(aside, above), bounds.height() * 1e-3) << system << " " << p.x << " " << p.y;
    }
    for (const LngLat p : {LngLat{-100, 89.99}, LngLat{179.99, 10}, LngLat{-179.99, -40}, LngLat{30, -88}}) {
      const LngLat back = plane->unproject(plane->project(p));
      EXPECT_NEAR(std::remainder(back.lng - p.lng, 360), 0, 1e-4) << system << " " << p.lng;
      EXPECT_NEAR(back.lat, p.lat, 1e-5) << system << " " << p.lat;
    }
  }
}

/// Another datum has some places beside the cut on its other side.
TEST(FixedPlaneDomain, OfAnotherDatumKeepsItsEdgesApart) {
  for (const char* system :
       {"EPSG:27572", "EPSG:31370", "EPSG:31287", "EPSG:22391", "EPSG:21100", "EPSG:2964"}) {
    const FixedPlanePtr plane = fixedPlane(system).value();
    EXPECT_EQ(plane->domain().outlines.size(), 1U) << system;
    for (const LngLatBox& piece : plane->domain().pieces)
      for (const double lat : {-60.0, -30.0, 1.0, 45.0, 80.0, 88.0})
        for (const double inwards : {1.2, -1.2}) {
          const double edge = inwards > 0 ? piece.minX : piece.maxX;
          const auto at = plane->forwardIn(piece, {edge, lat}),
                     inside = plane->forwardIn(piece, {edge + inwards, lat});
          ASSERT_TRUE(at && inside) << system << " " << lat;
          EXPECT_LT(std::hypot(at->x - inside->x, at->y - inside->y), 0.04)
              << system << " " << edge << " " << lat;
        }
  }
}

TEST(FixedPlaneDomain, IsRefusedWhereProjFindsNoWayBack) {
  const auto refused = [](const char* system, const char* says) {
    const auto plane = fixedPlane(system);
    ASSERT_FALSE(plane) << system;
    EXPECT_EQ(plane.error().kind, ErrorKind::usage) << system;
    EXPECT_THAT(plane.error().message, testing::HasSubstr(says)) << system;
  };
  refused("+proj=airy", "knows no way back");
  refused("+proj=isea", "knows no way back");
  refused("+proj=bipc", "fragments");
  // Later versions of PROJ may find more of their ways back.
  if (projVersion().starts_with("9.1")) refused("+proj=peirce_q", "fragments");
}

/// Cassini's series goes astray far from its meridian.
TEST(FixedPlaneDomain, OfCassiniIsWholeAsFarAsItHolds) {
  for (const char* system : {"+proj=cass", "EPSG:3377", "EPSG:30200", "EPSG:28191"}) {
    const FixedPlanePtr plane = fixedPlane(system).value();
    EXPECT_EQ(plane->domain().outlines.size(), 1U) << system;
    for (double lng = -39; lng < 40; lng += 6)
      for (double lat = -89; lat < 90; lat += 4)
        EXPECT_TRUE(plane->shows({plane->crs().meridian + lng, lat})) << system << " " << lng << " " << lat;
  }
}

/// Degrees that the longest edge of what is shown turns by in all, at steps of a thousandth of its size;
/// round a disc these are 360.
double turningOf(const FixedPlane& plane) {
  const auto& outlines = plane.domain().outlines;
  const auto longest = std::max_element(outlines.begin(), outlines.end(),
                                        [](const auto& a, const auto& b) { return a.size() < b.size(); });
  const double step = std::max(plane.domain().bounds.width(), plane.domain().bounds.height()) / 1000;
  std::vector<WorldPoint> line{longest->front()};
  for (const WorldPoint& p : *longest)
    if (std::hypot(p.x - line.back().x, p.y - line.back().y) > step) line.push_back(p);
  double turning = 0;
  for (std::size_t i = 0; i < line.size(); ++i) {
    const WorldPoint &a = line[i], &b = line[(i + 1) % line.size()], &c = line[(i + 2) % line.size()];
    turning += std::abs(std::remainder(std::atan2(c.y - b.y, c.x - b.x) - std::atan2(b.y - a.y, b.x - a.x),
                                       2 * std::numbers::pi));
  }
  return turning * 180 / std::numbers::pi;
}

/// A cone and cylinders laid obliquely, and polynomials, of which PROJ lays far places over near ones.
TEST(FixedPlaneDomain, OfAPlaneThatFoldsOrTearsEndsInACleanLineAroundItsHome) {
  for (const char* system : {"EPSG:5514", "EPSG:5513", "EPSG:2065", "+proj=krovak", "EPSG:2056", "EPSG:21781",
                             "+proj=gs50", "+proj=alsk", "+proj=nzmg", "EPSG:27200"}) {
    const FixedPlanePtr plane = fixedPlane(system).value();
    EXPECT_EQ(plane->domain().outlines.size(), 1U) << system;
    EXPECT_LT(turningOf(*plane), 1000) << system;
    const LngLat home = plane->crs().centre, middle = plane->unproject(plane->domain().bounds.centre());
    EXPECT_LT(distanceMetres(home, middle), 2'000'000) << system << " " << middle.lng << " " << middle.lat;
    EXPECT_TRUE(plane->shows(home)) << system;
  }
  for (const char* system : {"EPSG:3078", "+proj=omerc +lat_0=4 +lonc=115 +alpha=53.3"})
    EXPECT_LT(turningOf(*fixedPlane(system).value()), 2500) << system;
}

/// On an ellipsoid its ends would overlap; where they come together the map goes on.
TEST(FixedPlaneDomain, OfTheWorldOnAnObliqueCylinderGoesOnWhereThatComesRound) {
  struct World {
    const char* system;
    double south, north;  ///< of a stretch where it comes round within the map
  };
  for (const auto& [system, south, north] :
       {World{"+proj=omerc +lat_0=10 +lonc=-75 +alpha=30", 16, 80},
        World{"+proj=omerc +lat_0=10 +lonc=-75 +alpha=30 +ellps=intl", 16, 80},
        World{"+proj=omerc +lat_0=-10 +lonc=105 +gamma=30 +ellps=bessel", -80, -16}}) {
    const FixedPlanePtr plane = fixedPlane(system).value();
    EXPECT_EQ(plane->domain().outlines.size(), 1U) << system;
    ASSERT_EQ(plane->domain().pieces.size(), 1U) << system;
    const FixedPlane::Piece& piece = plane->domain().pieces[0];
    EXPECT_TRUE(piece.width() > 358.5 && piece.width() < 360) << system;
    for (double lat = south; lat <= north; lat += 4) {
      const WorldPoint west = plane->forwardIn(piece, {piece.minX, lat}).value(),
                       east = plane->forwardIn(piece, {piece.maxX, lat}).value();
      EXPECT_LT(std::hypot(west.x - east.x, west.y - east.y), 1e-7) << system << " at " << lat;
      for (const double aside : {-0.004, -0.0005, 0.0, 0.0005, 0.004})
        EXPECT_TRUE(plane->onEarth({west.x + aside, west.y}) && plane->onEarth({west.x, west.y + aside}))
            << system << " at " << lat;
    }
  }
}

TEST(FixedPlaneDomain, OfKrovaksConeReachesAsFarAsTheFoldNorthOfItsCountry) {
  const FixedPlanePtr plane = fixedPlane("EPSG:5514").value();
  for (const LngLat p : {LngLat{14.4, 50.1}, LngLat{24.1, 56.9}, LngLat{12.6, 55.7}, LngLat{-6.3, 53.3},
                         LngLat{37.6, 55.7}, LngLat{30, 31}})
    EXPECT_TRUE(plane->shows(p)) << p.lng << " " << p.lat;
  for (const LngLat p : {LngLat{10.7, 59.9}, LngLat{18.4, -33.9}, LngLat{20, -80}})
    EXPECT_FALSE(plane->shows(p)) << p.lng << " " << p.lat;
}

TEST(FixedPlaneDomain, HasNorthAboveWhicheverWayTheAxesRun) {
  for (const char* system : {"EPSG:2053", "EPSG:2048", "EPSG:5513", "EPSG:2065", "EPSG:5514", "EPSG:31467",
                             "EPSG:2180", "+proj=tmerc +lon_0=29 +axis=wsu"}) {
    const FixedPlanePtr plane = fixedPlane(system).value();
    const LngLat centre = plane->crs().centre;
    const WorldPoint north = plane->project(LngLat{centre.lng, centre.lat + 1}),
                     east = plane->project(LngLat{centre.lng + 1, centre.lat});
    EXPECT_LT(north.y, 0.499) << system;
    EXPECT_GT(east.x, 0.501) << system;
    EXPECT_TRUE(plane->domain().bounds.contains({0.5, 0.5})) << system;
  }
}

/// A grid would end the map a little beyond its country, where it lies on the machine.
TEST(FixedPlaneDomain, NeedsNoGridFile) {
  for (const char* system : {"EPSG:31467", "EPSG:27200", "EPSG:4314", "EPSG:27700", "EPSG:28992"}) {
    const FixedPlanePtr plane = fixedPlane(system).value();
    EXPECT_EQ(plane->crs().operation.find("grids="), std::string::npos) << system;
    const LngLatBox area = plane->crs().area.value();
    EXPECT_TRUE(plane->shows({area.minX - 2, area.minY - 2}) && plane->shows({area.maxX + 1, area.maxY + 2}))
        << system;
  }
}

TEST(FixedPlaneDomain, OfAProjectionForOneRegionLiesAroundThatRegion) {
  EXPECT_TRUE(fixedPlane("+proj=alsk").value()->shows({-150, 61}));
  EXPECT_TRUE(fixedPlane("+proj=gs50").value()->shows({-98, 39}));
  EXPECT_TRUE(fixedPlane("+proj=nzmg").value()->shows({174.8, -41.3}));
}

}  // namespace
}  // namespace dateline::geo
