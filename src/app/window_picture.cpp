#include "app/window_picture.h"

#include <cmath>

#include "render/framebuffer.h"

namespace dateline::app {

Status WindowPicture::begin(const Look& look) {
  const bool same = look == look_;
  look_ = look;
  if (look.target == 0 && (!texture_ || texture_.width() != look.width || texture_.height() != look.height)) {
    auto fresh = render::MapTarget::create(look.width, look.height);
    if (!fresh) return tl::make_unexpected(fresh.error());
    texture_ = std::move(*fresh);
    damageAll();
  }
  if (!same) damageAll();
  return {};
}

render::PixelBox WindowPicture::mapBox(const ui::Area& map) const {
  const auto px = [this](double logical) {
    return static_cast<int>(std::lround(logical * static_cast<double>(look_.scale)));
  };
  const int x = px(map.x), y = px(map.y);
  return {x, y, x + px(map.w), y + px(map.h)};
}

void WindowPicture::damageAll() {
  damage.clear();
  damage.add(whole());
}

std::vector<render::PixelBox> WindowPicture::takeDamage() {
  std::vector<render::PixelBox> boxes;
  for (const render::PixelBox& box : damage.boxes())
    if (const render::PixelBox inside = box.shared(whole()); !inside.empty()) boxes.push_back(inside);
  damage.clear();
  return boxes;
}

void WindowPicture::show() const {
  if (look_.target == 0) render::copyFramebuffer(texture_.framebuffer(), 0, look_.width, look_.height);
}

}  // namespace dateline::app
