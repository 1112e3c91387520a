#pragma once

#include <optional>

#include "geo/sphere.h"
#include "map/camera.h"

namespace dateline::map {

using geo::Direction;

/// A cap of the Earth around a place.
struct GroundCap {
  Direction middle;
  double chord = 2;  ///< from its middle to its edge, straight through the Earth; in radii
  [[nodiscard]] bool holds(const Direction& d) const {
    const double x = d.x - middle.x, y = d.y - middle.y, z = d.z - middle.z;
    return x * x + y * y + z * z <= chord * chord;
  }
};
/// One that holds all that the map shows and `marginPx` (logical px) around it; nothing where that is more
/// than about half of the Earth, and on a fixed plane, which may be torn.
std::optional<GroundCap> capInView(const Camera& camera, double marginPx);

/// The box of the Earth that holds what the map shows and `marginPx` (logical px) around it. Its longitudes
/// run on across the date line; all of them where a pole is in it, or the whole Earth. An azimuthal map and a
/// globe may show less of it.
LngLatBox boxInView(const Camera& camera, double marginPx);

/// Degrees of latitude that half a device pixel of the map covers; `scale` device px a logical px.
double unseenDegrees(const Camera& camera, float scale);

}  // namespace dateline::map
