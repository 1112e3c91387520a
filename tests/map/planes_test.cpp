#include <gtest/gtest.h>
#include <proj.h>

#include <array>
#include <cmath>
#include <map>
#include <memory>
#include <random>
#include <set>
#include <string>

#include "geo/algorithms.h"
#include "geo/fixed_plane.h"
#include "map/bent_ground.h"
#include "map/fake_typesetter.h"
#include "map/graticule.h"
#include "map/pins.h"
#include "map/route.h"
#include "map/sphere_line.h"

// Whatever lies on the screen lies where PROJ says, on each of the planes.

namespace dateline::map {
namespace {

constexpr double kRadius = 6371008.8;
constexpr double kPx = 0.1;

/// Where PROJ puts a place on the screen of a view at rest.
class ProjScreen {
 public:
  ProjScreen(ProjectionKind kind, LngLat centre, Zoom zoom, double width, double height)
      : context_(proj_context_create(), proj_context_destroy),
        projection_(nullptr, proj_destroy),
        width_(width),
        height_(height) {
    const std::string around =
        " +lat_0=" + std::to_string(centre.lat) + " +lon_0=" + std::to_string(centre.lng);
    std::string text = "+proj=merc +lon_0=" + std::to_string(centre.lng);
    if (kind == ProjectionKind::azimuthal) text = "+proj=laea" + around;
    if (kind == ProjectionKind::globe) text = "+proj=ortho" + around;
    projection_.reset(proj_create(context_.get(), (text + " +R=6371008.8").c_str()));
    // The zoom says how many pixels go round the globe along the parallel of the middle.
    const double parallel = kind == ProjectionKind::mercator ? 1 : std::cos(centre.lat * M_PI / 180);
    pxPerMetre_ = geo::worldSizePx(zoom) / (2 * M_PI * kRadius * parallel);
    middle_ = metres(centre);
  }

  [[nodiscard]] ScreenPoint at(LngLat p) const {
    const PJ_XY there = metres(p);
    return {width_ / 2 + (there.x - middle_.x) * pxPerMetre_,
            height_ / 2 - (there.y - middle_.y) * pxPerMetre_};
  }

