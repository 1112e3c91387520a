#pragma once

#include <cstdint>
#include <vector>

#include "app/damage.h"
#include "base/error.h"
#include "map/style.h"
#include "render/map_target.h"
#include "ui/area.h"

namespace dateline::app {

/// What the window shows, kept from frame to frame so that only what changed is painted. A framebuffer that
/// keeps its pixels is painted itself; the window's, which loses them, gets a copy of a texture.
class WindowPicture {
 public:
  /// All of it is damaged when any of this changes.
  struct Look {
    int width = 0;  ///< device px
    int height = 0;
    float scale = 1;
    map::Theme theme = map::Theme::light;
    std::uint64_t glyphs = 0;  ///< generation of the atlas
    unsigned target = 0;       ///< the framebuffer to be shown in
    friend bool operator==(const Look&, const Look&) = default;
  };

  /// Begins a frame. ErrorKind::graphics when the GPU has no texture of that size.
  Status begin(const Look& look);
  /// Where to paint.
  [[nodiscard]] unsigned framebuffer() const {
    return look_.target != 0 ? look_.target : texture_.framebuffer();
  }
  [[nodiscard]] const Look& look() const { return look_; }
  [[nodiscard]] render::PixelBox mapBox(const ui::Area& map) const;

  void damageAll();
  /// What is to be painted now.
  std::vector<render::PixelBox> takeDamage();
  /// Brings it into the framebuffer to be shown in; leaves that one bound.
  void show() const;

  Damage damage;

 private:
  [[nodiscard]] render::PixelBox whole() const { return {0, 0, look_.width, look_.height}; }

  Look look_;
  render::MapTarget texture_;
};

}  // namespace dateline::app
