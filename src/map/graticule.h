#pragma once

#include <vector>

#include "map/atlas_map.h"

namespace dateline::map {

/// Degrees between two lines of the graticule at this scale: 30, 20, 10, 5, 2, 1 and their parts, so that
/// lines stand 70 to 200 px apart.
double graticuleStep(const Camera& camera);

/// Meridians and parallels, and the edge of the Earth where one sees it.
std::vector<SceneRoute> graticule(const Look& look, const Camera& camera);

/// The edge of the Earth on planes that have one, when it is near the screen.
std::optional<SceneDisc> earthDisc(const Look& look, const Camera& camera);
/// The same of a fixed plane.
std::optional<SceneEdge> earthEdge(const Look& look, const Camera& camera);

}  // namespace dateline::map
