// Every file here is one that a stranger may have made.
#include <cpl_conv.h>
#include <cpl_vsi.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdlib>
#include <cstring>
#include <random>

#include "atlas/layer_fixture.h"

namespace dateline::atlas {
namespace {

using Hostile = LayerTest;

std::string noise(std::size_t bytes, unsigned seed = 1) {
  std::mt19937_64 random(seed);
  std::string result(bytes, '\0');
  for (std::size_t i = 0; i + 8 <= bytes; i += 8) {
    const std::uint64_t word = random();
    std::memcpy(result.data() + i, &word, 8);
  }
  return result;
}

std::string pointFeatures(const std::string& coordinates) {
  return R"({"type":"FeatureCollection","features":[{"type":"Feature","properties":{},"geometry":)"
         R"({"type":"MultiPoint","coordinates":[)" +
         coordinates + "]}}]}";
}

const std::vector<std::string> kExtensions = {".geojson", ".topojson", ".shp", ".gpkg", ".fgb",
                                              ".kml",     ".kmz",      ".gpx", ".csv",  ".tab",
                                              ".mif",     ".gml",      ""};

/// GDAL itself takes turns of the Earth off such coordinates until nothing is left, which never comes.
TEST_F(Hostile, CoordinatesFartherThanTheEarthIsRoundEnd) {
  for (const char* crs : {"EPSG::3857", "EPSG::3395", "EPSG::32642", "EPSG::4267"}) {
    const std::string text =
        std::string(
            R"({"type":"FeatureCollection","crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:)") +
        crs +
        R"("}},"features":[{"type":"Feature","properties":{},"geometry":{"type":"MultiPoint","coordinates":)"
        R"([[1e300,5],[-1e300,1e300],[3e17,5],[60,45],[5,-1e18]]}}]})";
    const auto layer = openLayer(write("far.geojson", text));
    ASSERT_TRUE(layer) << crs << ": " << layer.error().text();
    EXPECT_EQ(layer->features->coords.size(), 1U) << crs;
  }
}

TEST_F(Hostile, WhatIsNoFileIsRefused) {
  expectError(folder_ / "missing.geojson", ErrorKind::notFound);
  expectError(folder_, ErrorKind::unreadable);
  ASSERT_EQ(mkfifo((folder_ / "pipe.geojson").c_str(), 0600), 0);
  expectError(folder_ / "pipe.geojson", ErrorKind::unreadable);
  expectError("/dev/null", ErrorKind::unreadable);
  std::filesystem::create_symlink(folder_ / "gone", folder_ / "dangling.fgb");
  expectError(folder_ / "dangling.fgb", ErrorKind::notFound);
}

TEST_F(Hostile, UrlsAndConnectionStringsAreRefusedByName) {
  for (const char* name : {"https://example.com/world.geojson", "/vsicurl/https://example.com/world.fgb",
                           "/vsimem/x.geojson", "/vsistdin/", "PG:dbname=world", "GPKG:world.gpkg:countries",
                           "WFS:http://example.com", "MVT:https://example.com/{z}/{x}/{y}.pbf"}) {
    const auto layer = openLayer(name);
    ASSERT_FALSE(layer.has_value()) << name;
    EXPECT_EQ(layer.error().kind, ErrorKind::unsupported) << name;
    EXPECT_NE(layer.error().message.find("URLs and connection strings are not opened"), std::string::npos)
        << name;
  }
  const auto inlineText = openLayer(R"({"type":"Point","coordinates":[1,2]})");
  EXPECT_FALSE(inlineText.has_value());
}

TEST_F(Hostile, AFileNamedLikeAConnectionStringIsReadAsAFile) {
  std::filesystem::copy_file(fixture("two_lands.gpkg"), folder_ / "GPKG:x.gpkg");
  const auto before = std::filesystem::current_path();
  std::filesystem::current_path(folder_);
  EXPECT_EQ(mustOpen("GPKG:x.gpkg").features->features.size(), 2u);
  std::filesystem::current_path(before);
}

TEST_F(Hostile, EmptyFilesAreNamedEmpty) {
  for (const std::string& extension : kExtensions)
    expectError(write("empty" + extension, ""), ErrorKind::invalid);
}

TEST_F(Hostile, NoiseOfAnyNameIsNoLayer) {
  const std::string bytes = noise(1 << 20);
  for (const std::string& extension : kExtensions) {
    SCOPED_TRACE(extension);
    EXPECT_FALSE(openLayer(write("noise" + extension, bytes)).has_value());
    EXPECT_FALSE(openLayer(write("brace" + extension, R"({"type":"FeatureCollection","features":[)" + bytes))
                     .has_value());
    EXPECT_FALSE(
        openLayer(write("xml" + extension, "<?xml version=\"1.0\"?><kml><gpx><gml>" + bytes)).has_value());
  }
}

TEST_F(Hostile, TwoHundredMegabytesOfNoiseEndSoon) {
  const std::string bytes = noise(1 << 20);
  for (const char* name : {"big.geojson", "big.csv", "big.gpkg"}) {
    std::ofstream file(folder_ / name, std::ios::binary);
    for (int i = 0; i < 200; ++i) file << bytes;
    file.close();
    EXPECT_FALSE(openLayer(folder_ / name).has_value()) << name;
    std::filesystem::remove(folder_ / name);
  }
}

TEST_F(Hostile, FilesCutShortGiveAnErrorOrWhatWasRead) {
  for (const char* name : {"two_lands.gpkg", "two_lands.fgb", "two_lands.geojson", "two_lands.topojson",
                           "two_lands.kml", "two_lands.gml", "two_lands.mif", "journey.gpx"}) {
    std::ifstream in(fixture(name), std::ios::binary);
    const std::string whole((std::istreambuf_iterator<char>(in)), {});
    for (int share = 1; share < 10; ++share) {
      SCOPED_TRACE(std::string(name) + " " + std::to_string(share));
      const auto layer = openLayer(write(name, whole.substr(0, whole.size() * share / 10)));
      if (layer) {
        // MapInfo's exchange format says nowhere where it ends.
        EXPECT_TRUE(!layer->warnings.empty() || std::string(name).ends_with(".mif"));
        expectSound(*layer->features);
      }
    }
  }
  expectError(write("cut.gpkg", std::string("SQLite format 3\0", 16) + noise(4000)), ErrorKind::unsupported);
}

TEST_F(Hostile, FlippedBytesNeverCrash) {
  std::mt19937 random(3);
  for (const char* name :
       {"two_lands.gpkg", "two_lands.fgb", "two_lands.geojson", "two_lands.topojson", "two_lands.kml",
        "two_lands.gml", "two_lands_utm.shp", "journey.gpx", "cities.csv"}) {
    std::ifstream in(fixture(name), std::ios::binary);
    const std::string whole((std::istreambuf_iterator<char>(in)), {});
    if (std::string(name).ends_with(".shp")) copy("two_lands_utm.shx"), copy("two_lands_utm.dbf");
    for (int round = 0; round < 60; ++round) {
      std::string bytes = whole;
      for (int flip = 0; flip < 1 + round % 7; ++flip)
        bytes[random() % bytes.size()] = static_cast<char>(random());
      const auto layer = openLayer(write(name, bytes));
      if (layer) expectSound(*layer->features);
    }
  }
}

TEST_F(Hostile, AVrtIsRefusedWhateverItsName) {
  const std::string vrt = "<OGRVRTDataSource><OGRVRTLayer name=\"two_lands\"><SrcDataSource>" +
                          fixture("two_lands.geojson").string() +
                          "</SrcDataSource></OGRVRTLayer></OGRVRTDataSource>";
  for (const char* name : {"layer.vrt", "layer.geojson", "layer.gml", "layer.kml"}) {
    expectError(write(name, vrt), ErrorKind::unsupported);
  }
}

TEST_F(Hostile, ARasterIsRefused) {
  expectError(write("picture.tif", std::string("II*\0\10\0\0\0", 8) + std::string(200, '\0')),
              ErrorKind::unsupported);
}

TEST_F(Hostile, AFileThatHoldsAnAddressIsRefused) {
  for (const char* text :
       {"https://example.com/world.geojson", "/vsicurl/https://example.com/world.geojson",
        "\"https://example.com/world.geojson\"", "{\"url\":\"https://example.com/a.geojson\"}"}) {
    expectError(write("link.geojson", text), ErrorKind::unsupported);
  }
}

TEST_F(Hostile, EnvironmentAndGdalrcOpenNothing) {
  // Another process, because GDAL is initialised once; the program is this test with a filter.
  const auto shp = copy("two_lands_utm.shp");
  copy("two_lands_utm.prj");
  write("gdalrc", "[configoptions]\nDATELINE_PROBE_FILE=yes\nGDAL_DRIVER_PATH=/tmp\n");
  const std::string self = std::filesystem::read_symlink("/proc/self/exe").string();
  const std::string command =
      "DATELINE_PROBE=yes SHAPE_RESTORE_SHX=YES GDAL_DRIVER_PATH=/tmp GDAL_CONFIG_FILE='" +
      (folder_ / "gdalrc").string() + "' DATELINE_TEST_FILE='" + shp.string() + "' '" + self +
      "' --gtest_filter=InAnotherProcess.* >/dev/null 2>&1";
  EXPECT_EQ(std::system(command.c_str()), 0);
  EXPECT_EQ(filesIn(folder_), (std::set<std::string>{"gdalrc", "two_lands_utm.prj", "two_lands_utm.shp"}));
}

TEST(InAnotherProcess, OpensTheFileThatTheEnvironmentNames) {
  const char* file = std::getenv("DATELINE_TEST_FILE");
  if (file == nullptr) GTEST_SKIP() << "run by Hostile.EnvironmentAndGdalrcOpenNothing";
  EXPECT_TRUE(openLayer(file).has_value());
  EXPECT_STREQ(std::getenv("DATELINE_PROBE"), "yes");
  EXPECT_EQ(CPLGetConfigOption("DATELINE_PROBE", nullptr), nullptr) << "the environment counts";
  EXPECT_EQ(CPLGetConfigOption("DATELINE_PROBE_FILE", nullptr), nullptr) << "gdalrc counts";
  EXPECT_STREQ(CPLGetConfigOption("SHAPE_RESTORE_SHX", nullptr), "NO");
  EXPECT_STREQ(CPLGetConfigOption("GDAL_DRIVER_PATH", nullptr), "disable");
}

TEST_F(Hostile, FileSystemsBeyondLocalFilesAreClosed) {
  mustOpen(fixture("two_lands.geojson"));  // GDAL is set up for it
  EXPECT_EQ(VSIFOpenL("/vsistdin/", "rb"), nullptr);
  EXPECT_EQ(VSIFOpenL("/vsicurl/https://example.com/world.geojson", "rb"), nullptr);
  VSILFILE* local = VSIFOpenL(fixture("two_lands.geojson").c_str(), "rb");
  ASSERT_NE(local, nullptr);
  VSIFCloseL(local);
}

TEST_F(Hostile, NothingIsWrittenBesideTheFile) {
  for (const char* name :
       {"two_lands.gml", "two_lands.gpkg", "two_lands.kml", "two_lands.geojson", "two_lands.fgb"})
    copy(name);
  for (const char* name : {"two_lands_utm.shp", "two_lands_utm.shx", "two_lands_utm.dbf"}) copy(name);
  const auto before = filesIn(folder_);
  for (const std::string& name : before) {
    if (!name.ends_with(".shx") && !name.ends_with(".dbf")) (void)openLayer(folder_ / name);
  }
  EXPECT_EQ(filesIn(folder_), before);
}

TEST_F(Hostile, AShapefileWithoutIndexIsReadAndNothingIsWritten) {
  const auto shp = copy("two_lands_utm.shp");
  copy("two_lands_utm.prj");
  copy("two_lands_utm.dbf");
  const auto before = filesIn(folder_);
  const LayerData layer = mustOpen(shp);
  EXPECT_EQ(layer.features->features.size(), 2u);
  EXPECT_EQ(layer.features->attributes.value("name", 0), "Westland");
  EXPECT_TRUE(warns(layer, ".shx"));
  EXPECT_EQ(filesIn(folder_), before);
}

TEST_F(Hostile, AShapefileWithoutTableIsReadWithoutNames) {
  const auto shp = copy("two_lands_utm.shp");
  copy("two_lands_utm.prj");
  copy("two_lands_utm.shx");
  const LayerData layer = mustOpen(shp);
  EXPECT_EQ(layer.features->features.size(), 2u);
  EXPECT_TRUE(warns(layer, ".dbf"));
}

TEST_F(Hostile, AMissingCrsIsAssumedOnlyWhereTheCoordinatesAllowIt) {
  const auto projected = copy("two_lands_utm.shp");
  copy("two_lands_utm.shx");
  copy("two_lands_utm.dbf");
  expectError(projected, ErrorKind::invalid);
  const LayerData csv = mustOpen(write("a.csv", "x,y\n10,20\n30,40\n"));
  EXPECT_EQ(csv.crs, "WGS 84 (assumed)");
  EXPECT_TRUE(warns(csv, "WGS 84"));
  expectError(write("metres.csv", "x,y\n4500000,5600000\n4500100,5600100\n"), ErrorKind::invalid);
}

TEST_F(Hostile, MetresInAGeoJsonAreNotDrawnAsDegrees) {
  expectError(write("metres.geojson", pointFeatures("[4500000,5600000],[4600000,5700000]")),
              ErrorKind::invalid);
}

TEST_F(Hostile, CoordinatesThatAreNoneAreCountedAndLeftOut) {
  const LayerData layer = mustOpen(
      write("n.geojson",
            pointFeatures("[10,20],[NaN,5],[1e999,5],[10,91],[10,-95],[10,90.0000000001],[700,0],[170,5]")));
  EXPECT_EQ(layer.features->coords.size(), 3u);
  EXPECT_TRUE(warns(layer, "beyond 90", 3));
  EXPECT_TRUE(warns(layer, "not numbers", 2));
  expectSound(*layer.features);
}

TEST_F(Hostile, WhatAProjectionCannotPlaceIsCountedOnce) {
  std::string text = pointFeatures("[111319.49,0],[NaN,5],[1e300,1e300],[1e999,7]");
  text.insert(1, R"("crs":{"type":"name","properties":{"name":"EPSG:32642"}},)");
  const LayerData layer = mustOpen(write("p.geojson", text));
  EXPECT_EQ(layer.features->coords.size(), 1u);
  EXPECT_TRUE(warns(layer, "not numbers", 2));
  EXPECT_TRUE(warns(layer, "cannot place on Earth", 1));
}

TEST_F(Hostile, BrokenGeometriesAreCountedAndTheRestIsDrawn) {
  const LayerData layer = mustOpen(write("broken.geojson", R"({"type":"FeatureCollection","features":[
    {"type":"Feature","properties":{"n":1},"geometry":null},
    {"type":"Feature","properties":{"n":2},"geometry":{"type":"Polygon","coordinates":[]}},
    {"type":"Feature","properties":{"n":3},"geometry":{"type":"Polygon","coordinates":[[[1,1],[2,2],[1,1],[1,1]]]}},
    {"type":"Feature","properties":{"n":4},"geometry":{"type":"Polygon","coordinates":[[[1,1],[2,2]],[[1,1],[1,2],[2,2],[1,1]]]}},
    {"type":"Feature","properties":{"n":5},"geometry":{"type":"LineString","coordinates":[[1,1]]}},
    {"type":"Feature","properties":{"n":6},"geometry":{"type":"Polygon","coordinates":[[[0,0],[9,0],[9,9]],[[1,1],[1,1],[1,1]]]}}]})"));
  ASSERT_EQ(layer.features->features.size(), 1u);
  EXPECT_EQ(layer.features->attributes.value("n", layer.features->features[0].row), "6");
  EXPECT_EQ(layer.features->features[0].pathCount, 1u);
  EXPECT_TRUE(warns(layer, "without a geometry"));
  EXPECT_TRUE(warns(layer, "three different points"));
  expectSound(*layer.features);
}

TEST_F(Hostile, PartsOfACollectionShareTheirRow) {
  const LayerData layer = mustOpen(write("mixed.geojson", R"({"type":"FeatureCollection","features":[
    {"type":"Feature","properties":{"n":"a"},"geometry":{"type":"Point","coordinates":[5,5]}},
    {"type":"Feature","properties":{"n":"b"},"geometry":{"type":"GeometryCollection","geometries":[
      {"type":"Point","coordinates":[1,2,300]},{"type":"LineString","coordinates":[[1,2],[3,4]]},
      {"type":"GeometryCollection","geometries":[{"type":"Polygon","coordinates":[[[0,0],[1,0],[1,1],[0,0]]]}]}]}}]})"));
  const auto& features = layer.features->features;
  ASSERT_EQ(features.size(), 4u);
  for (std::size_t i = 1; i < 4; ++i) EXPECT_EQ(layer.features->attributes.value("n", features[i].row), "b");
  EXPECT_EQ(features[3].kind, geo::GeometryKind::polygon);
}

