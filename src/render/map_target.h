#pragma once

#include "base/error.h"
#include "render/gl_object.h"

namespace dateline::render {

/// A colour texture to draw into. The interactive map lives in one, so that it is drawn again only when its
/// scene changed.
class MapTarget {
 public:
  MapTarget() = default;
  /// ErrorKind::graphics when the GPU has no texture of that size.
  static Result<MapTarget> create(int width, int height);

  [[nodiscard]] int width() const { return width_; }
  [[nodiscard]] int height() const { return height_; }
  [[nodiscard]] GLuint framebuffer() const { return framebuffer_.id(); }
  [[nodiscard]] GLuint texture() const { return texture_.id(); }
  explicit operator bool() const { return static_cast<bool>(framebuffer_); }

 private:
  GlTexture texture_;
  GlRenderbuffer stencil_;  // bent tiles are cut with it
  GlFramebuffer framebuffer_;
  int width_ = 0;
  int height_ = 0;
};

}  // namespace dateline::render
