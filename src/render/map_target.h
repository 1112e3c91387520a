#pragma once

#include "base/error.h"
#include "render/gl_object.h"

namespace dateline::render {

/// A colour texture to draw into.
class MapTarget {
 public:
  MapTarget() = default;
  /// Grounds are drawn with a stencil: tiles of a bent plane are cut with it.
  enum class Stencil : bool { without, with };
  /// ErrorKind::graphics when the GPU has no texture of that size.
  static Result<MapTarget> create(int width, int height, Stencil stencil = Stencil::without);

  [[nodiscard]] bool suits(int width, int height, Stencil stencil) const {
    return *this && width == width_ && height == height_ && (stencil == Stencil::without || stencil_);
  }
  [[nodiscard]] int width() const { return width_; }
  [[nodiscard]] int height() const { return height_; }
  [[nodiscard]] GLuint framebuffer() const { return framebuffer_.id(); }
  [[nodiscard]] GLuint texture() const { return texture_.id(); }
  explicit operator bool() const { return static_cast<bool>(framebuffer_); }

 private:
  GlTexture texture_;
  GlRenderbuffer stencil_;
  GlFramebuffer framebuffer_;
  int width_ = 0;
  int height_ = 0;
};

}  // namespace dateline::render
