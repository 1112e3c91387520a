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
  std::vector<ScreenBox> pins;     ///< it makes way for these where it can
  std::vector<ScreenBox> covered;  ///< by what a window shows above the map
  std::vector<ScreenBox> panels;   ///< of these, what stays: furniture stands above it
};

/// Adds scale bar and attribution; gives the boxes they take, the attribution's first. It is always there:
/// above a panel at the foot of the map and, where it would lie over pins, in the corner where it covers
/// least. The scale bar stands in a corner without pins too or, where there is none, is told in brief. Where
/// that does not do it is left out on a small map and one with no room beside the attribution.
std::vector<ScreenBox> addFurniture(const Look& look, const Camera& camera, text::Typesetter& typesetter,
                                    const FurnitureObstacles& obstacles, Scene& scene);
/// The boxes that they would take if there were no pins.
std::vector<ScreenBox> furnitureBoxes(const Look& look, const Camera& camera, text::Typesetter& typesetter,
                                      const std::vector<ScreenBox>& panels);

}  // namespace dateline::map
