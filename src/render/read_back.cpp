#include "render/read_back.h"

#include <epoxy/gl.h>

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <memory>

namespace dateline::render {

namespace {

/// Four bytes at a time, the last of which the next pixel overwrites.
void copyWithoutAlpha(const std::uint8_t* from, std::uint8_t* to, std::size_t count) {
  for (std::size_t i = 0; i + 1 < count; ++i) std::memcpy(to + 3 * i, from + 4 * i, 4);
  if (count > 0) std::memcpy(to + 3 * (count - 1), from + 4 * (count - 1), 3);
}

}  // namespace

void readInto(Image& image, int left, int top, int width, int height) {
  const auto count = static_cast<std::size_t>(width);
  const std::size_t rowBytes = count * 4;
  const auto rows =
      std::make_unique_for_overwrite<std::uint8_t[]>(rowBytes * static_cast<std::size_t>(height));
  glPixelStorei(GL_PACK_ALIGNMENT, 1);
  glReadPixels(0, 0, width, height, GL_RGBA, GL_UNSIGNED_BYTE, rows.get());
  for (int row = 0; row < height; ++row) {
    const auto* from = rows.get() + rowBytes * static_cast<std::size_t>(height - 1 - row);
    auto* to = image.pixels.data() + image.rowBytes() * static_cast<std::size_t>(top + row) +
               static_cast<std::size_t>(left) * static_cast<std::size_t>(image.channels);
    if (image.channels == 3)
      copyWithoutAlpha(from, to, count);
    else
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
