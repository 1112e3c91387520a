#include "render/framebuffer.h"

#include <epoxy/gl.h>

#include "render/read_back.h"

namespace dateline::render {

void beginFramebuffer(unsigned framebuffer, int width, int height) {
  glBindFramebuffer(GL_FRAMEBUFFER, framebuffer);
  glViewport(0, 0, width, height);
}

void clearPart(int height, const PixelBox& part, map::Colour colour) {
  glEnable(GL_SCISSOR_TEST);
  glScissor(part.x0, height - part.y1, part.width(), part.height());
  glClearColor(static_cast<float>(colour.r) / 255, static_cast<float>(colour.g) / 255,
               static_cast<float>(colour.b) / 255, 1);
  glClear(GL_COLOR_BUFFER_BIT);
  glDisable(GL_SCISSOR_TEST);
}

void copyFramebuffer(unsigned from, unsigned to, int width, int height) {
  glDisable(GL_SCISSOR_TEST);
  glBindFramebuffer(GL_READ_FRAMEBUFFER, from);
  glBindFramebuffer(GL_DRAW_FRAMEBUFFER, to);
  glBlitFramebuffer(0, 0, width, height, 0, 0, width, height, GL_COLOR_BUFFER_BIT, GL_NEAREST);
  glBindFramebuffer(GL_FRAMEBUFFER, to);
}

void finishDrawing() {
  glFinish();
}

Result<Image> readFramebuffer(unsigned framebuffer, int width, int height) {
  if (width <= 0 || height <= 0)
    return fail(ErrorKind::usage, "the window shows nothing to take a picture of");
  Image image{width, height, 4, {}};
  image.pixels.resize(image.rowBytes() * static_cast<std::size_t>(height));
  glBindFramebuffer(GL_FRAMEBUFFER, framebuffer);
  readInto(image, 0, 0, width, height);
  for (std::size_t i = 3; i < image.pixels.size(); i += 4)
    image.pixels[i] = 255;  // windows need not store alpha
  return image;
}

}  // namespace dateline::render
