#pragma once

#include <span>
#include <string>
#include <vector>

#include "map/graticule.h"

namespace dateline::map {

/// "30° E", "0.5° S", "0°"; of a copy of the world as on the plane's own.
std::string writtenDegrees(const GraticuleLine& line);

/// Writes at the edge of the map of how many degrees the lines of the graticule are: of meridians at the top,
/// of parallels at the left or, where something stands there, on another side; where the Earth ends within
/// the map beside the ends of the lines, and where those run together on the equator. Into the labels of the
/// furniture; gives the boxes.
std::vector<ScreenBox> addDegrees(std::span<const GraticuleLine> lines, const Camera& camera,
                                  text::Typesetter& typesetter, std::vector<ScreenBox> taken,
                                  const Palette& colours, Scene& scene);

}  // namespace dateline::map
