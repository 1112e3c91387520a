#include <cmath>

#include "render/ground_pictures.h"
#include "render/looked_at.h"

// How the pictures of the ground come to lie on the map that is shown.

namespace dateline::render {

/// Looked at from place to place: a cell between four that the finest picture covers is covered.
std::vector<PixelBox> GroundPictures::findBare(const GroundView& view) const {
  const double width = view.camera.width() * static_cast<double>(view.scale);
  const double height = view.camera.height() * static_cast<double>(view.scale);
  const GroundPicture& picture = sheet(shown).picture;
  if (view.camera.view().plane.mixed() || !picture.begun())
    return {{0, 0, static_cast<int>(std::ceil(width)), static_cast<int>(std::ceil(height))}};
  const GroundWarp warp(picture.lay(), view.camera, view.scale);
  LookedAt bare;
  for (int j = 0; j <= kDown; ++j) {
    for (int i = 0; i <= kAcross; ++i) {
      const auto source = warp.sourceOf({0.5 + (width - 1) * i / kAcross, 0.5 + (height - 1) * j / kDown});
      bare[j][i] = source && !picture.drawnAt(*source);
    }
  }
  return boxesOf(bare, width, height);
}

void GroundPictures::layPicture(Role role, const GroundView& view) {
  const GroundPicture& picture = sheet(role).picture;
  if (!picture.begun()) return;
  Laid& laid = laid_[laidCount_++];
  laid.picture = &picture;
  const LaidCamera to = layOf(view.camera, view.scale);
  laid.exactAt = to.lay == picture.lay() ? std::optional(to.offset) : std::nullopt;
  if (laid.exactAt) return;
  PictureMesh mesh;
  picture.layWarped(GroundWarp(picture.lay(), view.camera, view.scale), role == world, mesh);
  laid.mesh.upload<PictureVertex>(mesh.vertices, mesh.indices, GL_STREAM_DRAW);
}

void GroundPictures::lay(const GroundView& view) {
  laidCount_ = 0;
  bare_ = findBare(view);
  if (!bare_.empty()) {
    layPicture(world, view);
    layPicture(around, view);
  }
  layPicture(shown, view);
}

void GroundPictures::paintLaid(const Laid& laid, const Frame& frame, unsigned framebuffer) {
  if (laid.exactAt) return laid.picture->copyTo(frame, framebuffer, *laid.exactAt);
  glBindTexture(GL_TEXTURE_2D, laid.picture->texture());
  laid.mesh.draw();
}

Frame GroundPictures::frame() const {
  if (!last_) return {};
  return wholeFrame(static_cast<int>(last_->camera.width()), static_cast<int>(last_->camera.height()),
                    last_->scale);
}

void GroundPictures::paint(const Frame& frame, unsigned framebuffer, const Program& program) {
  glDisable(GL_BLEND);
  program.begin(frame);
  for (const PixelBox& bare : bare_) {
    if (!frame.scissor(bare)) continue;
    const auto channel = [](std::uint8_t value) { return static_cast<float>(value) / 255; };
    glClearColor(channel(background_.r), channel(background_.g), channel(background_.b), 1);
    glClear(GL_COLOR_BUFFER_BIT);
    for (std::size_t i = 0; i < laidCount_; ++i)
      if (laid_[i].picture != &sheet(shown).picture) paintLaid(laid_[i], frame, framebuffer);
  }
  frame.scissor(frame.band);
  for (std::size_t i = 0; i < laidCount_; ++i)
    if (laid_[i].picture == &sheet(shown).picture) paintLaid(laid_[i], frame, framebuffer);
  glEnable(GL_BLEND);
}

}  // namespace dateline::render
