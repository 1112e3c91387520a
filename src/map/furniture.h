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

/// Adds scale bar and attribution; gives the boxes they take.
std::vector<ScreenBox> addFurniture(const Look& look, const Camera& camera, text::Typesetter& typesetter,
                                    Scene& scene);

}  // namespace dateline::map
