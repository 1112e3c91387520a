#pragma once

#include "map/lazy_projected_set.h"

namespace dateline::session {

/// Keeps layers as they lie on fixed planes with the other kept layers on the disk, unless these are not to
/// be kept; known by what they were read from, so that a layer that changed is another one.
map::ReprojectedStorePtr reprojectedLayers();

}  // namespace dateline::session
