#pragma once

#include <vector>

#include "map/atlas_map.h"

namespace dateline::map {

/// Degrees between two lines of the graticule at this scale: 30, 20, 10, 5, 2, 1 and their parts, so that
/// lines stand 70 to 200 px apart.
double graticuleStep(const Camera& camera);

/// Meridians and parallels.
std::vector<SceneRoute> graticule(const Look& look, const Camera& camera);

}  // namespace dateline::map
