#pragma once

#include <cstdint>

#include "map/scene.h"

namespace dateline::render {

/// A number that differs where a layer's paint, opacity or scale does.
std::uint64_t hashPaint(const map::SceneLayer& layer, float scale);

}  // namespace dateline::render
