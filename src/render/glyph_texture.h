#pragma once

#include "render/gl_object.h"
#include "text/typesetter.h"

namespace dateline::render {

/// The typesetter's atlas on the GPU: white with the coverage as alpha, so that any textured triangle can be
/// drawn in a glyph's colour.
class GlyphTexture {
 public:
  /// Uploads what changed since the last call.
  void update(const text::Typesetter& typesetter);
  [[nodiscard]] GLuint id() const { return texture_.id(); }

 private:
  void create();

  GlTexture texture_;
  int width_ = 0;
  int height_ = 0;
  std::uint64_t revision_ = 0;
  std::uint64_t generation_ = 0;
};

}  // namespace dateline::render
