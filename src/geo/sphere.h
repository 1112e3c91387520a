// The sphere that every measure is taken on.
#pragma once

#include <cmath>
#include <numbers>

#include "geo/lnglat.h"

namespace dateline::geo {

inline constexpr double kPi = std::numbers::pi;
inline constexpr double kRadians = kPi / 180.0;          ///< of a degree
inline constexpr double kEarthRadiusMetres = 6371008.8;  ///< mean radius of WGS 84 (IUGG)

/// The multiple of 360 that brings `lng` to within 180 of `reference`.
inline double turnTowards(double reference, double lng) {
  return std::round((reference - lng) / 360.0) * 360.0;
}

/// Where a place lies as seen from the middle of the Earth, of length 1: x to 0 E 0 N, y to 90 E, z to the
/// North Pole.
struct Direction {
  double x = 1, y = 0, z = 0;
};
inline Direction directionOf(LngLat place) {
  const double lng = place.lng * kRadians, lat = place.lat * kRadians;
  return {std::cos(lat) * std::cos(lng), std::cos(lat) * std::sin(lng), std::sin(lat)};
}

}  // namespace dateline::geo
