#pragma once

#include "geo/fixed_plane.h"

namespace dateline::geo {

/// The pieces that the meridians along which a plane is torn leave of the Earth; the one opposite its own is
/// always one of them. Tears that run across meridians are not looked for.
std::vector<FixedPlane::Piece> tornPieces(const FixedPlane& plane);

}  // namespace dateline::geo
