#pragma once

#include <optional>

#include "geo/lnglat.h"

namespace dateline::geo {

/// What an oblique Mercator projection is given, in degrees, on an ellipsoid.
struct ObliqueMercator {
  LngLat centre;
  std::optional<double> azimuth;    ///< of its line there
  std::optional<double> rectified;  ///< of the grid, where the azimuth is not told
  double squaredEccentricity = 0;
};

/// Where its cylinder is open: opposite a meridian which is not that of its centre. On an ellipsoid its
/// longitudes run a little faster than the Earth's, so that it comes round before that, `reach` degrees to
/// each side: what lies beyond would lie over the other end. Nothing where it is told neither azimuth.
struct CylinderRound {
  double meridian = 0;
  double reach = 180;
};
std::optional<CylinderRound> roundOf(const ObliqueMercator& projection);

}  // namespace dateline::geo
