#include "geo/oblique_mercator.h"

#include <algorithm>
#include <cmath>

#include "geo/sphere.h"

namespace dateline::geo {
namespace {

/// Exactly a quarter round PROJ has places elsewhere; nobody sees the world being cut two metres aside.
constexpr double kBesideQuarter = 2e-5;  // degrees

}  // namespace

/// Snyder, "Map Projections: A Working Manual" (1987), Hotine's oblique Mercator, alternative B, as PROJ has
/// it.
std::optional<CylinderRound> roundOf(const ObliqueMercator& projection) {
  constexpr double kAtEquator = 1e-10;  // radians
  const double lat = projection.centre.lat * kRadians, es = projection.squaredEccentricity;
  const double sine = std::sin(lat), cosine = std::cos(lat), rest = std::sqrt(1 - es);
  double faster = 1 / rest, d = 1, f = 1;
  if (std::abs(lat) > kAtEquator) {
    faster = std::sqrt(1 + es * cosine * cosine * cosine * cosine / (1 - es));
    d = faster * rest / (cosine * std::sqrt(1 - es * sine * sine));
    f = d + std::copysign(std::sqrt(std::max(0.0, d * d - 1)), lat);
  }
  double atNode = 0;  // the azimuth where the line crosses the equator
  if (projection.azimuth)
    atNode = std::asin(std::clamp(std::sin(*projection.azimuth * kRadians) / d, -1.0, 1.0));
  else if (projection.rectified)
    atNode = *projection.rectified * kRadians;
  else
    return std::nullopt;
  const double aside = std::asin(std::clamp((f - 1 / f) / 2 * std::tan(atNode), -1.0, 1.0)) / faster;
  return CylinderRound{std::remainder(projection.centre.lng - aside / kRadians + kBesideQuarter, 360),
                       180 / faster};
}

}  // namespace dateline::geo
