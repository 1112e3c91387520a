#include <unistd.h>

#include <algorithm>

#include "atlas/layer_fixture.h"
#include "geo/projection.h"

namespace dateline::atlas {
namespace {

/// Every file holds the same two lands; `tolerance` in degrees and square degrees.
struct Format {
  const char* file;
  const char* crs;
  double tolerance;
  double bend = 0;  ///< how far edges that run straight in its coordinates leave those of the others
};

int featureNamed(const geo::FeatureSet& set, std::string_view name) {
  const char* column = set.attributes.columnOf("name") >= 0 ? "name" : "Name";
  for (std::size_t i = 0; i < set.features.size(); ++i) {
    if (set.attributes.value(column, set.features[i].row) == name) return static_cast<int>(i);
  }
  return -1;
}

class TwoLands : public testing::TestWithParam<Format> {};

TEST_P(TwoLands, ReadTheSameFromEveryFormat) {
  const Format format = GetParam();
  const LayerData layer = mustOpen(fixture(format.file));
  const geo::FeatureSet& set = *layer.features;
  ASSERT_EQ(set.features.size(), 2u);
  // A spatial index may have put them in another order.
  const int west = featureNamed(set, "Westland"), east = featureNamed(set, "Ostland");
  ASSERT_TRUE(west >= 0 && east >= 0);
  const geo::Feature &westland = set.features[west], &ostland = set.features[east];
  EXPECT_EQ(westland.kind, geo::GeometryKind::polygon);
  EXPECT_EQ(westland.pathCount, 2u);
  EXPECT_EQ(ostland.pathCount, 2u);
  EXPECT_TRUE(set.pathsOf(westland)[1].hole);
  EXPECT_FALSE(set.pathsOf(ostland)[1].hole);
  EXPECT_NEAR(areaOf(set, westland), 91.0, format.tolerance * 40 + 2.5 * format.bend);
  EXPECT_NEAR(areaOf(set, ostland), 102.0, format.tolerance * 40 + 2.5 * format.bend);
  EXPECT_NEAR(set.bounds.minX, 60.0, format.tolerance + format.bend);
  EXPECT_NEAR(set.bounds.maxX, 84.0, format.tolerance + format.bend);
  EXPECT_NEAR(set.bounds.minY, 40.0, format.tolerance + format.bend);
  EXPECT_NEAR(set.bounds.maxY, 50.0, format.tolerance + format.bend);
  EXPECT_TRUE(std::any_of(set.coords.begin(), set.coords.end(), [&](const geo::LngLat& p) {
    return std::hypot(p.lng - 60, p.lat - 40) <= 2 * format.tolerance;
  })) << "corners are where they are";
  EXPECT_EQ(geo::featureAt(set, {61, 41}, 0), west);
  EXPECT_EQ(geo::featureAt(set, {64, 45}, 0), -1);
  EXPECT_EQ(layer.crs, format.crs);
  expectSound(set);
}

INSTANTIATE_TEST_SUITE_P(
    Formats, TwoLands,
    testing::Values(Format{"two_lands.geojson", "WGS 84", 1e-12},
                    Format{"two_lands.topojson", "WGS 84 (assumed)", 1e-12},
                    Format{"two_lands.gpkg", "WGS 84", 1e-12}, Format{"two_lands.fgb", "WGS 84", 1e-12},
                    Format{"two_lands.kml", "WGS 84", 1e-12}, Format{"two_lands.gml", "WGS 84", 1e-12},
                    Format{"two_lands.tab", "unnamed", 1e-4}, Format{"two_lands.mif", "unnamed", 1e-4},
                    Format{"two_lands_utm.shp", "WGS 84 / UTM zone 42N", 1e-6, 0.11},
                    Format{"two_lands_mercator.shp", "WGS 84 / Pseudo-Mercator", 1e-9, 0.01}),
    [](const auto& instance) {
      std::string name = instance.param.file;
      std::replace(name.begin(), name.end(), '.', '_');
      return name;
    });

TEST(Attributes, BecomeTextByColumn) {
  const LayerData layer = mustOpen(fixture("two_lands.gpkg"));
  EXPECT_EQ(layer.name, "two_lands");
  EXPECT_EQ(layer.features->attributes.value("people", 1), "3400");
  EXPECT_EQ(layer.features->attributes.number("share", 0), 0.25);
  EXPECT_TRUE(layer.warnings.empty());
}

TEST_F(LayerTest, DatesAndTimesAreIsoText) {
  const LayerData layer = mustOpen(
      write("dates.geojson",
            R"({"type":"FeatureCollection","features":[)"
            R"({"type":"Feature","properties":{"day":"2023-02-20","at":"2023-02-28T10:00:00+06:00"},)"
            R"("geometry":{"type":"Point","coordinates":[60,40]}},)"
            R"({"type":"Feature","properties":{"day":"0987-01-02","at":"2023-02-28T10:00:07.25-03:30"},)"
            R"("geometry":{"type":"Point","coordinates":[61,40]}},)"
            R"({"type":"Feature","properties":{"day":"2023-12-31","at":"2023-02-28T23:59:59Z"},)"
            R"("geometry":{"type":"Point","coordinates":[62,40]}}]})"));
  const auto& values = layer.features->attributes.values;
  ASSERT_EQ(values.size(), 2U);
  EXPECT_EQ(values[0], (std::vector<std::string>{"2023-02-20", "0987-01-02", "2023-12-31"}));
  EXPECT_EQ(values[1], (std::vector<std::string>{"2023-02-28 10:00:00+06:00", "2023-02-28 10:00:07.25-03:30",
                                                 "2023-02-28 23:59:59Z"}));
}

class ManyPoints : public LayerTest {};

/// More than one batch: while one is reprojected, checked and appended, GDAL reads the next.
TEST_F(ManyPoints, StayInOrderAndWhatIsLeftOutIsCounted) {
  constexpr int kLines = 900, kPoints = 300, kEach = 9;
  constexpr double kMetresPerDegree = 20037508.342789244 / 180;
  std::string text =
      R"({"type":"FeatureCollection","crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::3857"}},"features":[)";
  for (int i = 0; i < kLines; ++i) {
    text += std::string(i ? "," : "") + R"({"type":"Feature","properties":{"n":)" + std::to_string(i) +
            R"(},"geometry":{"type":"LineString","coordinates":[)";
    for (int k = 0; k < kPoints; ++k) {
      // Of some lines a point lies where no longitude is.
      const bool nowhere = k == 5 && i % kEach == 0;
      text += std::string(k ? "," : "") + "[" +
              (nowhere ? "1e300" : std::to_string(i * 0.1 * kMetresPerDegree)) + "," +
              std::to_string(k * 1000.0) + "]";
    }
    text += "]}}";
  }
  const auto layer = openLayer(write("many.geojson", text + "]}"));
  ASSERT_TRUE(layer) << layer.error().text();
  const geo::FeatureSet& set = *layer->features;
  ASSERT_EQ(set.features.size(), kLines);
  EXPECT_EQ(set.coords.size(), static_cast<std::size_t>(kLines) * kPoints - kLines / kEach);
  for (int i = 0; i < kLines; ++i) {
    const geo::Feature& feature = set.features[static_cast<std::size_t>(i)];
    EXPECT_EQ(set.attributes.value("n", feature.row), std::to_string(i));
    const geo::Path& path = set.paths[feature.firstPath];
    EXPECT_EQ(path.count, i % kEach == 0 ? kPoints - 1 : kPoints);
    EXPECT_NEAR(set.points(path).front().lng, i * 0.1, 1e-6);
  }
  ASSERT_EQ(layer->warnings.size(), 1U) << layer->warnings.front().message;
  EXPECT_EQ(layer->warnings.front().count, kLines / kEach);
}

TEST(Csv, BecomesPointsAndCountsWhatItLeavesOut) {
  const LayerData layer = mustOpen(fixture("cities.csv"));
  ASSERT_EQ(layer.features->features.size(), 2u);
  EXPECT_EQ(layer.features->coords[0], (geo::LngLat{71.43, 51.13}));
  EXPECT_EQ(layer.features->attributes.value("name", layer.features->features[1].row), "Tashkent");
  EXPECT_TRUE(warns(layer, "without a geometry", 1));
  EXPECT_TRUE(warns(layer, "beyond 90", 1));
  EXPECT_EQ(layer.crs, "WGS 84 (assumed)");
}

TEST(Gpx, BecomesWaypointsAndTracksWithoutTheTracksPoints) {
  const LayerData layer = mustOpen(fixture("journey.gpx"));
  ASSERT_EQ(layer.features->features.size(), 3u);
  int lines = 0;
  for (const auto& feature : layer.features->features) lines += feature.kind == geo::GeometryKind::line;
  EXPECT_EQ(lines, 1);
  EXPECT_EQ(layer.features->coords.size(), 5u);
}

TEST(Kml, PutsItsFoldersTogetherUnlessOneIsChosen) {
  const LayerData all = mustOpen(fixture("places.kml"));
  ASSERT_EQ(all.features->features.size(), 2u);
  EXPECT_EQ(all.name, "places");
  EXPECT_EQ(all.features->attributes.value("Name", all.features->features[1].row), "Flight");
  const LayerData routes = mustOpen(fixture("places.kml"), {.sublayer = "routes"});
  ASSERT_EQ(routes.features->features.size(), 1u);
  EXPECT_EQ(routes.name, "routes");
  expectError(fixture("places.kml"), ErrorKind::notFound, {.sublayer = "rivers"});
}

class LongEdges : public LayerTest {
 protected:
  /// A layer of one geometry in a coordinate system of its own.
  LayerData read(const std::string& crs, const std::string& geometry) {
    const std::string text =
        R"({"type":"FeatureCollection","crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::)" +
        crs + R"("}},"features":[{"type":"Feature","properties":{},"geometry":)" + geometry + "}]}";
    return mustOpen(write("edges.geojson", text));
  }
};

