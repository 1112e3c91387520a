#include "render/map_target.h"

#include <fmt/format.h>

namespace dateline::render {

Result<MapTarget> MapTarget::create(int width, int height, Stencil stencil) {
  GLint limit = 0;
  glGetIntegerv(GL_MAX_TEXTURE_SIZE, &limit);
  if (width <= 0 || height <= 0 || width > limit || height > limit)
    return fail(ErrorKind::graphics,
                fmt::format("the graphics driver cannot draw {} x {} pixels at once (at most {} each way)",
                            width, height, limit));
  MapTarget target;
  target.width_ = width;
  target.height_ = height;
  target.texture_ = GlTexture::create();
  glBindTexture(GL_TEXTURE_2D, target.texture_.id());
  glTexImage2D(GL_TEXTURE_2D, 0, GL_RGBA8, width, height, 0, GL_RGBA, GL_UNSIGNED_BYTE, nullptr);
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, GL_NEAREST);
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, GL_NEAREST);
  target.framebuffer_ = GlFramebuffer::create();
  glBindFramebuffer(GL_FRAMEBUFFER, target.framebuffer_.id());
  glFramebufferTexture2D(GL_FRAMEBUFFER, GL_COLOR_ATTACHMENT0, GL_TEXTURE_2D, target.texture_.id(), 0);
  if (stencil == Stencil::with) {
    target.stencil_ = GlRenderbuffer::create();
    glBindRenderbuffer(GL_RENDERBUFFER, target.stencil_.id());
    glRenderbufferStorage(GL_RENDERBUFFER, GL_DEPTH24_STENCIL8, width, height);
    glFramebufferRenderbuffer(GL_FRAMEBUFFER, GL_DEPTH_STENCIL_ATTACHMENT, GL_RENDERBUFFER,
                              target.stencil_.id());
  }
  if (glCheckFramebufferStatus(GL_FRAMEBUFFER) != GL_FRAMEBUFFER_COMPLETE)
    return fail(
        ErrorKind::graphics,
        fmt::format("the graphics driver cannot draw into an image of {} x {} pixels", width, height));
  return target;
}

}  // namespace dateline::render
