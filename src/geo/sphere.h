// The sphere that every measure is taken on.
#pragma once

#include <cmath>
#include <numbers>

namespace dateline::geo {

inline constexpr double kPi = std::numbers::pi;
inline constexpr double kRadians = kPi / 180.0;          ///< of a degree
inline constexpr double kEarthRadiusMetres = 6371008.8;  ///< mean radius of WGS 84 (IUGG)

/// The multiple of 360 that brings `lng` to within 180 of `reference`.
inline double turnTowards(double reference, double lng) {
  return std::round((reference - lng) / 360.0) * 360.0;
}

}  // namespace dateline::geo
