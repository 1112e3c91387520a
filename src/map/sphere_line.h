#pragma once

#include <span>
#include <vector>

#include "map/camera.h"

namespace dateline::map {

/// A line on the Earth, a great circle between its points, unwrapped in longitude, as it lies on the screen:
/// bent to a twentieth of a pixel, cut where the globe hides it and where the map ends. Lines that stay off
/// the screen are left out. On Mercator it lies on the copies of the world on which its ends stand (see
/// `Camera::toScreen`): if these are two, it is given twice.
std::vector<std::vector<ScreenPoint>> linesOnScreen(std::span<const LngLat> line, const Camera& camera);

/// The same of one that runs straight in longitude and latitude between its points. On Mercator it lies on
/// the copy of the world that its longitudes tell: from 180 to 540 degrees on the next one.
std::vector<std::vector<ScreenPoint>> straightLinesOnScreen(std::span<const LngLat> line,
                                                            const Camera& camera);

}  // namespace dateline::map
