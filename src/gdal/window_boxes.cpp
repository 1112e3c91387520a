#include "gdal/window_boxes.h"

#include <ogr_spatialref.h>

#include <algorithm>
#include <cmath>

#include "gdal/gdal_setup.h"

namespace dateline::gdal {
namespace {

constexpr double kBeyond = 540;         // longitudes of layers reach a world and a half to either side
constexpr double kMercatorEnd = 85.06;  // nothing of a Mercator map lies beyond, and no number is told for it
constexpr double kPole = 90;
constexpr int kSamples = 24;  // along each side

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

/// How far a window may reach towards a pole: to where a Mercator map ends, unless the source shows what lies
/// beyond about as large as all else.
double reachTowards(double pole, const geo::LngLatBox& box, const SourceCrs& crs) {
  constexpr double kMostStretched = 4;
  const double end = std::copysign(kMercatorEnd, pole);
  std::vector<double> x(2, box.centre().lng), y = {end, pole};
  const std::vector<char> good = transformed(*crs.back, x, y);
  const double length = std::hypot(x[1] - x[0], y[1] - y[0]);
  const double usual = std::abs(pole - end) * crs.unitsPerDegree;
  return good[0] != 0 && good[1] != 0 && length < kMostStretched * usual ? pole : end;
}

/// Where the box comes to lie; an empty one when a part of it has no place there.
geo::LngLatBox placed(const geo::LngLatBox& box, const SourceCrs& crs) {
  std::vector<double> x, y;
  const double south =
      box.minY < -kMercatorEnd ? std::max(box.minY, reachTowards(-kPole, box, crs)) : box.minY;
  const double north = box.maxY > kMercatorEnd ? std::min(box.maxY, reachTowards(kPole, box, crs)) : box.maxY;
  for (int i = 0; i <= kSamples; ++i) {
    for (int j = 0; j <= kSamples; ++j) {
      x.push_back(box.minX + box.width() * i / kSamples);
      y.push_back(south + std::max(0.0, north - south) * j / kSamples);
    }
  }
  const std::vector<char> good = transformed(*crs.back, x, y);
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

bool SourceWindow::meets(const geo::LngLatBox& box) const {
  if (isWide(box)) {
    const geo::LngLatBox wanted = fromEquator();
    return box.minY <= wanted.maxY && box.maxY >= wanted.minY;
  }
  return std::any_of(boxes.begin(), boxes.end(),
                     [&](const geo::LngLatBox& wanted) { return wanted.intersects(box); });
}

geo::LngLatBox SourceWindow::fromEquator() const {
  geo::LngLatBox all{0, 0, 0, 0};
  for (const geo::LngLatBox& box : boxes) {
    all.minY = std::min(all.minY, box.minY);
    all.maxY = std::max(all.maxY, box.maxY);
  }
  return all;
}

SourceWindow windowIn(const SourceCrs& crs, const geo::LngLatBox& window) {
  SourceWindow found{.boxes = {}, .halfWay = SourceWindow::halfWayOf(crs)};
  if (crs.back == nullptr) {
    found.boxes = copiesOf(window, kBeyond);
    return found;
  }
  const GdalMessages silence;
  for (const geo::LngLatBox& copy : copiesOf(window, 180)) {
    const geo::LngLatBox box = placed(copy, crs);
    if (box.empty()) return {.boxes = {}, .halfWay = found.halfWay};
    found.boxes.push_back(box);
  }
  return found;
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
