// How values of attributes read.
#include <gdal_priv.h>
#include <ogrsf_frmts.h>

#include "atlas/layer_fixture.h"

namespace dateline::atlas {
namespace {

using Values = LayerTest;

std::string feature(const std::string& properties) {
  return R"({"type":"FeatureCollection","features":[{"type":"Feature","properties":)" + properties +
         R"(,"geometry":{"type":"Point","coordinates":[70,45]}}]})";
}

TEST_F(Values, ListsAndTruthReadAsOneWritesThem) {
  const LayerData layer = mustOpen(write(
      "a.geojson",
      feature(
          R"({"names":["a","b"],"numbers":[1,2],"large":[1,5000000000],"shares":[0.5,2.25],"yes":true,"no":false})")));
  const auto value = [&](const char* column) { return layer.features->attributes.value(column, 0); };
  EXPECT_EQ(value("names"), "a, b");
  EXPECT_EQ(value("numbers"), "1, 2");
  EXPECT_EQ(value("large"), "1, 5000000000");
  EXPECT_EQ(value("shares"), "0.5, 2.25");
  EXPECT_EQ(value("yes"), "true");
  EXPECT_EQ(value("no"), "false");
}

TEST_F(Values, WhatAKmlSaysOfItsDrawingIsNoAttribute) {
  const LayerData layer = mustOpen(write(
      "a.kml",
      R"(<kml xmlns="http://www.opengis.net/kml/2.2"><Document><Placemark><name>here</name><visibility>1)"
      R"(</visibility><Point><extrude>1</extrude><coordinates>70,45</coordinates></Point></Placemark>)"
      R"(</Document></kml>)"));
  EXPECT_EQ(layer.features->attributes.value("Name", 0), "here");
  for (const char* column : {"tessellate", "extrude", "visibility"})
    EXPECT_EQ(layer.features->attributes.columnOf(column), -1) << column;
}

TEST_F(Values, ADescriptionOfAKmlIsTheTextOfItsHtml) {
  const LayerData layer = mustOpen(write(
      "a.kml",
      R"(<kml xmlns="http://www.opengis.net/kml/2.2"><Document><Placemark><name>a</name><description><![CDATA[)"
      R"(<style>p {}</style><b>Air&nbsp;base</b><br>runway 3500&#160;m &amp; <i>more</i><img src="http://x/y">)"
      R"(<table><tr><td>a</td><td>b</td></tr></table>]]></description><Point><coordinates>70,45</coordinates>)"
      R"(</Point></Placemark><Placemark><name>b</name><description>a &lt; b &amp;c</description><Point>)"
      R"(<coordinates>70,45</coordinates></Point></Placemark></Document></kml>)"));
  const int column = std::max(layer.features->attributes.columnOf("description"),
                              layer.features->attributes.columnOf("Description"));
  ASSERT_GE(column, 0);
  const auto& texts = layer.features->attributes.values[static_cast<std::size_t>(column)];
  EXPECT_EQ(texts[0], "Air base\nrunway 3500\u00a0m & more\na b");
  EXPECT_EQ(texts[1], "a < b &c");
}

TEST_F(Values, OfAKmlsPicturesOnTheGroundItIsSaidThatTheyAreNotDrawn) {
  const LayerData layer = mustOpen(write(
      "a.kml",
      R"(<kml xmlns="http://www.opengis.net/kml/2.2"><Document><GroundOverlay><name>old</name><Icon><href>x.png)"
      R"(</href></Icon><LatLonBox><north>50</north><south>49</south><east>40</east><west>39</west></LatLonBox>)"
      R"(</GroundOverlay><Placemark><Point><coordinates>70,45</coordinates></Point></Placemark></Document></kml>)"));
  EXPECT_TRUE(warns(layer, "GroundOverlay", 1));
}

TEST_F(Values, NumbersOfAFileAreToldFromTexts) {
  const LayerData layer = mustOpen(
      write("a.geojson",
            R"({"type":"Feature","properties":{"text":"1.234","real":1.234,"whole":5,"bell":"a\u0007b"},)"
            R"("geometry":{"type":"Point","coordinates":[70,45]}})"));
  const geo::Attributes& attributes = layer.features->attributes;
  EXPECT_FALSE(attributes.isNumeric(attributes.columnOf("text")));
  EXPECT_TRUE(attributes.isNumeric(attributes.columnOf("real")));
  EXPECT_TRUE(attributes.isNumeric(attributes.columnOf("whole")));
  EXPECT_EQ(attributes.value("bell", 0), "a b") << "no font has a bell";
}

TEST_F(Values, AnEncodingThatNothingTellsIsWarnedOf) {
  GDALAllRegister();
  GDALDriver* driver = GetGDALDriverManager()->GetDriverByName("ESRI Shapefile");
  GDALDataset* dataset = driver->Create((folder_ / "a.shp").c_str(), 0, 0, 0, GDT_Unknown, nullptr);
  const char* const options[] = {"ENCODING=", nullptr};
  OGRLayer* layer = dataset->CreateLayer("a", nullptr, wkbPoint, const_cast<char**>(options));
  OGRFieldDefn name("name", OFTString);
  layer->CreateField(&name);
  OGRFeature moscow(layer->GetLayerDefn());
  moscow.SetField("name", "\xCC\xEE\xF1\xEA\xE2\xE0");  // in Windows-1251
  moscow.SetGeometryDirectly(new OGRPoint(37, 55));
  EXPECT_EQ(layer->CreateFeature(&moscow), OGRERR_NONE);
  GDALClose(dataset);
  std::filesystem::remove(folder_ / "a.cpg");
  EXPECT_TRUE(warns(mustOpen(folder_ / "a.shp"), ".cpg", 1));
  write("a.cpg", "CP1251");
  const LayerData told = mustOpen(folder_ / "a.shp");
  EXPECT_FALSE(warns(told, ".cpg"));
  EXPECT_EQ(told.features->attributes.value("name", 0), "Москва");
}

}  // namespace
}  // namespace dateline::atlas
