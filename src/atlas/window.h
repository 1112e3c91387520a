#pragma once

#include "geo/lnglat.h"

namespace dateline::atlas {

/// What of a source is to be read: all that touches a box of the Earth. `box` may reach across the date line:
/// its longitudes run on, from anywhere within -540..540.
struct Window {
  geo::LngLatBox box;
  /// Degrees of latitude, in the middle of the box, that nobody sees: shapes are simplified by this much
  /// where they would not fit.
  double tolerance = 0;
  bool mercator = false;  ///< of the map: less remains unseen towards the poles
};

}  // namespace dateline::atlas
