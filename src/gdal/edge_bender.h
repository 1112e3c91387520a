// Edges that run straight in the coordinates of a source, as they lie on Earth. Inside gdal only.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "geo/lnglat.h"

class OGRCoordinateTransformation;

namespace dateline::gdal {

/// Puts points into long edges of reprojected paths: a square of a polar map is none in longitude and
/// latitude. Between two shapes that share an edge the points are the same.
class EdgeBender {
 public:
  /// Uses the transformation as long as it lives.
  explicit EdgeBender(OGRCoordinateTransformation& toWgs84) : toWgs84_(toWgs84) {}
  /// Whether edges of such a source can be bent: those of degrees run straight in ours.
  static bool isNeeded(const OGRCoordinateTransformation& toWgs84);
  /// Whether any edge of a path may be; in degrees, longitudes and latitudes.
  static bool hasLongEdge(std::span<const double> x, std::span<const double> y);

  /// Appends a path, which is given in the source's coordinates and in degrees, with what its edges need to
  /// lie within a four-thousandth of their length, or some 20 metres, of where they belong. Once `out` has
  /// `most` points edges stay straight.
  void append(std::span<const geo::LngLat> source, std::span<const double> x, std::span<const double> y,
              std::vector<geo::LngLat>& out, std::size_t most);

 private:
  struct Point {
    geo::LngLat source, placed;
  };
  void bend(const Point& a, const Point& b, int halvings);
  [[nodiscard]] bool place(Point& point);

  OGRCoordinateTransformation& toWgs84_;
  double tolerance_ = 0;  ///< degrees, of the edge at hand
  std::vector<geo::LngLat>* out_ = nullptr;
  std::size_t most_ = 0;
};

}  // namespace dateline::gdal
