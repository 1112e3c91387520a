#include "atlas/reading_apart.h"

#include <gmock/gmock.h>

#include "atlas/layer_fixture.h"

namespace dateline::atlas {
namespace {

using testing::HasSubstr;

class ReadingApart : public LayerTest {
 protected:
  static std::string document(const std::string& inside) {
    return R"(<?xml version="1.0" encoding="UTF-8"?><kml xmlns="http://www.opengis.net/kml/2.2" )"
           R"(xmlns:gx="http://www.google.com/kml/ext/2.2"><Document>)" +
           inside + "</Document></kml>";
  }
  static std::string track(const std::string& inside) {
    return "<Placemark><name>way</name><gx:Track>" + inside + "</gx:Track></Placemark>";
  }
  static std::string point(const std::string& name) {
    return "<Placemark><name>" + name +
           "</name><Point><coordinates>71.4,51.1</coordinates></Point></Placemark>";
  }
};

constexpr char kTwoPlaces[] = "<gx:coord>60 40 0</gx:coord><gx:coord>65 45 0</gx:coord>";

TEST_F(ReadingApart, ATrackWithFewerTimesThanPlacesIsALine) {
  for (const std::string times : {"", "<when>2020-05-01T08:00:00Z</when>", "<when/>"}) {
    const LayerData layer = mustOpen(write("track.kml", document(point("here") + track(times + kTwoPlaces))));
    ASSERT_EQ(layer.features->features.size(), 2U) << times;
    EXPECT_EQ(layer.features->features[1].kind, geo::GeometryKind::line);
    EXPECT_EQ(layer.features->coords.size(), 3U);
    EXPECT_EQ(layer.features->attributes.value("Name", 1), "way");
    EXPECT_TRUE(layer.warnings.empty());
  }
}

TEST_F(ReadingApart, OfAKmlThatGdalFailsOnTheRestIsReadByASimplerReader) {
  // Closed by another prefix than it was opened by, so that the times are not counted; a fault of LIBKML.
  const std::string broken =
      "<Placemark><name>bad</name><gx:Track>" + std::string(kTwoPlaces) + "</gx:Track ></Placemark>";
  const LayerData layer = mustOpen(write("broken.kml", document(point("here") + broken)));
  ASSERT_EQ(layer.features->features.size(), 1U);
  EXPECT_EQ(layer.features->attributes.value("Name", 0), "here");
  ASSERT_FALSE(layer.warnings.empty());
  EXPECT_THAT(layer.warnings.front().message, HasSubstr("GDAL fails on this file"));
}

TEST_F(ReadingApart, WhereAllReadersFailThatIsAnError) {
  const auto path = write(
      "only.kml", document("<Placemark><gx:Track>" + std::string(kTwoPlaces) + "</gx:Track ></Placemark>"));
  const auto layer = openLayer(path);
  ASSERT_FALSE(layer);
  EXPECT_EQ(layer.error().kind, ErrorKind::invalid);
  EXPECT_EQ(layer.error().where, path.string());
  EXPECT_THAT(layer.error().message, HasSubstr("GDAL fails on this file"));
}

TEST_F(ReadingApart, TextInAnEncodingThatGdalDoesNotKnowIsRead) {
  const std::string text = R"(<?xml version="1.0" encoding="windows-1251"?>)"
                           R"(<kml xmlns="http://www.opengis.net/kml/2.2"><Document>)" +
                           point("\xc0\xf1\xf2\xe0\xed\xe0") + "</Document></kml>";
  const LayerData layer = mustOpen(write("cyrillic.kml", text));
  EXPECT_EQ(layer.features->attributes.value("Name", 0), "Астана");
  std::string unknown = text;
  unknown.replace(unknown.find("windows-1251"), 12, "x-klingon-99");
  const auto refused = openLayer(write("unknown.kml", unknown));
  ASSERT_FALSE(refused);
  EXPECT_THAT(refused.error().message, HasSubstr("save it in UTF-8"));
}

TEST_F(ReadingApart, ErrorsAndWarningsAreThoseOfTheFile) {
  const auto path = write("empty.kml", document(""));
  const auto empty = openLayer(path);
  ASSERT_FALSE(empty);
  EXPECT_EQ(empty.error().kind, ErrorKind::invalid);
  EXPECT_EQ(empty.error().where, path.string());
  expectError(folder_ / "missing.kml", ErrorKind::notFound);
  expectError(fixture("places.kml"), ErrorKind::tooLarge, {.maxBytes = 10});
  OpenOptions stopped;
  stopped.cancel.cancel();
  expectError(fixture("places.kml"), ErrorKind::cancelled, stopped);
}

TEST_F(ReadingApart, IsKeptAsOtherLayersAre) {
  const auto path = copy("places.kml");
  const OpenOptions options{.cacheFolder = folder_ / "kept"};
  const LayerData first = mustOpen(path, options);
  LayerCache::finish();
  EXPECT_FALSE(first.features->origin.empty());
  EXPECT_TRUE(LayerCache(options.cacheFolder).find(*LayerCache::keyOf(path, {})));
}

TEST_F(ReadingApart, FormatsAreToldByNameAndByTheirFirstBytes) {
  EXPECT_TRUE(isReadApart("a.KML"));
  EXPECT_TRUE(isReadApart("a.kmz"));
  EXPECT_TRUE(isReadApart(write("a.txt", "\xef\xbb\xbf \n<?xml version=\"1.0\"?><kml/>")));
  EXPECT_FALSE(isReadApart(write("a.geojson", R"({"type":"FeatureCollection","features":[]})")));
  EXPECT_FALSE(isReadApart(fixture("two_lands.fgb")));
}

}  // namespace
}  // namespace dateline::atlas
