// Where windows of longitude and latitude lie in the coordinates of a source. Inside gdal only.
#pragma once

#include <vector>

#include "gdal/to_wgs84.h"
#include "geo/lnglat.h"

namespace dateline::gdal {

/// A window of longitude and latitude as it lies in the coordinates of a source.
struct SourceWindow {
  std::vector<geo::LngLatBox> boxes;  ///< none: it cannot be told, all is to be read
  /// Half the way round the Earth. What is wider than this goes round the other side of it, or round a pole,
  /// which its box does not tell.
  double halfWay = 180;
  static double halfWayOf(const SourceCrs& crs) { return 180 * crs.unitsPerDegree; }

  [[nodiscard]] bool isWide(const geo::LngLatBox& box) const { return box.width() > halfWay; }
  /// Whether a shape with this box may lie in the window: one that is wide at any longitude, and anywhere
  /// from where it is up to the pole.
  [[nodiscard]] bool meets(const geo::LngLatBox& box) const;
  /// The part of the meridian 0 that meets all that is wide and may lie in the window: from the equator on,
  /// beyond which a shape round the pole may begin.
  [[nodiscard]] geo::LngLatBox fromEquator() const;
};
SourceWindow windowIn(const SourceCrs& crs, const geo::LngLatBox& window);

/// About where a box of the source's coordinates lies on Earth; what has no place there does not count.
geo::LngLatBox extentOf(const SourceCrs& crs, const geo::LngLatBox& box);

}  // namespace dateline::gdal
