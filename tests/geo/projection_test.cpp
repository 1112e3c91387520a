#include "geo/projection.h"

#include <gtest/gtest.h>
#include <proj.h>

#include <cmath>
#include <memory>
#include <random>
#include <vector>

namespace dateline::geo {
namespace {

TEST(Mercator, AgreesWithProj) {
  const std::unique_ptr<PJ_CONTEXT, decltype(&proj_context_destroy)> context(proj_context_create(),
                                                                             proj_context_destroy);
  const std::unique_ptr<PJ, decltype(&proj_destroy)> webMercator(
      proj_create(context.get(), "+proj=webmerc +a=6378137 +b=6378137"), proj_destroy);
  ASSERT_NE(webMercator, nullptr);
  const double halfWorld = M_PI * 6378137.0;
  for (double lng = -180; lng <= 180; lng += 7.5) {
    for (double lat = -85; lat <= 85; lat += 2.5) {
      const PJ_COORD metres =
          proj_trans(webMercator.get(), PJ_FWD, proj_coord(lng * M_PI / 180, lat * M_PI / 180, 0, 0));
      const WorldPoint p = mercator().project(LngLat{lng, lat});
      // A nanometre of the plane's 40,000 km is 2.5e-17; doubles of metres hold about 4e-9.
      EXPECT_NEAR(p.x, 0.5 + metres.xy.x / (2 * halfWorld), 1e-15) << lng;
      EXPECT_NEAR(p.y, 0.5 - metres.xy.y / (2 * halfWorld), 1e-15) << lat;
    }
  }
}

TEST(Mercator, ComesBackToTheSamePlace) {
  std::mt19937 random(1);
  std::uniform_real_distribution<double> lng(-400, 400), lat(-85, 85);
  for (int i = 0; i < 10'000; ++i) {
    const LngLat p{lng(random), lat(random)};
    const LngLat q = mercator().unproject(mercator().project(p));
    EXPECT_NEAR(q.lng, p.lng, 1e-11);
    EXPECT_NEAR(q.lat, p.lat, 1e-11);
  }
}

TEST(Mercator, PutsTheCornersOfTheWorldAtTheUnitSquare) {
  EXPECT_EQ(mercator().project(LngLat{0, 0}), (WorldPoint{0.5, 0.5}));
  EXPECT_NEAR(mercator().project(LngLat{-180, 85.0511287798}).y, 0.0, 1e-11);
  EXPECT_EQ(mercator().project(LngLat{180, 0}).x, 1.0);
  EXPECT_EQ(mercator().project(LngLat{540, 0}).x, 2.0);
}

TEST(Mercator, ClampsThePoles) {
  EXPECT_NEAR(mercator().project(LngLat{0, 90}).y, 0.0, 1e-12);
  EXPECT_NEAR(mercator().project(LngLat{0, -90}).y, 1.0, 1e-12);
  EXPECT_NEAR(mercator().unproject({0.5, -4}).lat, 85.0511287798066, 1e-9);
}

TEST(Mercator, MeasuresTheGround) {
  const double step = 1e-6;
  for (const double lat : {0.0, 41.3, -60.0, 80.0}) {
    const WorldPoint a = mercator().project(LngLat{0, lat}), b = mercator().project(LngLat{0, lat + step});
    const double metres = step * M_PI / 180 * 6371008.8;
    EXPECT_NEAR(mercator().metresPerUnit({0, lat}) * (a.y - b.y) / metres, 1.0, 1e-6);
  }
}

TEST(Mercator, ProjectsHalfAMillionPointsAtOnceAsOneByOne) {
  std::mt19937 random(2);
  std::uniform_real_distribution<double> lng(-180, 180), lat(-90, 90);
  std::vector<LngLat> in(550'000);
  for (LngLat& p : in) p = {lng(random), lat(random)};
  std::vector<WorldPoint> out(in.size());
  mercator().project(in, out);
  for (std::size_t i = 0; i < in.size(); i += 997) EXPECT_EQ(out[i], mercator().project(in[i]));
}

TEST(Zoom, DoublesTheWorld) {
  EXPECT_EQ(worldSizePx({0}), 256.0);
  EXPECT_EQ(worldSizePx({3}), 2048.0);
  EXPECT_NEAR(worldSizePx({0.5}), 256 * std::sqrt(2.0), 1e-9);
}

}  // namespace
}  // namespace dateline::geo
