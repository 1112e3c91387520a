#include "geo/centred_plane.h"

#include <gtest/gtest.h>
#include <proj.h>

#include <cmath>
#include <memory>
#include <random>
#include <string>

#include "geo/algorithms.h"

namespace dateline::geo {
namespace {

constexpr double kRadius = 6371008.8;
const LngLat kOrigins[] = {{68, 45}, {-100, -32}, {179, 4}, {10, 89}, {0, -90}, {25, 0}};

Plane planeOf(ProjectionKind kind, LngLat origin) {
  return {.kind = kind, .origin = origin};
}

Plane between(ProjectionKind from, ProjectionKind to, double share, LngLat origin) {
  return {to, origin, leftOf(planeOf(from, origin).mix(), share)};
}

/// PROJ's word on where a place lies, in metres east and north of the origin.
class Proj {
 public:
  Proj(const char* name, LngLat origin)
      : context_(proj_context_create(), proj_context_destroy), projection_(nullptr, proj_destroy) {
    const std::string text = "+proj=" + std::string(name) + " +lat_0=" + std::to_string(origin.lat) +
                             " +lon_0=" + std::to_string(origin.lng) + " +R=6371008.8";
    projection_.reset(proj_create(context_.get(), text.c_str()));
  }
  [[nodiscard]] PJ_XY at(LngLat p) const {
    return proj_trans(projection_.get(), PJ_FWD, proj_coord(p.lng * M_PI / 180, p.lat * M_PI / 180, 0, 0)).xy;
  }

