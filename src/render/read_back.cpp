#include "render/read_back.h"

#include <epoxy/gl.h>

#include <algorithm>
#include <cstddef>
#include <vector>

namespace dateline::render {

void readInto(Image& image, int left, int top, int width, int height) {
  const std::size_t rowBytes = static_cast<std::size_t>(width) * 4;
  std::vector<std::uint8_t> rows(rowBytes * static_cast<std::size_t>(height));
  glPixelStorei(GL_PACK_ALIGNMENT, 1);
  glReadPixels(0, 0, width, height, GL_RGBA, GL_UNSIGNED_BYTE, rows.data());
  for (int row = 0; row < height; ++row) {
    const auto* from = rows.data() + rowBytes * static_cast<std::size_t>(height - 1 - row);
    auto* to = image.pixels.data() + image.rowBytes() * static_cast<std::size_t>(top + row) +
               static_cast<std::size_t>(left) * 4;
    std::copy_n(from, rowBytes, to);
  }
}

void unpremultiply(Image& image) {
  for (std::size_t i = 0; i + 3 < image.pixels.size(); i += 4) {
    const unsigned alpha = image.pixels[i + 3];
    if (alpha == 0 || alpha == 255) continue;
    for (std::size_t c = i; c < i + 3; ++c)
      image.pixels[c] =
          static_cast<std::uint8_t>(std::min(255U, (image.pixels[c] * 255U + alpha / 2) / alpha));
  }
}

}  // namespace dateline::render
