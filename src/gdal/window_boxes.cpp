#include "gdal/window_boxes.h"

#include <ogr_spatialref.h>

#include <algorithm>
#include <cmath>

#include "gdal/gdal_setup.h"

namespace dateline::gdal {
namespace {

constexpr double kBeyond = 540;         // longitudes of layers reach a world and a half to either side
constexpr double kMercatorEnd = 85.06;  // nothing of a Mercator map lies beyond, and no number is told for it
constexpr int kSamples = 24;            // along each side

/// A window as it lies on the copies of the world that data may be on.
std::vector<geo::LngLatBox> copiesOf(const geo::LngLatBox& window, double reach) {
  std::vector<geo::LngLatBox> copies;
  const double middle = std::round(window.centre().lng / 360) * 360;
  for (const double shift : {-360.0, 0.0, 360.0}) {
    geo::LngLatBox copy = window;
    copy.minX = std::max(-reach, copy.minX - middle + shift);
    copy.maxX = std::min(reach, copy.maxX - middle + shift);
    if (!copy.empty()) copies.push_back(copy);
  }
  return copies;
}

/// Where the box comes to lie; an empty one when a part of it has no place there.
geo::LngLatBox placed(const geo::LngLatBox& box, OGRCoordinateTransformation& back) {
  std::vector<double> x, y;
  const double south = std::max(box.minY, -kMercatorEnd), north = std::min(box.maxY, kMercatorEnd);
  for (int i = 0; i <= kSamples; ++i) {
    for (int j = 0; j <= kSamples; ++j) {
      x.push_back(box.minX + box.width() * i / kSamples);
      y.push_back(south + std::max(0.0, north - south) * j / kSamples);
    }
  }
  const std::vector<char> good = transformed(back, x, y);
  geo::LngLatBox out;
  for (std::size_t i = 0; i < x.size(); ++i) {
    if (good[i] == 0) return {};
    out.add(geo::LngLat{x[i], y[i]});
  }
  // What bulges out between the samples.
  const double more = std::max(out.width(), out.height()) / kSamples;
  return {out.minX - more, out.minY - more, out.maxX + more, out.maxY + more};
}

}  // namespace

std::vector<geo::LngLatBox> boxesOf(const SourceCrs& crs, const geo::LngLatBox& window) {
  if (crs.back == nullptr) return copiesOf(window, kBeyond);
  const GdalMessages silence;
  std::vector<geo::LngLatBox> boxes;
  for (const geo::LngLatBox& copy : copiesOf(window, 180)) {
    const geo::LngLatBox box = placed(copy, *crs.back);
    if (box.empty()) return {};
    boxes.push_back(box);
  }
  return boxes;
}

geo::LngLatBox extentOf(const SourceCrs& crs, const geo::LngLatBox& box) {
  if (box.empty() || crs.transformation == nullptr) return box;
  std::vector<double> x, y;
  for (int i = 0; i <= kSamples; ++i)
    for (int j = 0; j <= kSamples; ++j) {
      x.push_back(box.minX + box.width() * i / kSamples);
      y.push_back(box.minY + box.height() * j / kSamples);
    }
  const GdalMessages silence;
  const std::vector<char> good = transformed(*crs.transformation, x, y);
  geo::LngLatBox extent;
  for (std::size_t i = 0; i < x.size(); ++i)
    if (good[i] != 0) extent.add(geo::LngLat{x[i], y[i]});
  return extent;
}

}  // namespace dateline::gdal
