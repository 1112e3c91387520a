#pragma once

#include <array>
#include <vector>

#include "render/pixel_box.h"

namespace dateline::render {

/// A map is looked at in so many cells, at their corners.
inline constexpr int kAcross = 20, kDown = 16;
/// The corners that were marked, by row.
using LookedAt = std::array<std::array<bool, kAcross + 1>, kDown + 1>;

/// The cells of which a corner was marked, by runs in their rows; equal runs below each other are one box.
/// The corners lie in the middles of pixels, from the first to the last of `width` by `height` device px.
std::vector<PixelBox> boxesOf(const LookedAt& marked, double width, double height);

}  // namespace dateline::render
