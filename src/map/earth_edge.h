#pragma once

#include <optional>

#include "map/atlas_map.h"

namespace dateline::map {

/// The edge of the Earth on planes around an origin, when it is near the screen.
std::optional<SceneDisc> earthDisc(const Look& look, const Camera& camera);
/// The same of a fixed plane, and the top and bottom of Mercator's world; these come last on the way there.
std::optional<SceneEdge> earthEdge(const Look& look, const Camera& camera);

}  // namespace dateline::map
