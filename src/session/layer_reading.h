#pragma once

#include <atomic>
#include <memory>
#include <string>

#include "session/state.h"

namespace dateline::session {

/// Reads a layer for the map; its warnings become the entry's note. `progress` runs 0..1.
Result<LayerEntry> readLayerEntry(const std::string& path, const CancelToken& cancel,
                                  const std::shared_ptr<std::atomic<float>>& progress);

/// Colours that layers are given in turn: apart for colour-blind readers, quiet beside the pins.
map::Colour layerColour(std::size_t index);

}  // namespace dateline::session
