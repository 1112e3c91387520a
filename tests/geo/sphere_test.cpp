#include <gtest/gtest.h>
#include <proj.h>

#include <cmath>
#include <memory>
#include <random>

#include "geo/algorithms.h"

namespace dateline::geo {
namespace {

constexpr LngLat kAstana{71.43, 51.13}, kTashkent{69.24, 41.30}, kNewYork{-74.0, 40.7};

double area(const std::vector<LngLat>& ring) {
  Ring plane;
  for (const LngLat& p : ring) plane.push_back({p.lng, p.lat});
  return std::abs(signedArea(plane));
}

void expectNoLongSteps(const std::vector<LngLat>& path, bool ring) {
  for (std::size_t i = 1; i < path.size(); ++i) EXPECT_LE(std::abs(path[i].lng - path[i - 1].lng), 180.0);
  if (ring) {
    EXPECT_LE(std::abs(path.front().lng - path.back().lng), 180.0);
  }
}

TEST(Distance, AgreesWithProjOnTheSphere) {
  const std::unique_ptr<PJ, decltype(&proj_destroy)> sphere(
      proj_create(nullptr, "+proj=longlat +a=6371008.8 +b=6371008.8"), proj_destroy);
  ASSERT_NE(sphere, nullptr);
  std::mt19937 random(1);
  std::uniform_real_distribution<double> lng(-180, 180), lat(-90, 90);
  for (int i = 0; i < 200; ++i) {
    const LngLat a{lng(random), lat(random)}, b{lng(random), lat(random)};
    const double expected =
        proj_lp_dist(sphere.get(), proj_coord(a.lng * M_PI / 180, a.lat * M_PI / 180, 0, 0),
                     proj_coord(b.lng * M_PI / 180, b.lat * M_PI / 180, 0, 0));
    EXPECT_NEAR(distanceMetres(a, b), expected, 0.1);
  }
  EXPECT_NEAR(distanceMetres(kAstana, kTashkent), 1'105'000, 10'000);
}

TEST(GreatCircle, StepsAreShortAndTheirSumIsTheDistance) {
  for (const auto& [a, b] :
       {std::pair{kAstana, kNewYork}, {kTashkent, kAstana}, {LngLat{170, 10}, LngLat{-170, -10}}}) {
    const auto line = greatCircle(a, b, 2.0);
    EXPECT_EQ(line.front(), a);
    double sum = 0;
    for (std::size_t i = 1; i < line.size(); ++i) {
      const double step = distanceMetres(line[i - 1], line[i]);
      EXPECT_LE(step, 2.001 * M_PI / 180 * 6371008.8);
      sum += step;
    }
    EXPECT_NEAR(sum, distanceMetres(a, b), 1.0);
    expectNoLongSteps(line, false);
  }
}

TEST(GreatCircle, RunsOnAcrossTheDateLine) {
  const auto line = greatCircle({170, 10}, {-170, 10}, 1.0);
  EXPECT_EQ(line.back().lng, 190.0);
}

TEST(GreatCircle, JoinsOppositePlacesAndTheSamePlace) {
  const auto line = greatCircle({10, 20}, {-170, -20}, 5.0);
  double sum = 0;
  for (std::size_t i = 1; i < line.size(); ++i) sum += distanceMetres(line[i - 1], line[i]);
  EXPECT_NEAR(sum, M_PI * 6371008.8, 10.0);
  EXPECT_EQ(greatCircle(kAstana, kAstana).size(), 2u);
  for (const LngLat& p : greatCircle({0, 90}, {0, -90}, 10))
    EXPECT_TRUE(std::isfinite(p.lng) && std::isfinite(p.lat));
}

TEST(Unwrap, MendsARussiaThatJumps) {
  // From Europe to Chukotka, over the date line and back along the north.
  std::vector<LngLat> ring{{30, 55},   {90, 50},   {140, 50}, {178, 62}, {-178, 64},
                           {-170, 66}, {-179, 69}, {179, 70}, {100, 76}, {40, 68}};
  unwrap(ring, true);
  expectNoLongSteps(ring, true);
  EXPECT_EQ(ring[5].lng, 190.0);
  EXPECT_LT(area(ring), 160.0 * 26);
}

TEST(Unwrap, MendsExactJumpsAtTheDateLine) {
  std::vector<LngLat> ring{{170, 60}, {180, 62}, {-180, 62}, {-175, 65}, {-180, 68}, {180, 68}, {170, 66}};
  unwrap(ring, true);
  expectNoLongSteps(ring, true);
  EXPECT_NEAR(area(ring), 60 + 15, 1e-9);
}

TEST(Unwrap, BringsARingThatBeginsInTheEastIntoTheWorld) {
  std::vector<LngLat> ring{{-175, 65}, {179, 70}, {60, 70}, {60, 50}, {178, 60}};
  unwrap(ring, true);
  EXPECT_EQ(ring[0].lng, 185.0);
  EXPECT_EQ(ring[2].lng, 60.0);
}

TEST(Unwrap, MendsFiji) {
  std::vector<LngLat> ring{{178.5, -17}, {179.9, -16}, {-179.8, -16.2}, {-179.9, -17}, {179.8, -17.5}};
  unwrap(ring, true);
  LngLatBox box;
  for (const LngLat& p : ring) box.add(p);
  EXPECT_LT(box.width(), 2.0);
}

TEST(Unwrap, ClosesAntarcticaAlongThePole) {
  std::vector<LngLat> ring;
  for (int lng = -175; lng < 180; lng += 10) ring.push_back({double(lng), -70});
  std::vector<LngLat> other(ring.rbegin(), ring.rend());
  for (auto* path : {&ring, &other}) {
    unwrap(*path, true);
    expectNoLongSteps(*path, true);
    EXPECT_NEAR(area(*path), 360.0 * 20, 1e-9);
  }
}

TEST(Unwrap, ClosesARingRoundAPoleAlongTheDateLine) {
  std::vector<LngLat> ring;
  for (int lng = 0; lng < 360; lng += 7)
    ring.push_back({lng < 180 ? double(lng) : lng - 360.0, -60.0 - lng % 5});
  std::vector<LngLat> other(ring.rbegin(), ring.rend());
  for (auto* path : {&ring, &other}) {
    const std::size_t before = path->size();
    unwrap(*path, true);
    expectNoLongSteps(*path, true);
    EXPECT_LE(path->size(), before + 6);
    for (std::size_t i = 0; i < path->size(); ++i) {
      const LngLat a = (*path)[i], b = (*path)[(i + 1) % path->size()];
      EXPECT_TRUE(a.lng != b.lng || std::abs(a.lng) == 180) << "the way to the pole";
      EXPECT_TRUE(a.lat == b.lat || std::abs(a.lat - b.lat) < 5 || std::abs(a.lng) == 180);
    }
  }
}

TEST(Unwrap, ClosesAntarcticaOfFilesThatAlreadyTouchThePole) {
  std::vector<LngLat> ring{{-180, -90}, {-180, -80}};
  for (int lng = -175; lng < 180; lng += 10) ring.push_back({double(lng), -70});
  ring.insert(ring.end(), {{180, -80}, {180, -90}});
  const double before = area(ring);
  unwrap(ring, true);
  expectNoLongSteps(ring, true);
  EXPECT_NEAR(area(ring), before, 1e-6);
}

TEST(Unwrap, KeepsABoxRoundTheWholeWorld) {
  std::vector<LngLat> ring{{-180, -90}, {180, -90}, {180, 90}, {-180, 90}};
  unwrap(ring, true);
  EXPECT_NEAR(area(ring), 360.0 * 180, 1e-6);
  expectNoLongSteps(ring, true);
}

TEST(Unwrap, LeavesOrdinaryPathsAlone) {
  const std::vector<LngLat> line{{10, 0}, {100, 10}, {-70, 20}};
  auto same = line;
  unwrap(same, false);
  EXPECT_EQ(same, line);
  std::vector<LngLat> empty;
  unwrap(empty, true);
  EXPECT_TRUE(empty.empty());
}

TEST(Unwrap, CarriesALineAcrossThePacific) {
  std::vector<LngLat> line{{140, 35}, {170, 40}, {-160, 40}, {-122, 37}};
  unwrap(line, false);
  expectNoLongSteps(line, false);
  EXPECT_EQ(line.back().lng - line.front().lng, 98.0);
}

TEST(Unwrap, KeepsALineRoundTheWorld) {
  for (const auto& given : std::vector<std::vector<LngLat>>{{{-180, 0}, {180, 0}},
                                                            {{180, 23}, {-180, 23}},
                                                            {{-180, 60}, {-180, -60}, {180, -60}, {180, 60}},
                                                            {{-180, 0}, {180, 0}, {190, 5}}}) {
    auto line = given;
    unwrap(line, false);
    expectNoLongSteps(line, false);
    EXPECT_EQ(line.front(), given.front());
    EXPECT_EQ(line.back(), given.back());
    EXPECT_GE(line.size(), given.size() + 2);
  }
  std::vector<LngLat> outline{{-180, -60}, {180, -60}, {180, 60}, {-180, 60}, {-180, -60}};
  unwrap(outline, false);
  expectNoLongSteps(outline, false);
  EXPECT_NEAR(area(outline), 360.0 * 120, 1e-6);
}

TEST(Unwrap, MendsALineThatJumpsExactlyAtTheDateLine) {
  const std::vector<std::pair<std::vector<LngLat>, double>> linesAndWidths{
      {{{170, 0}, {180, 5}, {-180, 5}, {-170, 10}}, 20},
      {{{170, 0}, {180, 0}, {-180, 0}}, 10},
      {{{-180, 0}, {180, 0}, {170, 5}}, 10},
      {{{170, 0}, {180, 0}, {180, 5}, {-180, 5}, {-180, 10}, {-175, 10}}, 15},
      {{{0, 0}, {180, 0}, {-180, 0}, {0, 0}}, 360}};
  for (const auto& [given, width] : linesAndWidths) {
    auto line = given;
    unwrap(line, false);
    expectNoLongSteps(line, false);
    EXPECT_EQ(line.size(), given.size());
    LngLatBox box;
    for (const LngLat& p : line) box.add(p);
    EXPECT_EQ(box.width(), width);
  }
}

TEST(Unwrap, KeepsABandOfWhichOnlyOneSideIsALongEdge) {
  std::vector<LngLat> ring{{-180, -60}, {180, -60}};
  for (int lng = 180; lng >= -180; lng -= 10) ring.push_back({double(lng), 10});
  std::vector<LngLat> other(ring.rbegin(), ring.rend()), closing(ring.begin() + 1, ring.end());
  closing.push_back(ring.front());
  for (auto* path : {&ring, &other, &closing}) {
    unwrap(*path, true);
    expectNoLongSteps(*path, true);
    EXPECT_NEAR(area(*path), 360.0 * 70, 1e-6);
  }
}

}  // namespace
}  // namespace dateline::geo
