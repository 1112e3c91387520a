#pragma once

#include "geo/fixed_plane.h"

namespace dateline::geo {

/// Looks where a plane is torn and how far it is of use.
///
/// It is shown where PROJ's way there leads back, no place lies over another, and lengths are drawn at most
/// six times as large as at the centre, or where its system is meant to be used. Within five degrees of a
/// pole the mean of these counts, since poles are drawn as lines and as points.
FixedPlane::Domain findDomain(const FixedPlane& plane);

/// Appends the way from `a` to `b`, straight in longitude and latitude, to its points on the plane: `b`, and
/// before it as many as make it right to `tolerance` (units of the plane). The same places either way round.
void appendBent(const FixedPlane& plane, const FixedPlane::Piece& piece, LngLat a, LngLat b, double tolerance,
                std::vector<WorldPoint>& out);

}  // namespace dateline::geo
