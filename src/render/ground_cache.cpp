#include "render/ground_cache.h"

#include <algorithm>
#include <cstdlib>
#include <utility>

namespace dateline::render {
namespace {

/// Copies a box of pixels, both corners given as in OpenGL, y up.
void copyPixels(unsigned from, unsigned to, int x, int y, int toX, int toY, int width, int height) {
  glDisable(GL_SCISSOR_TEST);
  glBindFramebuffer(GL_READ_FRAMEBUFFER, from);
  glBindFramebuffer(GL_DRAW_FRAMEBUFFER, to);
  glBlitFramebuffer(x, y, x + width, y + height, toX, toY, toX + width, toY + height, GL_COLOR_BUFFER_BIT,
                    GL_NEAREST);
}

Status ensureSize(MapTarget& target, const Frame& frame) {
  if (target && target.width() == frame.width && target.height() == frame.height) return {};
  Result<MapTarget> fresh = MapTarget::create(frame.width, frame.height);
  if (!fresh) return tl::make_unexpected(fresh.error());
  target = std::move(*fresh);
  return {};
}

}  // namespace

Status GroundCache::update(const map::Scene& scene, const Frame& whole, bool transparent,
                           const DrawBand& draw) {
  GroundKey wanted{whole.width, whole.height, whole.scale, scene.background, transparent, scene.ground};
  const auto reuse = picture_ ? reuseGround(key_, wanted) : std::nullopt;
  for (MapTarget* target : {&picture_, &spare_})
    if (Status size = ensureSize(*target, whole); !size) return size;
  key_ = std::move(wanted);
  if (!reuse) {
    draw(whole, picture_.framebuffer());
    return {};
  }
  if (reuse->dx != 0 || reuse->dy != 0) move(reuse->dx, reuse->dy);
  for (const PixelBox& box : reuse->dirty) {
    Frame band = whole;
    band.band = box;
    band.x = box.x0;
    band.y = whole.height - box.y1;
    draw(band, picture_.framebuffer());
  }
  return {};
}

void GroundCache::move(int dx, int dy) {
  const int width = picture_.width() - std::abs(dx);
  const int height = picture_.height() - std::abs(dy);
  // Down in the scene is towards smaller y in the framebuffer.
  copyPixels(picture_.framebuffer(), spare_.framebuffer(), std::max(-dx, 0), std::max(dy, 0), std::max(dx, 0),
             std::max(-dy, 0), width, height);
  std::swap(picture_, spare_);
}

void GroundCache::copyTo(unsigned framebuffer) const {
  copyPixels(picture_.framebuffer(), framebuffer, 0, 0, 0, 0, picture_.width(), picture_.height());
}

}  // namespace dateline::render
