// What is said of files that cannot be read, or of which nothing is left, is true and helps.
#include "atlas/layer_fixture.h"

namespace dateline::atlas {
namespace {

namespace fs = std::filesystem;

class Messages : public LayerTest {
 protected:
  static void expectSays(const fs::path& path, ErrorKind kind, const std::string& words) {
    expectError(path, kind);
    const auto layer = openLayer(path);
    if (!layer) {
      EXPECT_NE(layer.error().message.find(words), std::string::npos) << layer.error().message;
    }
  }
};

TEST_F(Messages, WhatCannotBeLookedAtIsToldByItsReason) {
  fs::create_symlink(folder_ / "b.geojson", folder_ / "a.geojson");
  fs::create_symlink(folder_ / "a.geojson", folder_ / "b.geojson");
  expectSays(folder_ / "a.geojson", ErrorKind::unreadable, "leads back to itself");
  expectSays(folder_ / (std::string(300, 'n') + ".geojson"), ErrorKind::unreadable, "so long a name");
}

TEST_F(Messages, AFolderThatMayNotBeEnteredIsTold) {
  if (geteuid() == 0) GTEST_SKIP() << "root may enter everything";
  fs::create_directory(folder_ / "closed");
  fs::permissions(folder_ / "closed", fs::perms::none);
  expectSays(folder_ / "closed" / "a.geojson", ErrorKind::unreadable, "may not be entered");
  fs::permissions(folder_ / "closed", fs::perms::owner_all);
}

TEST_F(Messages, AnArchiveIsToBeUnpacked) {
  expectSays(write("a.zip", std::string("PK\3\4\24\0\0\0", 8) + std::string(200, '\1')),
             ErrorKind::unsupported, "unpack it");
  expectSays(write("a.geojson.gz", "\x1f\x8b\x08" + std::string(200, '\1')), ErrorKind::unsupported,
             "unpack it");
}

TEST_F(Messages, WhereNothingIsLeftTheReasonsAreTold) {
  const auto path = write("a.geojson", R"({"type":"FeatureCollection","features":[
    {"type":"Feature","properties":{},"geometry":null},
    {"type":"Feature","properties":{},"geometry":null},
    {"type":"Feature","properties":{},"geometry":{"type":"Polygon","coordinates":[[[1,1],[2,2],[1,1],[1,1]]]}}]})");
  expectSays(path, ErrorKind::invalid, "without a geometry were left out (2)");
  expectSays(path, ErrorKind::invalid, "three different points");
  expectSays(write("b.geojson", R"({"type":"FeatureCollection","features":[]})"), ErrorKind::invalid,
             "no features");
}

TEST_F(Messages, LinksOfAKmlAreToldToBeLeftAlone) {
  const auto kml = [this](const std::string& name, const std::string& more) {
    return write(name, R"(<kml xmlns="http://www.opengis.net/kml/2.2"><Document><NetworkLink><Link>)"
                       "<href>other.kml</href></Link></NetworkLink>" +
                           more + "</Document></kml>");
  };
  expectSays(kml("a.kml", ""), ErrorKind::invalid, "nothing but links to other files");
  const std::string point = "<Placemark><Point><coordinates>70,45</coordinates></Point></Placemark>";
  EXPECT_TRUE(warns(mustOpen(kml("b.kml", point)), "links to other files"));
}

TEST_F(Messages, AnEmptyPointAmongOthersIsNoMistake) {
  const LayerData layer = mustOpen(write("a.csv", "WKT,n\n\"MULTIPOINT((78 43),EMPTY)\",1\n"));
  EXPECT_EQ(layer.features->coords.size(), 1u);
  EXPECT_FALSE(warns(layer, "not numbers"));
}

