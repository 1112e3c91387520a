#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "geo/lnglat.h"
#include "geo/mapped_list.h"

namespace dateline::geo {

enum class GeometryKind : std::uint8_t { point, line, polygon };

/// A run of coordinates: one point cloud, one line, or one ring (closed: the first point is not repeated at
/// the end).
struct Path {
  std::uint32_t first = 0;  ///< index into FeatureSet::coords
  std::uint32_t count = 0;
  bool hole = false;  ///< rings only; an outer ring begins a polygon, the holes that follow are its own
  LngLatBox bounds = {};
};

/// Of a polygon that was cut: its area, or what is left of its edge.
enum class FeaturePart : std::uint8_t { whole, inside, outline };

struct Feature {
  GeometryKind kind = GeometryKind::point;
  std::uint32_t firstPath = 0;
  std::uint32_t pathCount = 0;
  std::uint32_t row = 0;  ///< its row of attributes; the parts of one collection share it
  LngLatBox bounds = {};
  FeaturePart part = FeaturePart::whole;
};

/// Attributes as text, column by column; a missing value is empty.
struct Attributes {
  std::vector<std::string> columns;
  std::vector<std::vector<std::string>> values;             ///< [column][row]
  std::vector<std::uint8_t> numeric;                        ///< [column]: its values are numbers, no texts
  [[nodiscard]] int columnOf(std::string_view name) const;  ///< -1 when there is none
  /// Empty when the column does not exist.
  [[nodiscard]] std::string_view value(std::string_view column, std::uint32_t row) const;
  /// False where that is not known.
  [[nodiscard]] bool isNumeric(int column) const {
    return static_cast<std::size_t>(column) < numeric.size() &&
           numeric[static_cast<std::size_t>(column)] != 0;
  }
  [[nodiscard]] double number(std::string_view column, std::uint32_t row, double otherwise = 0) const;
};

/// Geometry and attributes of a layer, flat and immutable once shared. All coordinates are finite, latitudes
/// within -90..90, paths are unwrapped: consecutive points never differ by more than 180 degrees of longitude
/// (a ring across the date line runs on beyond +-180).
struct FeatureSet {
  MappedList<LngLat> coords;
  MappedList<Path> paths;
  std::vector<Feature> features;
  Attributes attributes;
  LngLatBox bounds = {};
  /// Names what it was read from and in which state; equal for equal sets, in another run of the program too.
  /// Empty: not known.
  std::string origin = {};

  [[nodiscard]] std::span<const LngLat> points(const Path& path) const {
    return {coords.data() + path.first, path.count};
  }
  [[nodiscard]] std::span<const Path> pathsOf(const Feature& f) const {
    return {paths.data() + f.firstPath, f.pathCount};
  }
};

/// Of each path that of its feature.
std::vector<GeometryKind> kindsOfPaths(const FeatureSet& set);

/// Index of the top-most feature at `at` (polygons by even-odd; lines and points within `toleranceDegrees`),
/// -1 for none.
int featureAt(const FeatureSet& set, LngLat at, double toleranceDegrees);

}  // namespace dateline::geo
