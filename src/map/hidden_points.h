#pragma once

#include <span>
#include <vector>

#include "geo/algorithms.h"

namespace dateline::map {

/// Which points of a tile are not seen, as the discs of later ones lie over theirs: one each, true where it
/// is so. A disc counts as hidden when no more of it is left than a rim of half a logical pixel, both where a
/// tile is drawn smallest and where it is drawn largest. In tile units; `detail`: the targets have 2^detail
/// times as many pixels. However many points there are, some tens of thousands are seen in a tile.
std::vector<bool> hiddenPoints(std::span<const geo::Vec2f> points, int detail);

}  // namespace dateline::map
