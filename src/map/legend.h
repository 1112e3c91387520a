#pragma once

#include <vector>

#include "map/atlas_map.h"

namespace dateline::map {

struct Legends {
  std::vector<ScreenBox> boxes;      ///< that they take
  std::vector<std::string> without;  ///< ids of layers for whose legend there was no room
};

/// What legends shall not stand on.
struct LegendObstacles {
  std::vector<ScreenBox> furniture;
  std::vector<ScreenBox> pins;  ///< where there is another place
};

/// Adds a legend for each layer that is coloured by an attribute, as many as the map has room for, clear of
/// the obstacles and of what a window shows above the map.
Legends addLegends(const MapModel& model, const Camera& camera, text::Typesetter& typesetter,
                   const LegendObstacles& obstacles, Scene& scene);

}  // namespace dateline::map
