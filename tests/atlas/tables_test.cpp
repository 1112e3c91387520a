#include "atlas/layer_fixture.h"

namespace dateline::atlas {
namespace {

class Tables : public LayerTest {
 protected:
  /// Where the one row of a table is taken to lie.
  geo::LngLat placeOf(const std::string& heading, const std::string& row) {
    const LayerData layer = mustOpen(write("table.csv", heading + "\n" + row + "\n"));
    if (layer.features->coords.size() == 1) return layer.features->coords[0];
    ADD_FAILURE() << heading;
    return {};
  }
};

constexpr geo::LngLat kAstana{71.43, 51.17};

TEST_F(Tables, LongitudeAndLatitudeGoBeforeXAndYWhereverTheyStand) {
  EXPECT_EQ(placeOf("x,y,longitude,latitude,name", "3,4,71.43,51.17,A"), kAstana);
  EXPECT_EQ(placeOf("X,Y,OBJECTID,NAME,LATITUDE,LONGITUDE", "7951000.1,6650000.2,1,A,51.17,71.43"), kAstana);
  EXPECT_EQ(placeOf("lat,lon,y,x", "51.17,71.43,4,3"), kAstana);
  EXPECT_EQ(placeOf("x,y,geo_lat,geo_lon", "3,4,51.17,71.43"), kAstana);
  EXPECT_EQ(placeOf("y,name,x", "51.17,A,71.43"), kAstana);
}

TEST_F(Tables, ColumnsThatBelongTogetherAreTakenTogether) {
  EXPECT_EQ(placeOf("end_lat,start_lon,start_lat,end_lon", "1,71.43,51.17,2"), kAstana);
  EXPECT_EQ(placeOf("long,x,y", "a tale,71.43,51.17"), kAstana) << "a lone \"long\" is no longitude";
  EXPECT_EQ(placeOf("start_lon,start_lat,Lng,Latitude", "1,2,71.43,51.17"), kAstana);
  EXPECT_EQ(placeOf("geo_lon,latitude", "71.43,51.17"), kAstana) << "for want of others";
}

TEST_F(Tables, ColumnsAreKnownByTheEndOfTheirName) {
  for (const char* heading : {"GPS Latitude,GPS Longitude", "decimalLatitude,decimalLongitude",
                              "reclat,reclong", "startLat,startLng", "Latitude (deg),Longitude (deg)",
                              "Enlem,Boylam", "Широта,Долгота", "latitud,longitud"})
    EXPECT_EQ(placeOf(heading, "51.17,71.43"), kAstana) << heading;
  EXPECT_FALSE(openLayer(write("a.csv", "flat,is_long\n51.17,71.43\n")));
}

TEST_F(Tables, ATablePartedByBarsIsToldApart) {
  const auto layer = openLayer(write("a.csv", "Date|Lat|Lon\n2023-02-26|51.17|71.43\n"));
  ASSERT_FALSE(layer);
  EXPECT_NE(layer.error().message.find("parted by |"), std::string::npos) << layer.error().message;
}

TEST_F(Tables, TheirOtherColumnsStay) {
  const LayerData layer = mustOpen(write("a.csv", "x,y,longitude,latitude,name\n3,4,71.43,51.17,A\n"));
  EXPECT_EQ(layer.features->attributes.columns, (std::vector<std::string>{"x", "y", "name"}));
}

TEST_F(Tables, LinesOfGeoJsonAreALayer) {
  const auto feature = [](const char* name, const char* at) {
    return std::string(R"({"type":"Feature","properties":{"name":")") + name +
           R"("},"geometry":{"type":"Point","coordinates":)" + at + "}}";
  };
  const std::string a = feature("A", "[71.43,51.17]"), b = feature("B", "[76.95,43.25]");
  for (const auto& file :
       {write("a.geojsonl", a + "\n" + b + "\n"), write("b.geojsons", "\x1e" + a + "\n\x1e" + b + "\n")}) {
    const LayerData layer = mustOpen(file);
    ASSERT_EQ(layer.features->coords.size(), 2u) << file;
    EXPECT_EQ(layer.features->coords[0], kAstana);
    EXPECT_EQ(layer.features->attributes.value("name", layer.features->features[1].row), "B");
  }
}

}  // namespace
}  // namespace dateline::atlas
