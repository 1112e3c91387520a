#include "render/glyph_texture.h"

#include <array>

namespace dateline::render {

void GlyphTexture::create() {
  texture_ = GlTexture::create();
  glBindTexture(GL_TEXTURE_2D, texture_.id());
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, GL_LINEAR);
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, GL_LINEAR);
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_S, GL_CLAMP_TO_EDGE);
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_T, GL_CLAMP_TO_EDGE);
  constexpr std::array<GLint, 4> whiteWithAlpha = {GL_ONE, GL_ONE, GL_ONE, GL_RED};
  glTexParameteriv(GL_TEXTURE_2D, GL_TEXTURE_SWIZZLE_RGBA, whiteWithAlpha.data());
}

void GlyphTexture::update(const text::Typesetter& typesetter) {
  const Image& atlas = typesetter.atlas();
  if (!texture_) create();
  const bool resized = atlas.width != width_ || atlas.height != height_;
  const bool renewed = resized || typesetter.atlasGeneration() != generation_;
  if (!renewed && typesetter.atlasRevision() == revision_) return;
  glBindTexture(GL_TEXTURE_2D, texture_.id());
  glPixelStorei(GL_UNPACK_ALIGNMENT, 1);
  if (resized) {
    glTexImage2D(GL_TEXTURE_2D, 0, GL_R8, atlas.width, atlas.height, 0, GL_RED, GL_UNSIGNED_BYTE,
                 atlas.pixels.data());
  } else {
    const auto [first, last] = renewed ? std::pair{0, atlas.height} : typesetter.atlasRowsSince(revision_);
    if (first < last)
      glTexSubImage2D(GL_TEXTURE_2D, 0, 0, first, atlas.width, last - first, GL_RED, GL_UNSIGNED_BYTE,
                      atlas.pixels.data() + static_cast<std::size_t>(first) * atlas.rowBytes());
  }
  width_ = atlas.width;
  height_ = atlas.height;
  revision_ = typesetter.atlasRevision();
  generation_ = typesetter.atlasGeneration();
}

}  // namespace dateline::render
