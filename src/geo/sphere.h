// The sphere that every measure is taken on.
#pragma once

#include <numbers>

namespace dateline::geo {

inline constexpr double kPi = std::numbers::pi;
inline constexpr double kRadians = kPi / 180.0;          ///< of a degree
inline constexpr double kEarthRadiusMetres = 6371008.8;  ///< mean radius of WGS 84 (IUGG)

}  // namespace dateline::geo
