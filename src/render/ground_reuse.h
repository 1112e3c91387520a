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
  std::vector<std::variant<map::SceneLayer, map::SceneRelief>> ground;
};

/// Where a ground differs from one that was drawn before and, maybe, moved by whole pixels since: boxes of
/// the wanted scene, device px; they may overlap. Tiles that came or went change their own places and no
/// other. Nothing when all has to be drawn anew: another size, zoom or paint, or a move by a part of a pixel.
std::optional<std::vector<PixelBox>> changedGround(const GroundKey& drawn, const GroundKey& wanted);

}  // namespace dateline::render
