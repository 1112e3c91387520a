#pragma once

#include "geo/fixed_plane.h"

namespace dateline::geo {

/// A stretch of the east or the north side of a patch beyond which the plane goes on in another patch. What
/// runs along such a side belongs to one of the two: to the patch in the west, or in the south.
struct PatchBorder {
  bool east = false;  ///< the side is a meridian; else it is the northern parallel
  double at = 0;      ///< its longitude or latitude
  double low = 0, high = 0;
};

/// Of each patch of the plane, in their order.
std::vector<std::vector<PatchBorder>> patchBorders(const FixedPlane& plane);

}  // namespace dateline::geo
