#include <ogr_spatialref.h>

#include <memory>

#include "atlas/window_fixture.h"

// Layers in other coordinate systems, or in none, read by the window.

namespace dateline::atlas {
namespace {

class WindowedSystems : public LayerTest {
 protected:
  std::filesystem::path file(const std::string& name) { return folder_ / name; }
};

/// A shape in degrees as it lies in a projected system.
Shape inSystem(int epsg, Shape shape) {
  OGRSpatialReference from, to;
  from.importFromEPSG(4326);
  to.importFromEPSG(epsg);
  for (OGRSpatialReference* crs : {&from, &to}) crs->SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
  const std::unique_ptr<OGRCoordinateTransformation> way(OGRCreateCoordinateTransformation(&from, &to));
  for (geo::LngLat& p : shape) way->Transform(1, &p.lng, &p.lat);
  return shape;
}

TEST_F(WindowedSystems, WhatLiesBesideTheWindowTakesNoneOfTheMemory) {
  // The window's box in this system holds far more than the window: all that lies south of it.
  const Window window{.box = {60, 40, 80, 55}, .tolerance = 0.01};
  std::vector<Shape> shapes;
  for (int i = 0; i < 4000; ++i)
    shapes.push_back(inSystem(3413, square(72 + i % 60 * 0.1, 36 + i / 60 * 0.03, 0.02)));
  shapes.push_back(inSystem(3413, square(70, 50, 0.5)));
  shapes.push_back(inSystem(3413, square(79.8, 54.8, 0.5)));                   // over the window's corner
  shapes.push_back(inSystem(3413, {{58, 30}, {58, 60}, {85, 60}, {85, 30}}));  // all around it
  for (const std::string ending : {".fgb", ".gpkg"}) {
    const Written how{.driver = ending == ".fgb" ? "FlatGeobuf" : "GPKG", .epsg = 3413};
    const auto source = mustOpenSource(writeShapes(file("a" + ending), shapes, how));
    const WindowData data = mustRead(*source, window, {.bytes = 60'000});
    EXPECT_FALSE(data.cut) << ending;
    EXPECT_EQ(numbersIn(data), (std::multiset<int>{4000, 4001, 4002})) << ending;
    expectSound(*data.layer.features);
  }
}

TEST_F(WindowedSystems, OfAProjectedLayerWhatCrossesTheDateLineIsFound) {
  const std::vector<Shape> shapes = {inSystem(3413, {{176, 68}, {-178, 68}, {-178, 71}, {176, 71}}),
                                     inSystem(3413, square(178, 66, 1)), inSystem(3413, square(-179, 66, 1)),
                                     inSystem(3413, square(120, 66, 1)),
                                     inSystem(3413, {{0, 82}, {90, 82}, {180, 82}, {-90, 82}})};
  const auto source = mustOpenSource(writeShapes(file("a.gpkg"), shapes, {.driver = "GPKG", .epsg = 3413}));
  for (const double shift : {0.0, 360.0}) {
    const Window dateLine{.box = {177 - shift, 65, 183 - shift, 72}};
    EXPECT_EQ(numbersIn(mustRead(*source, dateLine)), (std::multiset<int>{0, 1, 2})) << shift;
  }
  EXPECT_EQ(numbersIn(mustRead(*source, {.box = {20, 88, 30, 89}})).count(4), 1u) << "round the pole";
}

TEST_F(WindowedSystems, WhatAGeoPackageCallsUndefinedIsNoCoordinateSystem) {
  OGRSpatialReference undefined;
  undefined.SetFromUserInput(
      "GEOGCS[\"Undefined geographic SRS\",DATUM[\"unknown\",SPHEROID[\"unknown\",6378137,298.257223563]],"
      "PRIMEM[\"Greenwich\",0],UNIT[\"degree\",0.0174532925199433]]");
  const auto write = [&](const std::string& name, double size) {
    GDALAllRegister();
    GDALDriver* driver = GetGDALDriverManager()->GetDriverByName("GPKG");
    GDALDataset* dataset = driver->Create(file(name).c_str(), 0, 0, 0, GDT_Unknown, nullptr);
    OGRLayer* layer = dataset->CreateLayer("a", &undefined, wkbPoint, nullptr);
    for (int i = 1; i < 5; ++i) {
      OGRFeature feature(layer->GetLayerDefn());
      feature.SetGeometryDirectly(new OGRPoint(i * size, i * size));
      EXPECT_EQ(layer->CreateFeature(&feature), OGRERR_NONE);
    }
    GDALClose(dataset);
    return file(name);
  };
  const auto degrees = write("degrees.gpkg", 10), metres = write("metres.gpkg", 100'000);
  EXPECT_TRUE(warns(mustOpen(degrees), "WGS 84 longitude and latitude is assumed"));
  EXPECT_TRUE(warns(mustRead(*mustOpenSource(degrees), {.box = {0, 0, 50, 50}}).layer,
                    "WGS 84 longitude and latitude"));
  expectError(metres, ErrorKind::invalid);
  EXPECT_FALSE(WindowedSource::open(metres));
}

TEST_F(WindowedSystems, GeocentricCoordinatesAreRefused) {
  // Without their third they would all lie about the equator.
  for (const std::string ending : {".fgb", ".gpkg"}) {
    const Written how{.driver = ending == ".fgb" ? "FlatGeobuf" : "GPKG", .epsg = 4978};
    const auto path = writeShapes(file("a" + ending), {square(1'500'000, 4'200'000, 1000)}, how);
    const auto source = WindowedSource::open(path);
    ASSERT_FALSE(source);
    EXPECT_NE(source.error().message.find("cannot be turned into longitude and latitude"), std::string::npos);
    expectError(path, ErrorKind::unsupported);
  }
}

}  // namespace
}  // namespace dateline::atlas
