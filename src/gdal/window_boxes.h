// Where windows of longitude and latitude lie in the coordinates of a source. Inside gdal only.
#pragma once

#include <vector>

#include "gdal/to_wgs84.h"
#include "geo/lnglat.h"

namespace dateline::gdal {

/// The boxes that a window of longitude and latitude is in the coordinates of the source; none: it cannot be
/// told, all is to be read.
std::vector<geo::LngLatBox> boxesOf(const SourceCrs& crs, const geo::LngLatBox& window);

/// About where a box of the source's coordinates lies on Earth; what has no place there does not count.
geo::LngLatBox extentOf(const SourceCrs& crs, const geo::LngLatBox& box);

}  // namespace dateline::gdal
