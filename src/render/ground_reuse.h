#pragma once

#include <optional>
#include <vector>

#include "map/scene.h"
#include "render/frame.h"

namespace dateline::render {

/// What the ground was drawn from.
struct GroundKey {
  int width = 0;  ///< device px
  int height = 0;
  float scale = 1;
  map::Colour background;
  bool transparent = false;
  std::vector<std::variant<map::SceneLayer, map::SceneRelief>> ground;
};

/// How a drawn ground becomes the next one: moved by whole device pixels, and drawn anew in the dirty boxes.
struct GroundReuse {
  int dx = 0;
  int dy = 0;
  std::vector<PixelBox> dirty;  ///< in the new scene; they may overlap
};

/// Nothing when the whole ground must be drawn: another size, zoom or paint, a move by a part of a pixel, or
/// so much dirt that it would not pay. Tiles that came or went make their own places dirty and no other.
std::optional<GroundReuse> reuseGround(const GroundKey& drawn, const GroundKey& wanted);

}  // namespace dateline::render