TEST_F(Hostile, DeepNestingEndsInAnErrorOrAWarning) {
  for (const int depth : {40, 2000, 200'000}) {
    SCOPED_TRACE(depth);
    std::string collection, tail, wkt, wktTail;
    for (int i = 0; i < depth; ++i) {
      collection += R"({"type":"GeometryCollection","geometries":[)";
      tail += "]}";
      wkt += "GEOMETRYCOLLECTION(";
      wktTail += ")";
    }
    (void)openLayer(write("deep.geojson", R"({"type":"Feature","properties":{},"geometry":)" + collection +
                                              R"({"type":"Point","coordinates":[1,2]})" + tail + "}"));
    (void)openLayer(
        write("array.geojson", R"({"type":"FeatureCollection","features":)" + std::string(depth, '[')));
    (void)openLayer(write("deep.csv", "WKT\n\"" + wkt + "POINT(1 2)" + wktTail + "\"\n"));
    std::string folders, end;
    for (int i = 0; i < depth; ++i) folders += "<Folder>", end += "</Folder>";
    (void)openLayer(write("deep.kml", "<kml xmlns=\"http://www.opengis.net/kml/2.2\"><Document>" + folders +
                                          end + "</Document></kml>"));
    std::string multi, multiEnd;
    for (int i = 0; i < depth; ++i) multi += "<MultiGeometry>", multiEnd += "</MultiGeometry>";
    (void)openLayer(write("multi.kml", "<kml xmlns=\"http://www.opengis.net/kml/2.2\"><Document><Placemark>" +
                                           multi + "<Point><coordinates>1,2</coordinates></Point>" +
                                           multiEnd + "</Placemark></Document></kml>"));
  }
}

TEST_F(Hostile, AMillionLaughsAreCutShort) {
  std::string entities = "<!ENTITY a0 \"ha\">";
  for (int i = 1; i < 12; ++i) {
    const std::string before = "&a" + std::to_string(i - 1) + ";";
    entities += "<!ENTITY a" + std::to_string(i) + " \"";
    for (int repeat = 0; repeat < 10; ++repeat) entities += before;
    entities += "\">";
  }
  const std::string head = "<?xml version=\"1.0\"?><!DOCTYPE x [" + entities + "]>";
  EXPECT_FALSE(
      openLayer(write("laugh.kml",
                      head + "<kml xmlns=\"http://www.opengis.net/kml/2.2\"><Document><name>&a11;</name>"
                             "</Document></kml>"))
          .has_value());
  EXPECT_FALSE(
      openLayer(write("laugh.gpx",
                      head + "<gpx version=\"1.1\"><wpt lat=\"1\" lon=\"2\"><name>&a11;</name></wpt></gpx>"))
          .has_value());
  EXPECT_FALSE(openLayer(write("laugh.gml",
                               head + "<gml:FeatureCollection xmlns:gml=\"http://www.opengis.net/gml\">&a11;"
                                      "</gml:FeatureCollection>"))
                   .has_value());
}

TEST_F(Hostile, HugeAttributesAreCutBetweenCharacters) {
  std::string value;
  for (int i = 0; i < 200'000; ++i) value += "\xD0\x96";
  const LayerData layer = mustOpen(write(
      "huge.geojson", R"({"type":"FeatureCollection","features":[{"type":"Feature","properties":{"t":"x)" +
                          value + R"("},"geometry":{"type":"Point","coordinates":[1,2]}}]})"));
  const auto text = layer.features->attributes.value("t", 0);
  EXPECT_EQ(text.size(), 4095u);
  EXPECT_EQ(text.back(), '\x96');
  EXPECT_TRUE(warns(layer, "4096", 1));
}

