#include "geo/fixed_plane.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <random>
#include <thread>

#include "geo/algorithms.h"
#include "geo/proj_handle.h"
#include "geo/reproject.h"
#include "geo/sphere.h"

namespace dateline::geo {
namespace {

using testing::HasSubstr;

// Each of another family: cylinders upright and laid across, cones, azimuthal ones upright and oblique, world
// maps, one that is torn, degrees, one with another datum.
const char* const kSystems[] = {"EPSG:3857",
                                "EPSG:32642",
                                "EPSG:3035",
                                "EPSG:2154",
                                "EPSG:3031",
                                "EPSG:3995",
                                "ESRI:54030",
                                "ESRI:54009",
                                "ESRI:102025",
                                "EPSG:4326",
                                "EPSG:27700",
                                "+proj=laea +lat_0=45 +lon_0=68",
                                "+proj=lcc +lat_1=40 +lat_2=60 +lat_0=48 +lon_0=68",
                                "+proj=igh",
                                "+proj=ortho +lat_0=45 +lon_0=68"};

class System : public testing::TestWithParam<const char*> {
 protected:
  void SetUp() override {
    const auto plane = fixedPlane(GetParam());
    ASSERT_TRUE(plane) << plane.error().text();
    plane_ = *plane;
  }
  /// Places all over the Earth, about one for each equal area.
  static std::vector<LngLat> places(int count) {
    std::mt19937 random(7);
    std::uniform_real_distribution<double> lng(-180, 180), sine(-1, 1);
    std::vector<LngLat> result;
    for (int i = 0; i < count; ++i) result.push_back({lng(random), std::asin(sine(random)) / kRadians});
    return result;
  }
  FixedPlanePtr plane_;
};
INSTANTIATE_TEST_SUITE_P(Fixed, System, testing::ValuesIn(kSystems),
                         [](const auto& system) { return "number" + std::to_string(system.index); });

/// PROJ's own way between two systems, as cs2cs goes it, in the system's units.
class Cs2cs {
 public:
  explicit Cs2cs(const std::string& system)
      : context_(makeProjContext()),
        between_(proj_create_crs_to_crs(
            context_.get(), "EPSG:4326",
            system.front() == '+' ? (system + " +type=crs").c_str() : system.c_str(), nullptr)),
        way_(proj_normalize_for_visualization(context_.get(), between_.get())) {}
  [[nodiscard]] WorldPoint operator()(LngLat p) const {
    const PJ_COORD at = proj_trans(way_.get(), PJ_FWD, proj_coord(p.lng, p.lat, 0, 0));
    return {at.xy.x, at.xy.y};
  }
  [[nodiscard]] LngLat back(WorldPoint p) const {
    const PJ_COORD at = proj_trans(way_.get(), PJ_INV, proj_coord(p.x, p.y, 0, 0));
    return {at.xy.x, at.xy.y};
  }

