#pragma once

#include <vector>

#include "map/atlas_map.h"

namespace dateline::map {

struct Legends {
  std::vector<ScreenBox> boxes;      ///< that they take
  std::vector<std::string> without;  ///< ids of layers for whose legend there was no room
};

/// Adds a legend for each layer that is coloured by an attribute, one above the other at the lower left,
/// clear of `taken`, as many as the map has room for.
Legends addLegends(const MapModel& model, const Camera& camera, text::Typesetter& typesetter,
                   const std::vector<ScreenBox>& taken, Scene& scene);

}  // namespace dateline::map
