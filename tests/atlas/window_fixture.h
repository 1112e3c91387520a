// What the tests of windowed sources share: files of squares and of a coast, written through GDAL.
#pragma once

#include <cpl_error.h>
#include <gdal_priv.h>
#include <ogrsf_frmts.h>

#include <functional>
#include <vector>

#include "atlas/layer_fixture.h"
#include "atlas/windowed_source.h"

namespace dateline::atlas {

struct Written {
  std::string driver = "FlatGeobuf";
  int epsg = 4326;  ///< 0: none
  bool index = true;
  std::string layer = "squares";
};

using Shape = std::vector<geo::LngLat>;  ///< a ring, a line of two points, or a point

/// Each shape a feature with its number and its kind ("even", "odd"). Gives the file.
inline std::filesystem::path writeShapes(const std::filesystem::path& path, const std::vector<Shape>& shapes,
                                         const Written& how = {}) {
  GDALAllRegister();
  GDALDriver* driver = GetGDALDriverManager()->GetDriverByName(how.driver.c_str());
  const bool add = std::filesystem::exists(path);
  GDALDataset* dataset = add ? GDALDataset::Open(path.c_str(), GDAL_OF_VECTOR | GDAL_OF_UPDATE)
                             : driver->Create(path.c_str(), 0, 0, 0, GDT_Unknown, nullptr);
  OGRSpatialReference crs;
  if (how.epsg != 0) crs.importFromEPSG(how.epsg);
  const char* const options[] = {how.index ? "SPATIAL_INDEX=YES" : "SPATIAL_INDEX=NO", nullptr};
  OGRLayer* layer = dataset->CreateLayer(how.layer.c_str(), how.epsg != 0 ? &crs : nullptr, wkbUnknown,
                                         const_cast<char**>(options));
  OGRFieldDefn number("number", OFTInteger), kind("kind", OFTString);
  layer->CreateField(&number);
  layer->CreateField(&kind);
  EXPECT_EQ(layer->StartTransaction(), OGRERR_NONE);
  int i = 0;
  for (const Shape& shape : shapes) {
    OGRFeature feature(layer->GetLayerDefn());
    feature.SetField("number", i);
    feature.SetField("kind", i % 2 ? "odd" : "even");
    if (shape.size() == 1) {
      feature.SetGeometryDirectly(new OGRPoint(shape[0].lng, shape[0].lat));
    } else {
      auto* line = shape.size() == 2 ? new OGRLineString : new OGRLinearRing;
      line->setNumPoints(static_cast<int>(shape.size()));  // added one by one each would copy all before it
      for (std::size_t corner = 0; corner < shape.size(); ++corner)
        line->setPoint(static_cast<int>(corner), shape[corner].lng, shape[corner].lat);
      if (shape.size() > 2) {
        line->closeRings();
        auto* polygon = new OGRPolygon;
        polygon->addRingDirectly(static_cast<OGRLinearRing*>(line));
        feature.SetGeometryDirectly(polygon);
      } else {
        feature.SetGeometryDirectly(line);
      }
    }
    EXPECT_EQ(layer->CreateFeature(&feature), OGRERR_NONE);
    ++i;
  }
  EXPECT_EQ(layer->CommitTransaction(), OGRERR_NONE);
  GDALClose(dataset);
  return path;
}

inline Shape square(double lng, double lat, double size) {
  return {{lng, lat}, {lng + size, lat}, {lng + size, lat + size}, {lng, lat + size}};
}

/// 36 by 16 squares of 8 degrees, 10 apart, from 180 W and 80 S; row by row.
inline std::vector<Shape> squares() {
  std::vector<Shape> all;
  for (int y = 0; y < 16; ++y)
    for (int x = 0; x < 36; ++x) all.push_back(square(-180 + 10 * x, -80 + 10 * y, 8));
  return all;
}

inline std::unique_ptr<WindowedSource> mustOpenSource(const std::filesystem::path& path) {
  auto source = WindowedSource::open(path);
  if (!source) {
    ADD_FAILURE() << source.error().text();
    return nullptr;
  }
  return std::move(*source);
}

inline WindowData mustRead(WindowedSource& source, const Window& window, const WindowLimits& limits = {}) {
  auto data = source.read(window, limits);
  if (!data) {
    ADD_FAILURE() << data.error().text();
    return {.layer = {.name = {},
                      .source = {},
                      .crs = {},
                      .features = std::make_shared<geo::FeatureSet>(),
                      .warnings = {}}};
  }
  return std::move(*data);
}

/// The numbers of the features that were read, by their attributes.
inline std::multiset<int> numbersIn(const WindowData& data) {
  std::multiset<int> numbers;
  const geo::FeatureSet& set = *data.layer.features;
  for (const geo::Feature& feature : set.features)
    numbers.insert(static_cast<int>(set.attributes.number("number", feature.row, -1)));
  return numbers;
}

}  // namespace dateline::atlas
