#pragma once

#include <functional>

#include "render/ground_reuse.h"
#include "render/map_target.h"

namespace dateline::render {

/// The ground of the last interactive frame as a picture. While the map is panned, or only what stands above
/// the ground changes, it is moved and mended instead of drawn, and has the same pixels as if it were drawn.
class GroundCache {
 public:
  using DrawBand = std::function<void(const Frame& band, unsigned framebuffer)>;

  /// Brings the picture up to date with the scene; `draw` draws the ground's bands. ErrorKind::graphics when
  /// the GPU has no texture of the scene's size.
  Status update(const map::Scene& scene, const Frame& whole, bool transparent, const DrawBand& draw);
  /// Copies it into a framebuffer of the scene's size.
  void copyTo(unsigned framebuffer) const;

 private:
  void move(int dx, int dy);

  GroundKey key_;
  MapTarget picture_;
  MapTarget spare_;  // a framebuffer cannot be moved within itself
};

}  // namespace dateline::render