TEST_F(LongEdges, ASquareOfAPolarMapIsOne) {
  const LayerData layer =
      read("3413",
           R"({"type":"Polygon","coordinates":[[[-2e6,-2e6],[2e6,-2e6],[2e6,2e6],[-2e6,2e6],[-2e6,-2e6]]]})");
  const geo::FeatureSet& set = *layer.features;
  expectSound(set);
  // A side lies nearer to the pole in its middle than at its ends: some 18 against 26 degrees.
  double nearest = -90, furthest = 90;
  for (const geo::LngLat& p : set.coords) {
    if (p.lat < 89) nearest = std::max(nearest, p.lat);
    furthest = std::min(furthest, p.lat);
  }
  EXPECT_GT(nearest, furthest + 7);
  EXPECT_LT(set.coords.size(), 400u);
}

TEST_F(LongEdges, NeighboursShareThemAndWhatIsDenseGainsNothing) {
  const auto pointsOf = [](const geo::FeatureSet& set) {
    std::set<std::pair<double, double>> points;
    for (const geo::LngLat& p : set.coords) points.insert({p.lng, p.lat});
    return points;
  };
  const auto there =
      pointsOf(*read("32642", R"({"type":"LineString","coordinates":[[1e5,5e6],[9e5,5.4e6]]})").features);
  const auto back =
      pointsOf(*read("32642", R"({"type":"LineString","coordinates":[[9e5,5.4e6],[1e5,5e6]]})").features);
  EXPECT_GT(there.size(), 4u);
  EXPECT_EQ(there, back);
  std::string dense;
  for (int i = 0; i < 1000; ++i)
    dense += (i ? "," : "") +
             ("[" + std::to_string(100'000 + 800 * i) + "," + std::to_string(5'000'000 + i) + "]");
  EXPECT_EQ(read("32642", R"({"type":"LineString","coordinates":[)" + dense + "]}").features->coords.size(),
            1000u);
}

TEST_F(LongEdges, ThatRunStraightGainNothing) {
  EXPECT_EQ(
      read("3857",
           R"({"type":"Polygon","coordinates":[[[1e6,8e6],[2e6,8e6],[2e6,8.5e6],[1e6,8.5e6],[1e6,8e6]]]})")
          .features->coords.size(),
      4u)
      << "along meridians and parallels";
}

TEST_F(LongEdges, OneRoundTheEarthIsNoneAcrossTheDateLine) {
  const LayerData layer =
      read("3857", R"({"type":"Polygon","coordinates":[[[-20037508,0],[20037508,0],[20037508,5e6],)"
                   R"([-20037508,5e6],[-20037508,0]]]})");
  EXPECT_GT(layer.features->bounds.width(), 359);
  const LayerData across = read("3857", R"({"type":"LineString","coordinates":[[2.0e7,1e6],[2.01e7,1e6]]})");
  EXPECT_LT(across.features->bounds.width(), 2);
}

TEST_F(LongEdges, AreBentAsFarAsTheirPointsAreNotManyTimesAsMany) {
  std::string zigzag;
  constexpr int kPoints = 20'000;
  for (int i = 0; i < kPoints; ++i)
    zigzag += (i ? "," : "") + std::string(i % 2 ? "[2e7," : "[-2e7,") + std::to_string(i * 500) + "]";
  const LayerData layer = read("3857", R"({"type":"LineString","coordinates":[)" + zigzag + "]}");
  EXPECT_GT(layer.features->coords.size(), 100'000u);
  EXPECT_LT(layer.features->coords.size(), 1'200'000u);
}

using Gml = LayerTest;

TEST_F(Gml, EachGeometryMayNameItsOwnCoordinateSystem) {
  const auto point = [](const char* crs, const char* at) {
    return std::string("<gml:featureMember><ogr:t><ogr:g><gml:Point srsName=\"urn:ogc:def:crs:EPSG::") + crs +
           "\"><gml:pos>" + at + "</gml:pos></gml:Point></ogr:g></ogr:t></gml:featureMember>";
  };
  const LayerData layer = mustOpen(write(
      "a.gml",
      R"(<ogr:FeatureCollection xmlns:ogr="http://ogr.maptools.org/" xmlns:gml="http://www.opengis.net/gml">)" +
          point("4326", "45 65") + point("3857", "7792364.36 5621521.49") + point("4326", "46 66") +
          "</ogr:FeatureCollection>"));
  const geo::FeatureSet& set = *layer.features;
  ASSERT_EQ(set.coords.size(), 3u);
  EXPECT_NEAR(set.coords[0].lng, 65, 1e-9);
  EXPECT_NEAR(set.coords[1].lng, 70, 1e-4);
  EXPECT_NEAR(set.coords[1].lat, 45, 1e-4);
  EXPECT_NEAR(set.coords[2].lat, 46, 1e-9);
  EXPECT_FALSE(warns(layer, "is assumed"));
}

TEST_F(Gml, AGeometryInASystemOfNoPlaceOnEarthIsLeftOutAndTheOthersAreDrawn) {
  const auto point = [](const char* crs) {
    return std::string("<gml:featureMember><ogr:t><ogr:g><gml:Point srsName=\"urn:ogc:def:crs:EPSG::") + crs +
           "\"><gml:pos>45 65</gml:pos></gml:Point></ogr:g></ogr:t></gml:featureMember>";
  };
  // EPSG:5773 tells heights alone.
  const LayerData layer = mustOpen(write(
      "a.gml",
      R"(<ogr:FeatureCollection xmlns:ogr="http://ogr.maptools.org/" xmlns:gml="http://www.opengis.net/gml">)" +
          point("4326") + point("5773") + point("4326") + "</ogr:FeatureCollection>"));
  EXPECT_EQ(layer.features->features.size(), 2u);
  EXPECT_TRUE(warns(layer, "cannot be turned into WGS 84"));
}

TEST(DateLine, RussiaFijiAndAntarcticaAreMended) {
  const LayerData layer = mustOpen(fixture("date_line.geojson"));
  const geo::FeatureSet& set = *layer.features;
  ASSERT_EQ(set.features.size(), 3u);
  expectSound(set);
  const auto russia = set.pathsOf(set.features[0]);
  EXPECT_EQ(russia[0].bounds.minX, 30.0);
  EXPECT_EQ(russia[0].bounds.maxX, 188.0);
  ASSERT_TRUE(russia[1].hole);
  EXPECT_EQ(russia[1].bounds.minX, 182.0) << "a hole belongs into its ring's copy of the world";
  EXPECT_LT(set.features[1].bounds.width(), 2.0);
  EXPECT_EQ(set.features[2].bounds.width(), 360.0);
  EXPECT_EQ(geo::featureAt(set, {-177, 64.8}, 0), 0);
  EXPECT_EQ(geo::featureAt(set, {-177.5, 65.8}, 0), -1);
  EXPECT_EQ(geo::featureAt(set, {-100, 60}, 0), -1) << "Canada is not Russia";
  EXPECT_EQ(geo::featureAt(set, {20, -85}, 0), 2);
}

TEST(BuiltInLayers, OpenWithoutWarnings) {
  int opened = 0;
  const std::filesystem::path geodata = std::filesystem::path(DATELINE_ROOT) / "geodata";
  if (std::filesystem::exists(geodata)) {
    for (const auto& entry : std::filesystem::directory_iterator(geodata)) {
      if (entry.path().extension() != ".fgb") continue;
      SCOPED_TRACE(entry.path());
      const LayerData layer = mustOpen(entry.path());
      for (const Warning& warning : layer.warnings) ADD_FAILURE() << warning.message << " x" << warning.count;
      expectSound(*layer.features);
      ++opened;
    }
  }
  EXPECT_GT(opened, 0) << "geodata/ holds no .fgb files: make them with geodata/make.py";
}

TEST(BuiltInLayers, KnowWhichCountryAPlaceIsIn) {
  const std::filesystem::path file = std::filesystem::path(DATELINE_ROOT) / "geodata" / "countries_10m.fgb";
  ASSERT_TRUE(std::filesystem::exists(file)) << file << " is not there: make it with geodata/make.py";
  const LayerData layer = mustOpen(file);
  const int astana = geo::featureAt(*layer.features, {71.43, 51.13}, 0);
  const int tashkent = geo::featureAt(*layer.features, {69.24, 41.30}, 0);
  const int chukotka = geo::featureAt(*layer.features, {-173, 66.5}, 0);
  const int moscow = geo::featureAt(*layer.features, {37.6, 55.75}, 0);
  EXPECT_GE(astana, 0);
  EXPECT_GE(tashkent, 0);
  EXPECT_NE(astana, tashkent);
  EXPECT_GE(chukotka, 0);
  EXPECT_GE(moscow, 0);
  EXPECT_EQ(geo::featureAt(*layer.features, {-30, 40}, 0), -1);
}

}  // namespace
}  // namespace dateline::atlas