 private:
  [[nodiscard]] PJ_XY metres(LngLat p) const {
    return proj_trans(projection_.get(), PJ_FWD, proj_coord(p.lng * M_PI / 180, p.lat * M_PI / 180, 0, 0)).xy;
  }
  std::unique_ptr<PJ_CONTEXT, decltype(&proj_context_destroy)> context_;
  std::unique_ptr<PJ, decltype(&proj_destroy)> projection_;
  double width_, height_, pxPerMetre_ = 1;
  PJ_XY middle_{};
};

double apart(ScreenPoint a, ScreenPoint b) {
  return std::hypot(a.x - b.x, a.y - b.y);
}

class EachPlane : public ::testing::TestWithParam<ProjectionKind> {
 protected:
  static constexpr double kWidth = 1440, kHeight = 900;
  [[nodiscard]] static Camera camera(LngLat centre, double zoom) {
    return {viewOf(GetParam(), centre, Zoom{zoom}), kWidth, kHeight};
  }
  /// Places on the screen of a camera.
  [[nodiscard]] static LngLat onScreen(std::mt19937& random, const Camera& camera) {
    std::uniform_real_distribution<double> x(0, kWidth), y(0, kHeight);
    while (true) {
      const ScreenPoint at{x(random), y(random)};
      if (camera.onEarth(at)) return camera.toLngLat(at);
    }
  }
};
INSTANTIATE_TEST_SUITE_P(Kinds, EachPlane,
                         ::testing::Values(ProjectionKind::mercator, ProjectionKind::azimuthal,
                                           ProjectionKind::globe),
                         [](const auto& kind) { return std::string(geo::nameOf(kind.param)); });

TEST_P(EachPlane, AThousandPlacesLieWhereProjPutsThem) {
  std::mt19937 random(1);
  for (const auto& [centre, zoom] : {std::pair{LngLat{68, 45}, 4.2}, std::pair{LngLat{-58, -34}, 9.0},
                                     std::pair{LngLat{71.43, 51.13}, 16.0}}) {
    const Camera camera = this->camera(centre, zoom);
    const ProjScreen proj(GetParam(), centre, Zoom{zoom}, kWidth, kHeight);
    for (int i = 0; i < 1000; ++i) {
      const LngLat place = onScreen(random, camera);
      EXPECT_LT(apart(camera.toScreen(place), proj.at(place)), kPx) << place.lng << " " << place.lat;
    }
  }
}

TEST_P(EachPlane, TheCursorStandsWhereItsCoordinatesSay) {
  std::mt19937 random(2);
  const Camera camera = this->camera({68, 45}, 4.2);
  const ProjScreen proj(GetParam(), {68, 45}, Zoom{4.2}, kWidth, kHeight);
  std::uniform_real_distribution<double> x(0, kWidth), y(0, kHeight);
  for (int i = 0; i < 1000; ++i) {
    const ScreenPoint at{x(random), y(random)};
    EXPECT_LT(apart(proj.at(camera.toLngLat(at)), at), kPx);
  }
}

TEST_P(EachPlane, PinsStandOnTheirPlaces) {
  std::mt19937 random(3);
  const Camera camera = this->camera({68, 45}, 4.2);
  const ProjScreen proj(GetParam(), {68, 45}, Zoom{4.2}, kWidth, kHeight);
  testing::FakeTypesetter typesetter;
  for (int i = 0; i < 100; ++i) {
    MapModel model;
    model.pins.push_back({.id = "a", .at = onScreen(random, camera)});
    const PlacedPins pins = placePins(model, camera, typesetter);
    ASSERT_EQ(pins.markers.size(), 1U);
    EXPECT_LT(apart(pins.markers[0].tip, proj.at(model.pins[0].at)), kPx);
  }
}

TEST_P(EachPlane, RoutesFollowTheGreatCircle) {
  const Camera camera = this->camera({68, 45}, 4.2);
  const ProjScreen proj(GetParam(), {68, 45}, Zoom{4.2}, kWidth, kHeight);
  const LngLat from{50, 50}, to{86, 42};
  const auto lines = linesOnScreen(std::vector{from, to}, camera);
  ASSERT_EQ(lines.size(), 1U);
  for (int i = 0; i <= 1000; ++i) {
    const ScreenPoint on = proj.at(geo::alongGreatCircle(from, to, i / 1000.0));
    double nearest = 1e9;
    for (std::size_t k = 1; k < lines[0].size(); ++k) {
      const ScreenPoint a = lines[0][k - 1], b = lines[0][k];
      const double length = std::max(1e-12, apart(a, b));
      const double along =
          std::clamp(((on.x - a.x) * (b.x - a.x) + (on.y - a.y) * (b.y - a.y)) / length, 0.0, length);
      nearest = std::min(
          nearest, apart(on, {std::lerp(a.x, b.x, along / length), std::lerp(a.y, b.y, along / length)}));
    }
    EXPECT_LT(nearest, kPx);
  }
}

TEST_P(EachPlane, ZoomingKeepsWhatLiesUnderTheCursor) {
  const ScreenPoint anchor{420, 610};
  for (const double levels : {-0.7, 0.25, 6.0}) {
    const Camera before = camera({68, 45}, 5);
    const LngLat under = before.toLngLat(anchor);
    EXPECT_LT(apart(before.zoomedAt(anchor, levels).toScreen(under), anchor), 1e-4);
  }
}

TEST_P(EachPlane, PanningOnlyMovesThePicture) {
  const Camera before = camera({68, 45}, 5), after = before.panned(30, -12);
  EXPECT_EQ(before.view().plane, after.view().plane);
  for (const LngLat place : {LngLat{60, 40}, LngLat{72, 51}}) {
    EXPECT_NEAR(after.toScreen(place).x - before.toScreen(place).x, 30, 1e-6);
    EXPECT_NEAR(after.toScreen(place).y - before.toScreen(place).y, -12, 1e-6);
  }
}

TEST_P(EachPlane, SettlingKeepsPlaceAndScale) {
  const View moved = camera({68, 45}, 5).panned(300, -120).view();
  const View rest = settled(moved);
  EXPECT_TRUE(atRest(rest));
  EXPECT_LT(geo::distanceMetres(placeOf(moved), placeOf(rest)), 0.01);
  const Camera a(moved, kWidth, kHeight), b(rest, kWidth, kHeight);
  const LngLat place = placeOf(rest), north{place.lng, place.lat + 0.01};
  const double before = apart(a.toScreen(place), a.toScreen(north));
  EXPECT_NEAR(apart(b.toScreen(place), b.toScreen(north)) / before, 1, 0.02);
}

TEST_P(EachPlane, FittingShowsTheWholeBox) {
  const Camera camera = this->camera({0, 0}, 2);
  for (const auto& [west, south, east, north] :
       {std::array{46.0, 35.0, 88.0, 56.0}, std::array{170.0, 50.0, 200.0, 60.0},
        std::array{-75.0, -55.0, -53.0, -20.0}}) {
    LngLatBox box;
    box.add(LngLat{west, south});
    box.add(LngLat{east, north});
    const View view = camera.fitting(box, 40, Zoom{12});
    EXPECT_TRUE(atRest(view));
    const Camera fitted(view, kWidth, kHeight);
    geo::ScreenBox shown;
    for (int i = 0; i <= 40; ++i) {
      const double lng = std::lerp(west, east, i / 40.0), lat = std::lerp(south, north, i / 40.0);
      for (const LngLat p : {LngLat{lng, south}, LngLat{lng, north}, LngLat{west, lat}, LngLat{east, lat}})
        shown.add(fitted.toScreen(p));
    }
    EXPECT_GE(shown.minX, 39.5);
    EXPECT_GE(shown.minY, 39.5);
    EXPECT_LE(shown.maxX, kWidth - 39.5);
    EXPECT_LE(shown.maxY, kHeight - 39.5);
    EXPECT_TRUE(shown.width() > kWidth - 86 || shown.height() > kHeight - 86) << "could be nearer";
  }
}

TEST_P(EachPlane, FlightsBeginAndEndWhereAskedAndAreSmooth) {
  for (const ProjectionKind kind :
       {ProjectionKind::mercator, ProjectionKind::azimuthal, ProjectionKind::globe}) {
    const View from = camera({71, 51}, 6.3).view(), to = viewOf(kind, {-74, 40.7}, Zoom{9});
    const Flight flight(from, to, kWidth);
    EXPECT_EQ(flight.at(0), from);
    EXPECT_EQ(flight.at(99), to);
    const LngLat mark{70, 50};
    ScreenPoint before = Camera(from, kWidth, kHeight).toScreen(mark);
    EXPECT_LT(apart(Camera(flight.at(1e-5), kWidth, kHeight).toScreen(mark), before), 0.5);
    const View late = flight.at(flight.durationSeconds() - 1e-5);
    const ScreenPoint end = Camera(to, kWidth, kHeight).toScreen(LngLat{-74.5, 40});
    EXPECT_LT(apart(Camera(late, kWidth, kHeight).toScreen(LngLat{-74.5, 40}), end), 0.5);
  }
}

TEST(Globe, IsAsSmallAsAtTheEquatorFromAnyLatitude) {
  const auto radiusOf = [](const Camera& camera) {
    return camera.projection().disc()->radius * geo::worldSizePx(camera.view().zoom);
  };
  for (const ProjectionKind kind : {ProjectionKind::azimuthal, ProjectionKind::globe}) {
    const Camera equator = Camera(viewOf(kind, {20, 0}, Zoom{5}), 800, 600).zoomedAt({400, 300}, -20);
    for (const double lat : {60.0, -85.0, 90.0}) {
      const Camera camera = Camera(viewOf(kind, {20, lat}, Zoom{5}), 800, 600).zoomedAt({400, 300}, -20);
      EXPECT_NEAR(radiusOf(camera) / radiusOf(equator), 1, 1e-6) << lat;
      const Camera rest(settled(camera.view()), 800, 600);
      EXPECT_NEAR(radiusOf(rest) / radiusOf(equator), 1, 1e-6) << lat;
    }
  }
  const Camera small = Camera(viewOf(ProjectionKind::globe, {20, 30}, Zoom{0}), 800, 600);
  EXPECT_NEAR(radiusOf(Camera(settled(small.panned(0, 40).view()), 800, 600)) / radiusOf(small), 1, 0.01)
      << "panned over the pole";
  LngLatBox north{-180, 0, 180, 90};
  const Camera fitted(
      Camera(viewOf(ProjectionKind::azimuthal, {0, 60}, Zoom{2}), 800, 600).fitting(north, 0, Zoom{12}), 800,
      600);
  for (const LngLat edge : {LngLat{0, 0}, LngLat{90, 0}, LngLat{180, 0}, LngLat{-90, 0}}) {
    const ScreenPoint at = fitted.toScreen(edge);
    EXPECT_TRUE(at.x > -1 && at.y > -1 && at.x < 801 && at.y < 601) << edge.lng;
  }
}

TEST(Globe, HidesItsFarSide) {
  const Camera camera(viewOf(ProjectionKind::globe, {68, 45}, Zoom{1}), 1000, 700);
  testing::FakeTypesetter typesetter;
  MapModel model;
  model.pins.push_back({.id = "near", .at = {60, 40}});
  model.pins.push_back({.id = "far", .at = {-112, -45}});
  const PlacedPins pins = placePins(model, camera, typesetter);
  ASSERT_EQ(pins.markers.size(), 1U);
  EXPECT_EQ(pins.markers[0].id, "near");
  EXPECT_FALSE(camera.onEarth({5, 5}));
  for (const auto& line : linesOnScreen(std::vector<LngLat>{{60, 40}, {-100, 10}}, camera))
    for (const ScreenPoint p : line) EXPECT_TRUE(camera.onEarth({p.x * 0.9999 + 0.05, p.y * 0.9999 + 0.035}));
}

TEST(FixedPlane, HidesWhatItWouldPutOverOtherPlaces) {
  const auto plane = geo::fixedPlane("EPSG:5514").value();
  const Camera camera(viewOf(geo::ProjectionChoice(plane), {17, 49}, Zoom{5}), 1000, 700);
  const LngLat tromso{18.96, 69.65}, cape{25.8, 71.2};
  const ScreenPoint over = camera.toScreen(tromso);
  ASSERT_TRUE(over.x > 0 && over.y > 0 && over.x < 1000 && over.y < 700) << "PROJ puts it into Poland";
  testing::FakeTypesetter typesetter;
  MapModel model;
  model.pins.push_back({.id = "Prague", .at = {14.4, 50.1}});
  model.pins.push_back({.id = "Tromsø", .at = tromso});
  const PlacedPins pins = placePins(model, camera, typesetter);
  ASSERT_EQ(pins.markers.size(), 1U);
  EXPECT_EQ(pins.markers[0].id, "Prague");
  EXPECT_TRUE(linesOnScreen(std::vector{tromso, cape}, camera).empty());
  EXPECT_FALSE(linesOnScreen(std::vector<LngLat>{{14.4, 50.1}, {19, 47.5}}, camera).empty());
}

TEST(FixedPlane, HasPinsAtItsVeryEdge) {
  const geo::ProjectionChoice robinson(geo::fixedPlane("ESRI:54030").value());
  testing::FakeTypesetter typesetter;
  MapModel model;
  for (const LngLat place : {LngLat{180, -16.85}, LngLat{-180, 66}, LngLat{0, -90}, LngLat{0, 90}})
    model.pins.push_back({.id = std::to_string(model.pins.size()), .at = place});
  const Camera whole(viewOf(robinson, {0, 0}, Zoom{2}), 1400, 800);
  EXPECT_EQ(placePins(model, whole, typesetter).markers.size(), 4U);
}

TEST(FixedPlane, FittingShowsWhatItsEdgePartsAndTheSideOnWhichThePinsStand) {
  const geo::ProjectionChoice robinson(geo::fixedPlane("ESRI:54030").value());
  const Camera before(viewOf(robinson, {0, 0}, Zoom{2}), 1200, 700);
  for (const LngLatBox& box : {LngLatBox{170, -20, 180, -10}, LngLatBox{-180, -20, -172, -10}}) {
    const Camera fitted = before.withView(before.fitting(box, 72, Zoom{6}));
    for (const double lng : {-180.0, 180.0}) {
      const ScreenPoint tip = fitted.toScreen(LngLat{lng, -16.85});
      EXPECT_GE(tip.x, 71) << box.minX;
      EXPECT_LE(tip.x, 1129) << box.minX;
    }
  }
  // Both edges of the world belong to it: all of the world lies within the picture, and in its middle.
  for (const LngLatBox& box : {LngLatBox{139, -42, 285, 60}, LngLatBox{-170, -42, 178.4, 60}}) {
    const Camera fitted = before.withView(before.fitting(box, 72, Zoom{6}));
    const geo::WorldBox world = robinson.fixed->bounds().value();
    const double west = fitted.toScreen(WorldPoint{world.minX, 0.5}).x,
                 east = fitted.toScreen(WorldPoint{world.maxX, 0.5}).x;
    EXPECT_GE(west, 71);
    EXPECT_NEAR(west, 1200 - east, 1);
  }
}

/// The polar squares of rHEALPix hang on a quarter of the parallel that the others are torn along.
TEST(FixedPlane, EndsLinesAtTearsAcrossTheMeridians) {
  const auto plane = geo::fixedPlane("+proj=rhealpix").value();
  const Camera camera(viewOf(geo::ProjectionChoice(plane), {0, 0}, Zoom{1}), 1000, 700);
  for (const double lng : {-60.0, 30.0, 120.0}) {
    std::vector<LngLat> meridian;
    for (int lat = 20; lat <= 80; lat += 10) meridian.push_back({lng, static_cast<double>(lat)});
    const auto lines = straightLinesOnScreen(meridian, camera);
    EXPECT_FALSE(lines.empty()) << lng;
    for (const auto& line : lines)
      for (std::size_t i = 1; i < line.size(); ++i)
        EXPECT_LT(std::hypot(line[i].x - line[i - 1].x, line[i].y - line[i - 1].y), 60) << lng;
  }
}

TEST(Globe, TurnsWithTheHand) {
  const Camera before(viewOf(ProjectionKind::globe, {68, 45}, Zoom{2}), 1000, 700);
  const Camera after = before.turned(40, 25);
  EXPECT_TRUE(atRest(after.view()));
  const ScreenPoint moved = after.toScreen(LngLat{68, 45});
  EXPECT_NEAR(moved.x, 540, 6);
  EXPECT_NEAR(moved.y, 375, 6);  // north stays up, so it runs along a parallel
  EXPECT_LE(before.turned(0, 1e5).view().plane.origin.lat, 90);
}

class Cover : public ::testing::TestWithParam<ProjectionKind> {};
INSTANTIATE_TEST_SUITE_P(Kinds, Cover, ::testing::Values(ProjectionKind::azimuthal, ProjectionKind::globe),
                         [](const auto& kind) { return std::string(geo::nameOf(kind.param)); });

TEST_P(Cover, EveryPlaceOnTheScreenIsInExactlyOneTile) {
  std::mt19937 random(4);
  for (const auto& [centre, zoom] : {std::pair{LngLat{68, 45}, 4.2}, std::pair{LngLat{179, 10}, 2.0},
                                     std::pair{LngLat{20, 88}, 3.0}, std::pair{LngLat{0, -90}, 5.0},
                                     std::pair{LngLat{10, 50}, 0.4}, std::pair{LngLat{76.9, 43.2}, 15.0}}) {
    const Camera camera(viewOf(GetParam(), centre, Zoom{zoom}), 1440, 900);
    BentGround ground;
    ground.update(camera);
    const std::vector<TileSquare> squares = ground.cover(camera, 0);
    EXPECT_LT(squares.size(), 70U);
    std::uniform_real_distribution<double> x(0, 1440), y(0, 900);
    for (int i = 0; i < 2000; ++i) {
      const ScreenPoint at{x(random), y(random)};
      if (!camera.onEarth(at)) continue;
      const WorldPoint world = geo::tallMercator().project(camera.toLngLat(at));
      const auto holds = [&](const TileSquare& s) {
        const double tx = world.x * std::exp2(s.z), ty = world.y * std::exp2(s.z);
        return tx >= s.x && tx < s.x + 1 && ty >= s.y && ty < s.y + 1;
      };
      EXPECT_EQ(std::count_if(squares.begin(), squares.end(), holds), 1)
          << camera.toLngLat(at).lng << " " << camera.toLngLat(at).lat << " at zoom " << zoom;
    }
  }
}

/// Whatever is near the edge of the map, squares are not left out.
TEST_P(Cover, NoPlaceOnTheScreenIsLeftOutWhereverOneLooks) {
  std::mt19937 random(11);
  std::uniform_real_distribution<double> unit(0, 1);
  for (int look = 0; look < 80; ++look) {
    const LngLat centre{360 * unit(random) - 180, 180 * unit(random) - 90};
    const Camera camera(viewOf(GetParam(), centre, Zoom{8 * unit(random)}), 1200, 800);
    BentGround ground;
    ground.update(camera);
    const std::vector<TileSquare> squares = ground.cover(camera, 0);
    for (int i = 0; i < 300; ++i) {
      const ScreenPoint at{1200 * unit(random), i % 2 ? 800 * unit(random) : 800.0 * (i / 2 % 2)};
      if (!camera.onEarth(at)) continue;
      const WorldPoint world = geo::tallMercator().project(camera.toLngLat(at));
      const bool held = std::any_of(squares.begin(), squares.end(), [&](const TileSquare& s) {
        const double tx = world.x * std::exp2(s.z), ty = world.y * std::exp2(s.z);
        return tx >= s.x && tx <= s.x + 1 && ty >= s.y && ty <= s.y + 1;
      });
      ASSERT_TRUE(held) << at.x << " " << at.y << " looking at " << centre.lng << " " << centre.lat
                        << " from " << camera.view().zoom.level;
    }
  }
}

TEST_P(Cover, OnTheWayToOrFromMercatorThereIsOneWorld) {
  std::mt19937 random(5);
  std::uniform_real_distribution<double> x(0, 1440), y(0, 900);
  const View flat = viewOf(ProjectionKind::mercator, {68, 45}, Zoom{4.2});
  const Flight flight(viewOf(GetParam(), {68, 45}, Zoom{4.2}), flat, 1440);
  for (const double share : {0.1, 0.3, 0.5, 0.8}) {
    const Camera camera(flight.at(share * flight.durationSeconds()), 1440, 900);
    BentGround ground;
    ground.update(camera);
    const std::vector<TileSquare> squares = ground.cover(camera, 0);
    EXPECT_LT(squares.size(), 150U);
    for (int i = 0; i < 500; ++i) {
      const WorldPoint world = geo::tallMercator().project(camera.toLngLat({x(random), y(random)}));
      int held = 0;
      for (const TileSquare& s : squares)
        for (const int copy : {-1, 0, 1}) {
          const double tx = (world.x + copy) * std::exp2(s.z), ty = world.y * std::exp2(s.z);
          held += tx >= s.x && tx < s.x + 1 && ty >= s.y && ty < s.y + 1;
        }
      EXPECT_EQ(held, 1) << share;
    }
  }
}

TEST_P(Cover, NeighboursShareTheirCorners) {
  const Camera camera(viewOf(GetParam(), {68, 60}, Zoom{4.2}), 1440, 900);
  BentGround ground;
  ground.update(camera);
  int finest = 0;
  const std::vector<TileSquare> squares = ground.cover(camera, 0);
  for (const TileSquare& s : squares) finest = std::max(finest, s.z);
  // What one tile has on its right edge another has on its left, unless it lies at the cover's border.
  std::map<std::pair<double, double>, int> uses;
  for (const TileSquare& s : squares)
    for (const ScreenPoint& corner : ground.cut(s, finest)->corners) ++uses[{corner.x, corner.y}];
  int shared = 0;
  for (const auto& [corner, count] : uses) shared += count > 1;
  EXPECT_GT(shared, 16 * static_cast<int>(squares.size()) / 2);
}

TEST(Graticule, RunsThroughWholeDegreesOnEveryPlane) {
  Look look;
  EXPECT_TRUE(
      graticule(look, Camera(viewOf(ProjectionKind::azimuthal, {68, 45}, Zoom{4}), 1440, 900)).empty());
  look.graticule = true;
  for (const ProjectionKind kind :
       {ProjectionKind::mercator, ProjectionKind::azimuthal, ProjectionKind::globe}) {
    for (const auto& [centre, zoom] :
         {std::pair{LngLat{68, 45}, 4.2}, std::pair{LngLat{0, 89}, 3.0}, std::pair{LngLat{-170, 0}, 1.0}}) {
      const Camera camera(viewOf(kind, centre, Zoom{zoom}), 1440, 900);
      const double step = graticuleStep(camera);
      const auto lines = graticule(look, camera);
      EXPECT_GT(lines.size(), 4U);
      EXPECT_LT(lines.size(), 150U);
      for (const SceneRoute& line : lines) {
        const ScreenPoint p = line.points[line.points.size() / 2];
        if (!camera.onEarth(p)) continue;
        const LngLat at = camera.toLngLat(p);
        const double off =
            std::min(std::abs(std::remainder(at.lng, step)),
                     std::abs(std::remainder(at.lat, std::min(step, 5.0))));  // nearer around a pole
        EXPECT_LT(off, 1e-3 + (kind == ProjectionKind::globe ? 0.1 : 0)) << at.lng << " " << at.lat;
      }
    }
  }
}

TEST(Graticule, MeridiansDoNotRunTogetherAtAPole) {
  Look look;
  look.graticule = true;
  for (const ProjectionKind kind : {ProjectionKind::azimuthal, ProjectionKind::globe}) {
    for (const double zoom : {1.0, 3.0, 5.0, 8.0, 12.0, 18.0}) {
      const Camera camera(viewOf(kind, {10, 89.9}, Zoom{zoom}), 800, 600);
      const ScreenPoint pole = camera.toScreen(LngLat{10, 90});
      const auto lines = graticule(look, camera);
      EXPECT_GT(lines.size(), 4U) << zoom;
      // Around the pole as many meridians as have room, and some.
      for (const double radius : {30.0, 100.0, 250.0}) {
        int met = 0;
        for (const SceneRoute& line : lines)
          for (std::size_t i = 1; i < line.points.size(); ++i)
            met += (apart(line.points[i - 1], pole) < radius) != (apart(line.points[i], pole) < radius);
        EXPECT_LT(met, 2 * M_PI * radius / 20 + 4) << zoom << " at " << radius;
      }
    }
  }
}

TEST(Graticule, MeridiansAroundAPoleEndOnAParallelAndHaveRoomForTheirDegrees) {
  Look look;
  look.graticule = true;
  for (const char* system : {"EPSG:3995", "EPSG:3031"}) {
    const double sign = std::string_view(system) == "EPSG:3995" ? 1 : -1;
    const ProjectionChoice choice(geo::fixedPlane(system).value());
    const Camera camera(viewOf(choice, {0, 89 * sign}, Zoom{2}), 900, 900);
    std::set<double> ends, degrees;
    for (const GraticuleLine& line : graticuleLines(look, camera)) {
      if (!line.meridian) continue;
      degrees.insert(line.degrees);
      const LngLat a = camera.toLngLat(line.line.points.front()),
                   b = camera.toLngLat(line.line.points.back());
      ends.insert(std::round(std::max(a.lat * sign, b.lat * sign) * 1000) / 1000);
    }
    EXPECT_EQ(ends, (std::set<double>{85, 90})) << system;
    EXPECT_EQ(degrees.size(), 36U) << system;
  }
}

TEST(Graticule, IsDrawnOnceOnEveryCopyOfTheWorld) {
  Look look;
  look.graticule = true;
  const Camera camera(viewOf(ProjectionKind::mercator, {60, 20}, Zoom{1}), 1400, 500);
  const double step = graticuleStep(camera), worldPx = geo::worldSizePx(Zoom{1});
  std::vector<double> meridians;
  std::map<int, double> parallels;  // the length of all that lies on one
  for (const SceneRoute& line : graticule(look, camera)) {
    const ScreenPoint a = line.points.front(), b = line.points.back();
    if (std::abs(a.x - b.x) < 0.01) meridians.push_back(a.x);
    if (std::abs(a.y - b.y) < 0.01) parallels[static_cast<int>(std::lround(a.y))] += std::abs(b.x - a.x);
  }
  std::sort(meridians.begin(), meridians.end());
  ASSERT_GE(static_cast<double>(meridians.size()), std::floor(1400 / worldPx * 360 / step));
  for (std::size_t i = 1; i < meridians.size(); ++i)
    EXPECT_NEAR(meridians[i] - meridians[i - 1], step / 360 * worldPx, 0.01);
  for (const auto& [y, length] : parallels) EXPECT_LT(length, 1400 + 4 * step / 360 * worldPx) << y;
}

}  // namespace
}  // namespace dateline::map
