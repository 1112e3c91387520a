#pragma once

#include <span>
#include <vector>

#include "map/camera.h"

namespace dateline::map {

/// A line on the Earth, unwrapped in longitude, as it lies on the screen: bent to a twentieth of a pixel, cut
/// where the globe hides it. Lines that stay off the screen are left out. On Mercator one that leaves the
/// copy of the world in which it begins is given twice: from its beginning, and to its end.
///
/// Between its points a line is `greatCircle` or runs straight in longitude and latitude.
enum class LineShape : std::uint8_t { greatCircle, straight };
std::vector<std::vector<ScreenPoint>> linesOnScreen(std::span<const LngLat> line, const Camera& camera,
                                                    LineShape shape = LineShape::greatCircle);

}  // namespace dateline::map
