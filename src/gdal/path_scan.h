// What has to be known of a path of degrees before it is appended. Inside gdal only.
#pragma once

#include <span>

#include "geo/lnglat.h"

namespace dateline::gdal {

/// A world and a half to either side: files in 0..360, paths run on.
constexpr double kMaxLongitude = 540.0;

/// Whether not all of it lies at two places.
bool hasThreeCorners(std::span<const geo::LngLat> ring);

struct Scan {
  geo::LngLatBox bounds;
  bool usable = true;  ///< all finite and within the limits
  bool longStep = false;
  bool beyondDateLine = false;
};

/// In one pass.
Scan scanPoints(std::span<const geo::LngLat> points);

}  // namespace dateline::gdal
