#pragma once

#include <optional>
#include <vector>

#include "map/scene.h"
#include "render/frame.h"
#include "render/ground_plane.h"

namespace dateline::render {

/// What the ground was drawn from.
struct GroundKey {
  int width = 0;  ///< device px
  int height = 0;
  float scale = 1;
  map::Colour background;
  bool transparent = false;
  GroundPlane plane;
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

/// Where the picture drawn before lies in the new scene when it is stretched to its zoom.
struct GroundStretch {
  PixelBox place;  ///< of the whole picture, to the nearest pixel; it may reach out of the scene
  std::vector<PixelBox> uncovered;  ///< boxes of the scene beside it
};

/// Nothing when the picture would be too coarse, too small, or is one of something else.
std::optional<GroundStretch> stretchGround(const GroundKey& drawn, const GroundKey& wanted);

}  // namespace dateline::render
