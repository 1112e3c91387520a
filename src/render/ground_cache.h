#pragma once

#include <functional>

#include "render/ground_plane.h"
#include "render/ground_reuse.h"
#include "render/map_target.h"

namespace dateline::render {

/// The ground of the last interactive frame as a picture. While the map is panned, or only what stands above
/// the ground changes, it is moved and mended instead of drawn, and has the same pixels as if it were drawn.
/// While the map is moving, its picture may be the last one stretched; the first that rests is
/// drawn.
class GroundCache {
 public:
  using DrawBand = std::function<void(const Frame& band, unsigned framebuffer)>;

  /// Brings the picture up to date with the scene; `draw` draws the ground's bands. ErrorKind::graphics when
  /// the GPU has no texture of the scene's size.
  Status update(const map::Scene& scene, const Frame& whole, const Motion& motion, const DrawBand& draw);
  /// Copies what of it is inside the frame's band into a framebuffer.
  void copyTo(const Frame& frame, unsigned framebuffer) const;

 private:
  void move(int dx, int dy);
  void stretch(const GroundStretch& how, const Frame& whole, const DrawBand& draw);
  static void drawBox(const PixelBox& box, const Frame& whole, unsigned framebuffer, const DrawBand& draw);

  GroundKey key_;  // of the picture
  MapTarget picture_;
  MapTarget spare_;         // a framebuffer cannot be moved within itself
  bool stretched_ = false;  // what is to be shown is in the spare one, made of the picture
};

}  // namespace dateline::render
