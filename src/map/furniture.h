#pragma once

#include <vector>

#include "map/atlas_map.h"

namespace dateline::map {

/// A round length and how long it is on the map.
struct ScaleLength {
  double metres = 0;
  double px = 0;
};
/// The longest of 1, 2, 5 times a power of ten (of `unitMetres`) that is at most `mostPx` long at the middle
/// of the map; where that lies beside the Earth, at the middle of the projection.
ScaleLength scaleLength(const Camera& camera, double unitMetres, double mostPx);

/// What furniture shall not stand on.
struct FurnitureObstacles {
  std::vector<ScreenBox> pins;     ///< on a small map it makes way for these
  std::vector<ScreenBox> covered;  ///< by what a window shows above the map
};

/// Adds scale bar and attribution; gives the boxes they take, the attribution's first. It is always there: on
/// a small map, where it would lie over pins, in the corner where it covers least. There the scale bar is
/// told in brief or left out.
std::vector<ScreenBox> addFurniture(const Look& look, const Camera& camera, text::Typesetter& typesetter,
                                    const FurnitureObstacles& obstacles, Scene& scene);

}  // namespace dateline::map
