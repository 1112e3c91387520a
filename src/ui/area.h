#pragma once

#include <algorithm>

namespace dateline::ui {

/// A rectangle in logical px, y down.
struct Area {
  float x = 0, y = 0, w = 0, h = 0;

  [[nodiscard]] float right() const { return x + w; }
  [[nodiscard]] float bottom() const { return y + h; }
  [[nodiscard]] float centreX() const { return x + w / 2; }
  [[nodiscard]] float centreY() const { return y + h / 2; }
  [[nodiscard]] bool empty() const { return w <= 0 || h <= 0; }
  [[nodiscard]] bool contains(double px, double py) const {
    return px >= x && px < x + w && py >= y && py < y + h;
  }
  /// Smaller by `by` on every side.
  [[nodiscard]] Area inset(float by) const { return {x + by, y + by, w - 2 * by, h - 2 * by}; }
  [[nodiscard]] Area inset(float across, float down) const {
    return {x + across, y + down, w - 2 * across, h - 2 * down};
  }
  /// The same as seen from another one's top left.
  [[nodiscard]] Area from(const Area& o) const { return {x - o.x, y - o.y, w, h}; }
  [[nodiscard]] bool overlaps(const Area& o) const {
    return x < o.right() && o.x < right() && y < o.bottom() && o.y < bottom();
  }
  friend bool operator==(const Area&, const Area&) = default;
};

}  // namespace dateline::ui
