#pragma once

#include <algorithm>
#include <vector>

namespace dateline::render {

/// Pixels [x0, x1) x [y0, y1) of a picture, in device px from its top left, y down.
struct PixelBox {
  int x0 = 0, y0 = 0, x1 = 0, y1 = 0;
  [[nodiscard]] bool empty() const { return x0 >= x1 || y0 >= y1; }
  [[nodiscard]] int width() const { return x1 - x0; }
  [[nodiscard]] int height() const { return y1 - y0; }
  [[nodiscard]] PixelBox shared(const PixelBox& o) const {
    return {std::max(x0, o.x0), std::max(y0, o.y0), std::min(x1, o.x1), std::min(y1, o.y1)};
  }
  /// The smallest that holds both.
  [[nodiscard]] PixelBox around(const PixelBox& o) const {
    if (empty()) return o;
    if (o.empty()) return *this;
    return {std::min(x0, o.x0), std::min(y0, o.y0), std::max(x1, o.x1), std::max(y1, o.y1)};
  }
  /// What a box leaves of it: above, below, to the left and right.
  [[nodiscard]] std::vector<PixelBox> without(const PixelBox& o) const {
    const PixelBox hole = shared(o);
    if (hole.empty()) return {*this};
    std::vector<PixelBox> left = {{x0, y0, x1, hole.y0},
                                  {x0, hole.y1, x1, y1},
                                  {x0, hole.y0, hole.x0, hole.y1},
                                  {hole.x1, hole.y0, x1, hole.y1}};
    std::erase_if(left, [](const PixelBox& box) { return box.empty(); });
    return left;
  }
  [[nodiscard]] PixelBox moved(int dx, int dy) const { return {x0 + dx, y0 + dy, x1 + dx, y1 + dy}; }
  friend bool operator==(const PixelBox&, const PixelBox&) = default;
};

}  // namespace dateline::render