 private:
  std::unique_ptr<PJ_CONTEXT, decltype(&proj_context_destroy)> context_;
  std::unique_ptr<PJ, decltype(&proj_destroy)> projection_;
};

LngLat randomPlace(std::mt19937& random) {
  std::uniform_real_distribution<double> lng(-180, 180), sine(-1, 1);
  return {lng(random), std::asin(sine(random)) * 180 / M_PI};
}

void expectAgreement(ProjectionKind kind, const char* name) {
  std::mt19937 random(7);
  for (const LngLat origin : kOrigins) {
    const Proj proj(name, origin);
    const CentredPlane plane(planeOf(kind, origin));
    int compared = 0;
    while (compared < 1000) {
      const LngLat p = randomPlace(random);
      if (!plane.shows(p)) continue;
      const PJ_XY metres = proj.at(p);
      const WorldPoint at = plane.project(p);
      // A nanometre of the plane is a ten-thousandth of a pixel at any zoom.
      EXPECT_NEAR((at.x - plane.anchor().x) / plane.unit() * kRadius, metres.x, 1e-3);
      EXPECT_NEAR((plane.anchor().y - at.y) / plane.unit() * kRadius, metres.y, 1e-3);
      ++compared;
    }
  }
}

TEST(Azimuthal, AgreesWithProj) {
  expectAgreement(ProjectionKind::azimuthal, "laea");
}

TEST(Globe, AgreesWithProj) {
  expectAgreement(ProjectionKind::globe, "ortho");
}

class EachCentredPlane : public ::testing::TestWithParam<ProjectionKind> {};
INSTANTIATE_TEST_SUITE_P(Kinds, EachCentredPlane,
                         ::testing::Values(ProjectionKind::azimuthal, ProjectionKind::globe),
                         [](const auto& kind) { return std::string(nameOf(kind.param)); });

TEST_P(EachCentredPlane, ComesBackToTheSamePlace) {
  std::mt19937 random(3);
  for (const LngLat origin : kOrigins) {
    const CentredPlane plane(planeOf(GetParam(), origin));
    for (int i = 0; i < 2000; ++i) {
      const LngLat p = randomPlace(random);
      const double cosine = plane.spot(p).cosine;
      if (!plane.shows(p) || (GetParam() == ProjectionKind::globe && cosine < 0.02)) continue;
      EXPECT_LT(distanceMetres(p, plane.unproject(plane.project(p))), 0.01) << p.lng << " " << p.lat;
    }
  }
}

TEST_P(EachCentredPlane, DirectionsTellTheSamePlacesAsAngles) {
  const CentredPlane from({.kind = GetParam(), .origin = {70, 48}}),
      to({.kind = GetParam(), .origin = {-170, -35}});
  for (int i = 0; i < 400; ++i) {
    const WorldPoint at{from.anchor().x + from.unit() * 0.95 * std::sin(i * 0.7) * (i % 20) / 20,
                        from.anchor().y + from.unit() * 0.95 * std::cos(i * 0.7) * (i % 20) / 20};
    const CentredPlane::Spot byAngles = to.spot(from.unproject(at)), direct = to.spot(from.directionAt(at));
    EXPECT_NEAR(direct.cosine, byAngles.cosine, 1e-12);
    EXPECT_NEAR(direct.at.x, byAngles.at.x, 1e-12) << i;
    EXPECT_NEAR(direct.at.y, byAngles.at.y, 1e-12) << i;
  }
}

TEST_P(EachCentredPlane, IsMercatorAtItsOrigin) {
  for (const LngLat origin : {LngLat{68, 45}, LngLat{-70, -52}, LngLat{5, 80}}) {
    const CentredPlane plane(planeOf(GetParam(), origin));
    for (const LngLat step : {LngLat{1e-4, 0}, LngLat{0, 1e-4}}) {
      const LngLat near{origin.lng + step.lng, origin.lat + step.lat};
      const WorldPoint there = plane.project(near), expected = mercator().project(near);
      const double long_ = std::hypot(there.x - plane.anchor().x, there.y - plane.anchor().y);
      EXPECT_LT(std::hypot(there.x - expected.x, there.y - expected.y), 2e-5 * long_);
    }
    EXPECT_NEAR(plane.metresPerUnit(origin) / mercator().metresPerUnit(origin), 1, 1e-12);
  }
}

TEST_P(EachCentredPlane, GrowsOutwardsBeyondItsEdge) {
  const CentredPlane plane(planeOf(GetParam(), {0, 0}));
  const Disc disc = *plane.disc();
  double before = 0;
  for (double lng = 1; lng < 175; lng += 0.5) {
    const LngLat p{lng, 0};
    const double distance = plane.project(p).x - disc.centre.x;
    EXPECT_GT(distance, before) << lng;
    EXPECT_EQ(plane.shows(p), distance <= disc.radius + 1e-12) << lng;
    before = distance;
  }
}

TEST_P(EachCentredPlane, TilesLieWhereTheirPlacesDo) {
  std::mt19937 random(11);
  std::uniform_real_distribution<double> unit(0, 1);
  const CentredPlane plane(planeOf(GetParam(), {71, 51}));
  for (const int z : {0, 3, 9, 18}) {
    const WorldPoint at = mercator().project({74, 49});
    const BentTile tile(plane,
                        {z, static_cast<int>(at.x * std::exp2(z)), static_cast<int>(at.y * std::exp2(z))});
    for (int i = 0; i < 100; ++i) {
      const double u = unit(random), v = unit(random);
      const LngLat p = mercator().unproject(
          {(tile.address().x + u) * std::exp2(-z), (tile.address().y + v) * std::exp2(-z)});
      const WorldPoint expected = plane.project(p), found = tile.at(u, v).at;
      EXPECT_LT(std::hypot(found.x - expected.x, found.y - expected.y), 1e-13) << z;
    }
  }
}

/// The last of their rows reaches to the pole, which no polynomial follows.
TEST_P(EachCentredPlane, LaysTilesAtAPoleWithoutAPatch) {
  const CentredPlane plane(planeOf(GetParam(), {0, -90}));
  for (int z = 0; z <= 18; ++z) {
    EXPECT_FALSE(BentTile(plane, {z, 0, (2 << z) - 1}).patched()) << z;
    EXPECT_FALSE(BentTile(plane, {z, 0, -(1 << z)}).patched()) << z;
    EXPECT_EQ(BentTile(plane, {z, 0, (2 << z) - 2}).patched(), z >= BentTile::kPatchLevel) << z;
  }
}

TEST_P(EachCentredPlane, PatchesFollowTheirTilesToAHundredthOfAPixel) {
  std::mt19937 random(5);
  std::uniform_real_distribution<double> unit(-1.0 / 32, 1 + 1.0 / 32);
  for (const LngLat origin : {LngLat{68, 45}, LngLat{20, 78}, LngLat{-60, -10}}) {
    const CentredPlane plane(planeOf(GetParam(), origin));
    for (int z = BentTile::kPatchLevel; z <= 18; ++z) {
      const WorldPoint at = mercator().project({origin.lng + 9, origin.lat - 7});
      const BentTile tile(plane,
                          {z, static_cast<int>(at.x * std::exp2(z)), static_cast<int>(at.y * std::exp2(z))});
      ASSERT_TRUE(tile.patched());
      const double px = 1024 * std::exp2(z);  // a tile drawn largest
      for (int i = 0; i < 50; ++i) {
        const double u = unit(random), v = unit(random);
        double x = 0, y = 0;
        for (int j = 3; j >= 0; --j) {
          double rowX = 0, rowY = 0;
          for (int k = 3; k >= 0; --k) {
            rowX = rowX * (u - 0.5) + tile.patch()[4 * j + k].x;
            rowY = rowY * (u - 0.5) + tile.patch()[4 * j + k].y;
          }
          x = x * (v - 0.5) + rowX;
          y = y * (v - 0.5) + rowY;
        }
        const WorldPoint exact = tile.at(u, v).at;
        EXPECT_NEAR((tile.reference().x + x - exact.x) * px, 0, 0.01) << z;
        EXPECT_NEAR((tile.reference().y + y - exact.y) * px, 0, 0.01) << z;
      }
    }
  }
}

TEST(CentredPlane, DrawsThePoleAsOnePlace) {
  const CentredPlane plane(planeOf(ProjectionKind::globe, {20, -80}));
  const WorldPoint pole = plane.project({0, -90});
  for (const double x : {0.0, 0.3, 0.9}) {
    const WorldPoint edge = plane.fromMercator({x, 2.0}).at;
    EXPECT_NEAR(edge.x, pole.x, 1e-12);
    EXPECT_NEAR(edge.y, pole.y, 1e-12);
  }
}

TEST(CentredPlane, GoesSmoothlyFromOneProjectionToAnother) {
  const LngLat origin{68, 45}, far{20, 10};
  const ProjectionKind kinds[] = {ProjectionKind::mercator, ProjectionKind::azimuthal, ProjectionKind::globe};
  for (const ProjectionKind from : kinds) {
    for (const ProjectionKind to : kinds) {
      if (from == to) continue;
      const auto at = [&](double share) {
        return CentredPlane(between(from, to, share, origin)).project(far);
      };
      const WorldPoint begin = projectionOf({from, origin})->project(far);
      const WorldPoint end = projectionOf({to, origin})->project(far);
      EXPECT_NEAR(at(1e-9).x, begin.x, 1e-8);
      EXPECT_NEAR(at(1e-9).y, begin.y, 1e-8);
      EXPECT_NEAR(at(1).x, end.x, 1e-12);
      EXPECT_NEAR(at(1).y, end.y, 1e-12);
    }
  }
}

// Measured in pixels of the nearest zoom.
TEST(CentredPlane, ComesBackToTheSamePlaceBetweenTwoProjections) {
  const double pxPerUnit = worldSizePx(Zoom{18});
  const ProjectionKind kinds[] = {ProjectionKind::mercator, ProjectionKind::azimuthal, ProjectionKind::globe};
  for (const LngLat origin : {LngLat{68, 45}, LngLat{-100, -32}, LngLat{179, 4}, LngLat{10, 75}}) {
    for (const ProjectionKind from : kinds) {
      for (const ProjectionKind to : kinds) {
        for (const double share : {1e-6, 0.05, 0.3, 0.5, 0.501, 0.7, 0.95, 1 - 1e-6}) {
          if (from == to) continue;
          const CentredPlane plane(between(from, to, share, origin));
          for (double east = -60; east <= 60; east += 7.5) {
            for (double lat = std::max(-80.0, origin.lat - 45); lat <= std::min(80.0, origin.lat + 45);
                 lat += 6) {
              const LngLat place{origin.lng + east, lat};
              if (plane.spot(place).cosine < 0.1) continue;
              const WorldPoint at = plane.project(place), back = plane.project(plane.unproject(at));
              ASSERT_LT(std::hypot(at.x - back.x, at.y - back.y) * pxPerUnit, 0.01)
                  << nameOf(from) << " " << nameOf(to) << " " << share << " " << place.lng << " " << lat;
              ASSERT_LT(distanceMetres(place, plane.unproject(at)), 0.05)
                  << nameOf(from) << " " << nameOf(to) << " " << share << " " << place.lng << " " << lat;
            }
          }
        }
      }
    }
  }
}

/// Tissot's circles: a small circle on the ground, and the area and axes of what it becomes.
struct Indicatrix {
  double area, longest, shortest;  ///< as shares of the circle's
};
Indicatrix indicatrixAt(const Projection& projection, LngLat at) {
  constexpr double kAngle = 1e-3;  // radians
  const double metres = kAngle * kRadius, unit = projection.metresPerUnit(at);
  const WorldPoint middle = projection.project(at);
  const double lat = at.lat * M_PI / 180;
  Indicatrix result{0, 0, 1e9};
  WorldPoint before;
  constexpr int kPoints = 720;
  for (int i = 0; i <= kPoints; ++i) {
    const double direction = 2 * M_PI * i / kPoints;
    const double sine =
        std::sin(lat) * std::cos(kAngle) + std::cos(lat) * std::sin(kAngle) * std::cos(direction);
    const double lng = std::atan2(std::sin(direction) * std::sin(kAngle) * std::cos(lat),
                                  std::cos(kAngle) - std::sin(lat) * sine);
    const WorldPoint p = projection.project({at.lng + lng * 180 / M_PI, std::asin(sine) * 180 / M_PI});
    const WorldPoint from{(p.x - middle.x) * unit / metres, (p.y - middle.y) * unit / metres};
    const double away = std::hypot(from.x, from.y);
    result.longest = std::max(result.longest, away);
    result.shortest = std::min(result.shortest, away);
    if (i > 0) result.area += std::abs(before.x * from.y - before.y * from.x) / 2 / M_PI;
    before = from;
  }
  return result;
}

TEST(Tissot, CirclesKeepTheirAreaOnTheAzimuthalPlane) {
  const auto plane = projectionOf(planeOf(ProjectionKind::azimuthal, {68, 45}));
  for (double lng = -150; lng <= 180; lng += 30) {
    for (double lat = -75; lat <= 75; lat += 25) {
      if (distanceMetres({lng, lat}, {68, 45}) > 1.6e7) continue;
      EXPECT_NEAR(indicatrixAt(*plane, {lng, lat}).area, 1, 1e-3) << lng << " " << lat;
    }
  }
  const Indicatrix far = indicatrixAt(*plane, {-30, 10});
  EXPECT_GT(far.longest / far.shortest, 1.3) << "equal in area, not in shape";
}

TEST(Tissot, CirclesStayRoundOnMercatorAndGrow) {
  // metresPerUnit is that of the place itself; against the equator's the circles grow.
  for (const double lat : {0.0, 30.0, 60.0}) {
    const Indicatrix circle = indicatrixAt(mercator(), {10, lat});
    EXPECT_NEAR(circle.longest / circle.shortest, 1, 5e-3);
    const double growth = mercator().metresPerUnit({0, 0}) / mercator().metresPerUnit({0, lat});
    EXPECT_NEAR(growth * growth, 1 / std::pow(std::cos(lat * M_PI / 180), 2), 1e-9);
  }
}

TEST(Tissot, CirclesFlattenTowardsTheGlobesEdge) {
  const auto plane = projectionOf(planeOf(ProjectionKind::globe, {0, 0}));
  for (const double lng : {0.0, 30.0, 60.0, 80.0}) {
    const Indicatrix circle = indicatrixAt(*plane, {lng, 0});
    EXPECT_NEAR(circle.area, std::cos(lng * M_PI / 180), 5e-3);
    EXPECT_NEAR(circle.longest, 1, 1e-3);
  }
}

}  // namespace
}  // namespace dateline::geo
