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

Status GroundCache::update(const map::Scene& scene, const Frame& whole, const Motion& motion,
                           const DrawBand& draw) {
  GroundKey wanted{.width = whole.width,
                   .height = whole.height,
                   .scale = whole.scale,
                   .background = scene.background,
                   .plane = motion.plane,
                   .ground = scene.ground};
  stretched_ = false;
  const auto reuse = picture_ ? reuseGround(key_, wanted) : std::nullopt;
  if (picture_ && !reuse && motion.moving) {
    if (const auto how = stretchGround(key_, wanted)) {
      stretch(*how, whole, draw);
      return {};
    }
  }
  for (MapTarget* target : {&picture_, &spare_})
    if (Status size = ensureSize(*target, whole); !size) return size;
  key_ = std::move(wanted);
  if (!reuse) {
    draw(whole, picture_.framebuffer());
    return {};
  }
  if (reuse->dx != 0 || reuse->dy != 0) move(reuse->dx, reuse->dy);
  for (const PixelBox& box : reuse->dirty) drawBox(box, whole, picture_.framebuffer(), draw);
  return {};
}

void GroundCache::drawBox(const PixelBox& box, const Frame& whole, unsigned framebuffer,
                          const DrawBand& draw) {
  Frame band = whole;
  band.band = box;
  band.x = box.x0;
  band.y = whole.height - box.y1;
  draw(band, framebuffer);
}

void GroundCache::stretch(const GroundStretch& how, const Frame& whole, const DrawBand& draw) {
  const PixelBox& place = how.place;
  glDisable(GL_SCISSOR_TEST);
  glBindFramebuffer(GL_READ_FRAMEBUFFER, picture_.framebuffer());
  glBindFramebuffer(GL_DRAW_FRAMEBUFFER, spare_.framebuffer());
  glBlitFramebuffer(0, 0, whole.width, whole.height, place.x0, whole.height - place.y1, place.x1,
                    whole.height - place.y0, GL_COLOR_BUFFER_BIT, GL_LINEAR);
  for (const PixelBox& box : how.uncovered) drawBox(box, whole, spare_.framebuffer(), draw);
  stretched_ = true;
}

void GroundCache::move(int dx, int dy) {
  const int width = picture_.width() - std::abs(dx);
  const int height = picture_.height() - std::abs(dy);
  // Down in the scene is towards smaller y in the framebuffer.
  copyPixels(picture_.framebuffer(), spare_.framebuffer(), std::max(-dx, 0), std::max(dy, 0), std::max(dx, 0),
             std::max(-dy, 0), width, height);
  std::swap(picture_, spare_);
}

void GroundCache::copyTo(const Frame& frame, unsigned framebuffer) const {
  const PixelBox& band = frame.band;
  copyPixels((stretched_ ? spare_ : picture_).framebuffer(), framebuffer, band.x0, frame.height - band.y1,
             frame.x, frame.y, band.width(), band.height());
}

}  // namespace dateline::render