 private:
  ProjContext context_;
  ProjObject between_, way_;
};

TEST_P(System, LiesWhereProjPutsIt) {
  if (plane_->crs().text == "EPSG:27700")
    GTEST_SKIP() << "between its datum and WGS 84 PROJ goes other ways in other places, up to 100 m apart";
  const Cs2cs proj(GetParam());
  // The plane is the system, shifted and scaled: both are told by two places.
  const LngLat centre = plane_->crs().centre, other{centre.lng + 1, centre.lat * 0.98 + 1};
  const WorldPoint origin = proj(centre), far = proj(other);
  ASSERT_NEAR(plane_->project(centre).x, 0.5, 1e-9);
  ASSERT_NEAR(plane_->project(centre).y, 0.5, 1e-9);
  const double unit = std::hypot(far.x - origin.x, far.y - origin.y) /
                      std::hypot(plane_->project(other).x - 0.5, plane_->project(other).y - 0.5);
  constexpr double kTenthOfPixel = 0.1 / 256 / (1 << 17);  // at zoom 17: 12 cm
  int shown = 0;
  for (const LngLat p : places(3000)) {
    if (!plane_->shows(p)) continue;
    ++shown;
    const WorldPoint at = plane_->project(p), wanted = proj(p);
    EXPECT_NEAR(at.x, 0.5 + (wanted.x - origin.x) / unit, kTenthOfPixel) << p.lng << " " << p.lat;
    EXPECT_NEAR(at.y, 0.5 - (wanted.y - origin.y) / unit, kTenthOfPixel) << p.lng << " " << p.lat;
    // PROJ's own way back is right to 20 m where a cylinder laid across runs out.
    EXPECT_LT(distanceMetres(plane_->unproject(at), proj.back(wanted)), 0.2) << p.lng << " " << p.lat;
    EXPECT_LT(distanceMetres(plane_->unproject(at), p), 20) << p.lng << " " << p.lat;
  }
  EXPECT_GT(shown, 1000);
}

/// A box as a polygon.
FeatureSet boxes(std::span<const LngLatBox> all) {
  FeatureSet set;
  for (const LngLatBox& box : all) {
    const auto first = static_cast<std::uint32_t>(set.coords.size());
    for (const LngLat p : {LngLat{box.minX, box.minY}, LngLat{box.maxX, box.minY}, LngLat{box.maxX, box.maxY},
                           LngLat{box.minX, box.maxY}})
      set.coords.push_back(p);
    const auto path = static_cast<std::uint32_t>(set.paths.size());
    set.paths.push_back({first, 4, false, box});
    set.features.push_back({GeometryKind::polygon, path, 1, path, box});
    set.bounds.add(box);
  }
  return set;
}

double areaOf(const FeatureSet& set, const Feature& feature) {
  double area = 0;
  for (const Path& path : set.pathsOf(feature)) {
    Ring ring;
    for (const LngLat& p : set.points(path)) ring.push_back({p.lng, p.lat});
    area += std::abs(signedArea(ring)) * (path.hole ? -1 : 1);
  }
  return area;
}

/// Of what is enclosed; rings within rings are holes.
double outlinedArea(const FixedPlane& plane) {
  double area = 0;
  for (const Ring& ring : plane.domain().outlines) area = std::abs(std::abs(signedArea(ring)) - area);
  return area;
}

TEST_P(System, ShowsWhatItEncloses) {
  const WorldBox bounds = plane_->domain().bounds;
  for (const LngLat p : places(2000)) {
    if (!plane_->shows(p)) continue;
    EXPECT_TRUE(bounds.contains(plane_->project(p)));
    EXPECT_TRUE(plane_->onEarth(plane_->project(p)));
  }
  EXPECT_FALSE(plane_->onEarth({bounds.minX - 0.01, bounds.centre().y}));
  EXPECT_FALSE(plane_->onEarth({bounds.minX + 1e-4, bounds.minY + 1e-4}) &&
               plane_->crs().name.find("proj") != std::string::npos);
  // What lies beside is the nearest place of the edge.
  const LngLat beside = plane_->unproject({bounds.minX - 1, bounds.centre().y});
  EXPECT_TRUE(std::isfinite(beside.lng) && std::abs(beside.lat) <= 90);
}

TEST_P(System, FillsTheWholeWorldWithoutStreaks) {
  const LngLatBox world[] = {{-180, -90, 180, 90}};
  const FeatureSet on = reprojected(boxes(world), *plane_, 1);
  double area = 0;
  for (const Feature& feature : on.features) {
    if (feature.kind == GeometryKind::polygon) area += areaOf(on, feature);
    for (const Path& path : on.pathsOf(feature)) {
      const auto points = on.points(path);
      for (std::size_t i = 1; i < points.size(); ++i)
        EXPECT_LT(std::hypot(points[i].lng - points[i - 1].lng, points[i].lat - points[i - 1].lat), 0.15);
    }
  }
  // It goes a little beyond what is shown, nowhere less far.
  EXPECT_GT(area, outlinedArea(*plane_) * 0.9995);
  EXPECT_LT(area, outlinedArea(*plane_) * 1.35);
}

TEST_P(System, CellsAreAsLargeAsTheirOutlinesSay) {
  std::vector<LngLatBox> cells;
  for (int lng = -180; lng < 180; lng += 15)
    for (int lat = -90; lat < 90; lat += 15) cells.push_back({lng + 0.0, lat + 0.0, lng + 15.0, lat + 15.0});
  const FeatureSet on = reprojected(boxes(cells), *plane_, 2);
  std::vector<double> area(cells.size());
  for (const Feature& feature : on.features)
    if (feature.kind == GeometryKind::polygon) area[feature.row] += areaOf(on, feature);
  int checked = 0;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    // By the areas of small squares of it, each where PROJ puts its corners.
    double wanted = 0;
    const auto holds = [&](const LngLatBox& piece) {
      return piece.contains({cells[i].minX, cells[i].minY}) && piece.contains({cells[i].maxX, cells[i].maxY});
    };
    const auto& pieces = plane_->domain().pieces;
    bool whole = pieces.size() == 1 || std::any_of(pieces.begin(), pieces.end(), holds);
    constexpr int kParts = 20;
    for (int a = 0; a < kParts && whole; ++a)
      for (int b = 0; b < kParts && whole; ++b) {
        const auto at = [&](double x, double y) {
          const LngLat p{cells[i].minX + 1e-7 + x * (15 - 2e-7) / kParts,
                         cells[i].minY + 1e-7 + y * (15 - 2e-7) / kParts};
          whole = whole && plane_->shows(p);
          return plane_->project(p);
        };
        const WorldPoint p = at(a, b), q = at(a + 1, b), r = at(a + 1, b + 1), s = at(a, b + 1);
        const double far = std::max(std::hypot(p.x - r.x, p.y - r.y), std::hypot(q.x - s.x, q.y - s.y));
        whole = whole && far < 0.06;  // not across a tear
        wanted += std::abs((r.x - p.x) * (s.y - q.y) - (r.y - p.y) * (s.x - q.x)) / 2;
      }
    if (!whole) continue;
    ++checked;
    EXPECT_NEAR(area[i], wanted, wanted * 4e-3 + 1e-9) << cells[i].minX << " " << cells[i].minY;
  }
  EXPECT_GT(checked, 60);
}

/// A cone and a cylinder laid obliquely: far away PROJ puts places over others.
TEST(FixedPlane, ShowsNoPlaceOverAnother) {
  for (const char* system : {"EPSG:5514", "EPSG:2056", "EPSG:32642"}) {
    const FixedPlanePtr plane = fixedPlane(system).value();
    int shown = 0;
    for (int lng = -180; lng < 180; lng += 3)
      for (int lat = -89; lat < 90; lat += 3) {
        const LngLat p{lng + 0.5, lat + 0.5};
        if (!plane->shows(p)) continue;
        ++shown;
        EXPECT_LT(distanceMetres(plane->unproject(plane->project(p)), p), 50'000) << p.lng << " " << p.lat;
      }
    EXPECT_GT(shown, 300) << system;
    const LngLat centre = plane->crs().centre;
    EXPECT_TRUE(plane->shows(centre) && plane->shows({centre.lng + 360, centre.lat}));
  }
  EXPECT_FALSE(fixedPlane("EPSG:5514").value()->shows({18.96, 69.65})) << "Tromsø";
  EXPECT_FALSE(fixedPlane("EPSG:2056").value()->shows({151.2, -33.9})) << "Sydney";
}

/// Cylinders laid obliquely are torn across meridians: what encloses them is one ring all the same.
TEST(FixedPlane, ShowsPlacesAtItsVeryEdge) {
  for (const char* system : {"EPSG:4326", "EPSG:8857", "ESRI:54030", "+proj=moll", "+proj=eqc",
                             "+proj=natearth", "+proj=igh", "+proj=longlat +ellps=bessel"}) {
    const FixedPlanePtr plane = fixedPlane(system).value();
    for (const LngLat p : {LngLat{180, -16.85}, LngLat{-180, -16.85}, LngLat{180, 66}, LngLat{0, -90},
                           LngLat{0, 90}, LngLat{180, 90}})
      EXPECT_TRUE(plane->shows(p)) << system << " " << p.lng << " " << p.lat;
    EXPECT_FALSE(plane->onEarth({plane->bounds()->minX - 1e-4, 0.5}));
  }
  EXPECT_TRUE(fixedPlane("+proj=robin +lon_0=150").value()->shows({-30, 12}));
  EXPECT_FALSE(fixedPlane("EPSG:3857").value()->shows({180, -90}));
}

TEST(FixedPlane, HasAPlaceAtATearOnEachSideOfIt) {
  const FixedPlanePtr plane = fixedPlane("ESRI:54030").value();
  for (const double lng : {-180.0, 180.0}) {
    const WorldPoint west = plane->projectNear({lng, -16.85}, {0.1, 0.5}),
                     east = plane->projectNear({lng, -16.85}, {0.9, 0.5});
    EXPECT_LT(west.x, 0.1);
    EXPECT_GT(east.x, 0.9);
    EXPECT_NEAR(west.y, east.y, 1e-6);
  }
  EXPECT_EQ(plane->projectNear({20, 30}, {0.9, 0.5}), plane->project({20, 30}));
}

TEST(FixedPlane, OfAnObliqueCylinderIsWholeAroundItsMiddle) {
  for (const char* system : {"EPSG:3078", "EPSG:29873", "+proj=omerc +lat_0=4 +lonc=115 +alpha=53.3"}) {
    const FixedPlanePtr plane = fixedPlane(system).value();
    EXPECT_EQ(plane->domain().outlines.size(), 1U) << system;
    const LngLat centre = plane->crs().centre;
    for (double lng = -8; lng <= 8; lng += 0.5)
      for (double lat = -8; lat <= 8; lat += 0.5)
        EXPECT_TRUE(plane->shows({centre.lng + lng, centre.lat + lat})) << system << " " << lng << " " << lat;
    int shown = 0, all = 0;
    for (int lng = -180; lng < 180; lng += 5)
      for (int lat = -60; lat <= 60; lat += 5) ++all, shown += plane->shows({lng + 0.5, lat + 0.5});
    EXPECT_GT(shown, all * 3 / 4) << system;
  }
}

TEST(FixedPlane, OfEqualAreaKeepsAreas) {
  const LngLatBox lands[] = {{50, 40, 80, 55}, {-60, -30, -40, -10}, {100, 60, 140, 75}};
  const FeatureSet set = boxes(lands);
  for (const char* system : {"ESRI:54009", "+proj=laea +lat_0=45 +lon_0=68", "ESRI:102025", "+proj=igh"}) {
    const auto plane = fixedPlane(system);
    ASSERT_TRUE(plane);
    const FeatureSet on = reprojected(set, **plane, 1);
    std::vector<double> area(3);
    for (const Feature& f : on.features)
      if (f.kind == GeometryKind::polygon) area[f.row] += areaOf(on, f);
    const double unit = (*plane)->metresPerUnit((*plane)->crs().centre);
    for (int i = 0; i < 3; ++i) {
      const LngLatBox& box = lands[i];
      const double sphere = kEarthRadiusMetres * kEarthRadiusMetres * box.width() * kRadians *
                            (std::sin(box.maxY * kRadians) - std::sin(box.minY * kRadians));
      // Systems lie on an ellipsoid, or on a sphere of another radius: up to a percent.
      EXPECT_NEAR(area[static_cast<std::size_t>(i)] * unit * unit / sphere, 1, 0.012) << system << " " << i;
    }
  }
}

TEST(FixedPlane, CutsPolygonsIntoTheirAreaAndWhatIsLeftOfTheirEdge) {
  const auto plane = fixedPlane("ESRI:54030 ");
  ASSERT_TRUE(plane);
  const LngLatBox across[] = {{170, -10, 190, 10}};
  const FeatureSet on = reprojected(boxes(across), **plane, 1);
  ASSERT_EQ(on.features.size(), 4U);
  double areas[2];
  int fills = 0;
  for (const Feature& feature : on.features) {
    if (feature.kind == GeometryKind::polygon) {
      EXPECT_EQ(feature.part, FeaturePart::inside);
      areas[fills++] = areaOf(on, feature);
      continue;
    }
    EXPECT_EQ(feature.part, FeaturePart::outline);
    // No edge along the date line.
    const double edge = (*plane)->domain().bounds.maxX, other = (*plane)->domain().bounds.minX;
    for (const Path& path : on.pathsOf(feature)) {
      const auto points = on.points(path);
      for (std::size_t i = 1; i < points.size(); ++i) {
        const double x = (points[i].lng + points[i - 1].lng) / 2;
        EXPECT_GT(std::min(std::abs(x - edge), std::abs(x - other)), 1e-5);
      }
    }
  }
  ASSERT_EQ(fills, 2);
  EXPECT_NEAR(areas[0], areas[1], areas[0] * 1e-6);
}

TEST(FixedPlane, IsTheSameForTheSameTextOnEveryThread) {
  const auto plane = fixedPlane("EPSG:3035");
  ASSERT_TRUE(plane);
  EXPECT_EQ(*plane, *fixedPlane("  epsg:3035"));
  const WorldPoint here = (*plane)->project(LngLat{20, 50});
  WorldPoint there;
  std::thread([&] { there = (*plane)->project(LngLat{20, 50}); }).join();
  EXPECT_EQ(here, there);
}

TEST(FixedPlane, OfWebMercatorIsMercator) {
  const auto plane = fixedPlane("EPSG:3857");
  ASSERT_TRUE(plane);
  for (const LngLat p : {LngLat{71.4, 51.1}, LngLat{-100, -40}, LngLat{179, 84}}) {
    EXPECT_NEAR((*plane)->project(p).x, mercator().project(p).x, 1e-8);
    EXPECT_NEAR((*plane)->project(p).y, mercator().project(p).y, 1e-8);
  }
}

struct Refusal {
  const char* text;
  const char* reason;
};

TEST(FindCrs, RefusesWhatIsNoMapInASentence) {
  const Refusal refusals[] = {
      {"", "is neither a code nor a PROJ string"},
      {"nonsense", "is neither a code nor a PROJ string"},
      {"32642", "is neither a code nor a PROJ string"},
      {"EPSG:99999", "is not known to PROJ"},
      {"EPSG:4979", "geographic system with heights"},
      {"EPSG:4978", "geocentric system"},
      {"EPSG:5773", "vertical system"},
      {"EPSG:7415", "compound system"},
      {"EPSG:32642+5773", "is neither a code nor a PROJ string"},
      {"/etc/passwd", "is neither a code nor a PROJ string"},
      {"file:///etc/passwd", "is neither a code nor a PROJ string"},
      {"http://example.org/crs", "is neither a code nor a PROJ string"},
      {"@/etc/passwd", "is neither a code nor a PROJ string"},
      {"+init=epsg:3857", "is neither a code nor a PROJ string"},
      {"+init=file +proj=laea", "+init"},
      {"+proj=longlat +nadgrids=http://example.org/x", "+nadgrids"},
      {"+proj=laea +nadgrids=@null", "+nadgrids"},
      {"+proj=laea +lat_0=/etc/passwd", "lat_0"},
      {"+proj=longlat +lon_wrap=180", "+lon_0"},
      {"+proj=vgridshift +grids=x.gtx", "+grids"},
      {"+proj=pipeline +proj=laea", "names no projection"},
      {"+proj=nosuch", "no projection that PROJ can make"},
      {"+proj=geocent", "a map needs a projected one"},
      {"PROJCS[\"x\"]", "is neither a code nor a PROJ string"},
      {"IAU_2015:49910", "cannot be reached from WGS 84"},
  };
  for (const Refusal& refusal : refusals) {
    const auto crs = findCrs(refusal.text);
    ASSERT_FALSE(crs) << refusal.text;
    EXPECT_EQ(crs.error().kind, ErrorKind::usage);
    EXPECT_THAT(crs.error().message, HasSubstr(refusal.reason)) << refusal.text;
    EXPECT_EQ(crs.error().message.find('\n'), std::string::npos);
  }
  EXPECT_FALSE(findCrs("+proj=laea " + std::string(2000, 'x')));
}

TEST(FindCrs, KnowsNamesAndEsrisCodes) {
  EXPECT_EQ(findCrs("epsg:32642")->name, "WGS 84 / UTM zone 42N");
  EXPECT_EQ(findCrs("EPSG:102025")->text, "ESRI:102025");
  EXPECT_EQ(findCrs("+proj=laea +lat_0=45 +lon_0=68")->centre, (LngLat{68, 45}));
  EXPECT_EQ(findCrs("EPSG:3031")->centre, (LngLat{0, -90}));
  EXPECT_EQ(findCrs("EPSG:32642")->meridian, 69);
}

}  // namespace
}  // namespace dateline::geo
