#pragma once

#include <span>
#include <vector>

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

/// What of a stretch of the west side of a patch (`east` then tells a meridian), or of its south side,
/// belongs to no other patch; in ascending order.
std::vector<PatchBorder> ownPartsOf(const PatchBorder& side, std::span<const std::vector<PatchBorder>> all);

}  // namespace dateline::geo
