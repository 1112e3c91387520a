#include "map/land_mask.h"

#include <algorithm>
#include <cmath>

namespace dateline::map {
namespace {

constexpr int kCellsPerDegree = 4;
constexpr int kColumns = 360 * kCellsPerDegree, kRows = 180 * kCellsPerDegree;

/// Cells from the left edge, and from the top.
double columnOf(double lng) {
  return (lng + 180) * kCellsPerDegree;
}
double rowOf(double lat) {
  return (90 - lat) * kCellsPerDegree;
}

std::size_t cellAt(int column, int row) {
  column = ((column % kColumns) + kColumns) % kColumns;
  return static_cast<std::size_t>(row) * kColumns + static_cast<std::size_t>(column);
}

}  // namespace

LandMask::LandMask(const geo::FeatureSet& countries, const geo::FeatureSet* lakes)
    : cells_(static_cast<std::size_t>(kColumns) * kRows), crossings_(kRows) {
  for (const geo::Feature& f : countries.features) {
    if (f.kind != geo::GeometryKind::polygon) continue;
    const auto next = static_cast<std::uint16_t>(numbers_.size() + 1);
    const std::string code(countries.attributes.value("un", f.row));
    fill(countries, f, numbers_.try_emplace(code, next).first->second);
  }
  for (std::size_t i = 0; lakes != nullptr && i < lakes->features.size(); ++i)
    fill(*lakes, lakes->features[i], kWater);
  crossings_ = {};
}

std::uint16_t LandMask::numberOf(std::string_view code) const {
  const auto found = numbers_.find(code);
  return found == numbers_.end() ? kWater : found->second;
}

/// Those cells whose middles lie in it, by even-odd.
void LandMask::fill(const geo::FeatureSet& set, const geo::Feature& polygon, std::uint16_t number) {
  int first = kRows, last = -1;
  for (const geo::Path& path : set.pathsOf(polygon)) {
    const auto points = set.points(path);
    for (std::size_t i = 0, j = path.count - 1; i < path.count; j = i++) {
      const double y0 = rowOf(points[j].lat) - 0.5, y1 = rowOf(points[i].lat) - 0.5;
      const int low = std::max(0, static_cast<int>(std::ceil(std::min(y0, y1))));
      const int high = std::min(kRows - 1, static_cast<int>(std::ceil(std::max(y0, y1))) - 1);
      for (int row = low; row <= high; ++row) {
        const double part = (row - y0) / (y1 - y0);
        crossings_[static_cast<std::size_t>(row)].push_back(
            columnOf(std::lerp(points[j].lng, points[i].lng, part)) - 0.5);
      }
      first = std::min(first, low), last = std::max(last, high);
    }
  }
  for (int row = first; row <= last; ++row) {
    std::vector<double>& at = crossings_[static_cast<std::size_t>(row)];
    std::ranges::sort(at);
    for (std::size_t i = 0; i + 1 < at.size(); i += 2)
      for (int column = static_cast<int>(std::ceil(at[i])); column < at[i + 1]; ++column)
        cells_[cellAt(column, row)] = number;
    at.clear();
  }
}

std::uint16_t LandMask::at(geo::LngLat place) const {
  if (cells_.empty()) return kWater;
  const int row = std::clamp(static_cast<int>(rowOf(place.lat)), 0, kRows - 1);
  return cells_[cellAt(static_cast<int>(std::floor(columnOf(place.lng))), row)];
}

}  // namespace dateline::map