TEST_F(Messages, AShapefileOfWhichAFileWasCutShortIsDrawnAsFarAsItGoes) {
  for (const char* ending : {".shp", ".shx", ".dbf", ".prj"}) copy(std::string("two_lands_utm") + ending);
  const auto shp = folder_ / "two_lands_utm.shp", dbf = folder_ / "two_lands_utm.dbf";
  const std::size_t shapes = mustOpen(shp).features->features.size();
  fs::resize_file(dbf, fs::file_size(dbf) / 2);
  const LayerData without = mustOpen(shp);
  EXPECT_EQ(without.features->features.size(), shapes);
  EXPECT_TRUE(warns(without, "the .dbf file beside the .shp was cut short"));
  fs::resize_file(shp, fs::file_size(shp) - 20);
  const LayerData some = mustOpen(shp);
  EXPECT_LT(some.features->features.size(), shapes);
  EXPECT_TRUE(warns(some, "the file was cut short: copy it again"));
  fs::resize_file(shp, 110);
  expectSays(shp, ErrorKind::invalid, "cut short: copy it again");
}

TEST_F(Messages, AFlatGeobufThatWasCutShortIsToldAsThat) {
  const auto path = copy("two_lands.fgb");
  fs::resize_file(path, fs::file_size(path) - 20);
  EXPECT_TRUE(warns(mustOpen(path), "the file was cut short: copy it again"));
}

TEST_F(Messages, AnUnknownCoordinateSystemOfAGeoJsonIsToldToBeTakenForWgs84) {
  const std::string point =
      R"("features":[{"type":"Feature","properties":{},"geometry":{"type":"Point","coordinates":[70,45]}}]})";
  const std::string named = R"({"type":"FeatureCollection","crs":{"type":"name","properties":{"name":)";
  const std::string words = "WGS 84 longitude and latitude is assumed";
  EXPECT_TRUE(
      warns(mustOpen(write("a.geojson", named + R"("urn:ogc:def:crs:EPSG::999999"}},)" + point)), words));
  EXPECT_FALSE(
      warns(mustOpen(write("b.geojson", named + R"("urn:ogc:def:crs:EPSG::4258"}},)" + point)), words));
}

TEST_F(Messages, WhatToDoAboutCoordinatesThatAreNoDegreesDependsOnTheFormat) {
  const auto points = [](const std::string& a, const std::string& b) {
    return R"({"type":"MultiPoint","coordinates":[)" + a + "," + b + "]}";
  };
  expectSays(write("a.geojson", points("[500000,5400000]", "[510000,5410000]")), ErrorKind::invalid,
             "save it in longitude and latitude");
  expectSays(write("b.geojson", points("[51.1,100.5]", "[-43,110]")), ErrorKind::invalid, "longitude first");
  expectSays(write("c.geojson", points("[51.1,100.5]", "[-43,5400000]")), ErrorKind::invalid,
             "save it in longitude and latitude");
  write("d.mid", "1\n");
  expectSays(write("d.mif",
                   "Version 300\nCharset \"Neutral\"\nDelimiter \",\"\nCoordSys NonEarth Units \"m\"\n"
                   "Columns 1\n  n Integer\nData\n\nPoint 500000 5400000\n"),
             ErrorKind::invalid, "CoordSys");
}

TEST_F(Messages, AFileInUtf16IsToldAsThat) {
  const auto wide = [](const std::string& text, bool bigEndian) {
    std::string bytes;
    for (const char c : text) bytes += bigEndian ? std::string{'\0', c} : std::string{c, '\0'};
    return bytes;
  };
  const std::string json = R"({"type":"Point","coordinates":[70,45]})";
  expectSays(write("a.csv", "\xff\xfe" + wide("lon,lat\n70,45\n", false)), ErrorKind::unsupported, "UTF-8");
  expectSays(write("a.geojson", "\xff\xfe" + wide(json, false)), ErrorKind::unsupported, "UTF-8");
  expectSays(write("b.geojson", "\xfe\xff" + wide(json, true)), ErrorKind::unsupported, "UTF-8");
  expectSays(write("c.geojson", wide(json, false)), ErrorKind::unsupported, "UTF-8");
}

}  // namespace
}  // namespace dateline::atlas
