#pragma once

#include <optional>
#include <vector>

#include "map/scene.h"

namespace dateline::map {

struct LegendSize {
  double width = 0, height = 0;
};
/// A map, and what legends shall not stand on.
struct LegendGround {
  double width = 0, height = 0;
  std::vector<ScreenBox> taken;
  std::vector<ScreenBox> pins;  ///< where there is another place
};

/// Where the legends stand, in their order; nullopt where one has no room. One upon the other from a corner
/// of the map and then in columns beside, in the first corner, lower left before the others, in which as many
/// as can stand and cover the fewest pins. Together they take a part of the map, so that there is a map left.
std::vector<std::optional<ScreenBox>> placeLegends(const std::vector<LegendSize>& legends,
                                                   const LegendGround& ground);

}  // namespace dateline::map
