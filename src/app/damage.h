#pragma once

#include <vector>

#include "render/pixel_box.h"

namespace dateline::app {

/// What of the window no longer shows what it should, as boxes of device px from the top left.
class Damage {
 public:
  /// Boxes that meet become one, and many become the box around them all.
  void add(render::PixelBox box);
  void clear() { boxes_.clear(); }
  [[nodiscard]] const std::vector<render::PixelBox>& boxes() const { return boxes_; }

 private:
  std::vector<render::PixelBox> boxes_;
};

}  // namespace dateline::app