TEST_F(Hostile, ColumnsBeyondTheLimitAreLeftOut) {
  std::string header = "lon,lat", row = "1,2";
  for (int i = 0; i < 1000; ++i) header += ",c" + std::to_string(i), row += ",v";
  const LayerData layer = mustOpen(write("wide.csv", header + "\n" + row + "\n"));
  EXPECT_LE(layer.features->attributes.columns.size(), 256u);
  EXPECT_TRUE(warns(layer, "columns"));
}

TEST_F(Hostile, ATableWithoutCoordinatesSaysWhatIsMissing) {
  const auto path = write("table.csv", "name,value\na,1\nb,2\n");
  expectError(path, ErrorKind::invalid);
  EXPECT_NE(openLayer(path).error().message.find("longitude"), std::string::npos);
}

TEST_F(Hostile, InvalidUtf8IsRepaired) {
  const LayerData layer = mustOpen(write("latin.csv", "name,lon,lat\nM\xFCnchen,11.6,48.1\n"));
  EXPECT_EQ(layer.features->attributes.value("name", 0), "M\xEF\xBF\xBDnchen");
}

TEST_F(Hostile, LimitsAreKept) {
  expectError(fixture("two_lands.gpkg"), ErrorKind::tooLarge, {.maxBytes = 1000});
  expectError(fixture("two_lands.gpkg"), ErrorKind::tooLarge, {.maxVertices = 5});
}

TEST_F(Hostile, OpeningStopsWhenAsked) {
  std::string csv = "lon,lat\n";
  for (int i = 0; i < 5000; ++i) csv += "1,2\n";
  OpenOptions options{.progress = std::make_shared<std::atomic<float>>(0.f)};
  options.cancel.cancel();
  expectError(write("long.csv", csv), ErrorKind::cancelled, options);
  OpenOptions calm{.progress = std::make_shared<std::atomic<float>>(0.f)};
  mustOpen(folder_ / "long.csv", calm);
  EXPECT_EQ(*calm.progress, 1.0f);
}

TEST_F(Hostile, AnUnreadableFileSaysSo) {
  if (geteuid() == 0) GTEST_SKIP() << "root may read everything";
  const auto path = copy("two_lands.geojson");
  std::filesystem::permissions(path, std::filesystem::perms::none);
  expectError(path, ErrorKind::unreadable);
}

}  // namespace
}  // namespace dateline::atlas
