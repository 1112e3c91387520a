#pragma once

#include "map/camera.h"

namespace dateline::map {

/// The box of the Earth that holds what the map shows and `marginPx` (logical px) around it. Its longitudes
/// run on across the date line; all of them where a pole is in it, or the whole Earth. An azimuthal map and a
/// globe may show less of it.
LngLatBox boxInView(const Camera& camera, double marginPx);

/// Degrees of latitude that half a device pixel of the map covers; `scale` device px a logical px.
double unseenDegrees(const Camera& camera, float scale);

}  // namespace dateline::map
