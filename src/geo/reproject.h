#pragma once

#include "geo/features.h"
#include "geo/fixed_plane.h"

namespace dateline::geo {

/// How far the edges of what was reprojected may lie from where they belong, in units of the plane: half a
/// pixel at zoom 17.
inline constexpr double kReprojectTolerance = 1.5e-8;

/// The geometry of a set as it lies on a fixed plane. Its coordinates are the plane's, x as `lng` and y as
/// `lat`; rows are those of the set, attributes are not copied. Edges, which run straight in longitude and
/// latitude, are bent to `kReprojectTolerance`; what the plane does not hold is cut away along its patches, a
/// little beyond the outlines. A polygon that is cut becomes two features: one that is `inside` it, and one
/// of what is left of its `outline`, as lines.
FeatureSet reprojected(const FeatureSet& set, const FixedPlane& plane, unsigned threads);

/// The projection that such coordinates have: none.
const Projection& planeCoordinates();

}  // namespace dateline::geo
