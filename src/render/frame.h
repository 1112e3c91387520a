#pragma once

#include <algorithm>
#include <cmath>

#include "geo/lnglat.h"
#include "render/gl_object.h"
#include "render/pixel_box.h"

namespace dateline::render {

/// The part of a scene that is drawn and where in the framebuffer it goes.
///
///     scene (y down)                 framebuffer (y up)
///     (0,0)---------------+          +------------------------+
///       |    band         |          |      (x + w, y + h)    |
///       |   +------+      |    ->    |   +------+             |
///       |   +------+      |          |   +------+             |
///       +-------(width,height)       | (x, y)                 |
///
/// The viewport is always that of the whole scene, shifted: so every band is drawn with the same numbers as
/// the whole and gets the same pixels. A frame may also be a window on a larger scene (`left`, `top`): places
/// are kept in 1/256 px, so that whole pixels more or less change nothing.
struct Frame {
  int width = 0;  ///< of the scene, device px
  int height = 0;
  int left = 0;  ///< where in the scene the frame begins, device px
  int top = 0;
  float scale = 1;
  PixelBox band;
  int x = 0;  ///< of the band's bottom left in the framebuffer
  int y = 0;

  [[nodiscard]] int viewportX() const { return x - band.x0; }
  [[nodiscard]] int viewportY() const { return y - (height - band.y1); }

  /// Limits drawing to a box of the scene; false when nothing of it is in the band.
  bool scissor(PixelBox box) const {
    box = box.shared(band);
    if (box.empty()) return false;
    glScissor(x + box.x0 - band.x0, y + band.y1 - box.y1, box.width(), box.height());
    return true;
  }

  /// Of a box in logical px. Neighbours that share an edge get adjoining pixels: each edge is rounded by
  /// itself.
  [[nodiscard]] PixelBox pixels(const geo::ScreenBox& box) const {
    return PixelBox{rounded(box.minX), rounded(box.minY), rounded(box.maxX), rounded(box.maxY)}.moved(-left,
                                                                                                      -top);
  }

 private:
  [[nodiscard]] int rounded(double logical) const {
    return static_cast<int>(std::lround(std::clamp(logical * scale, -1e6, 1e6)));
  }
};

/// All of a map of so many whole logical px.
inline Frame wholeFrame(int width, int height, float scale) {
  const auto px = [scale](int logical) {
    return static_cast<int>(std::lround(static_cast<float>(logical) * scale));
  };
  Frame frame;
  frame.scale = scale;
  frame.width = px(width);
  frame.height = px(height);
  frame.band = {0, 0, frame.width, frame.height};
  return frame;
}

}  // namespace dateline::render
