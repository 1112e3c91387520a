#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace dateline {

/// Pixels in rows from the top, `channels` bytes each (1 grey, 3 RGB, 4 RGBA with straight alpha, sRGB).
struct Image {
  int width = 0;
  int height = 0;
  int channels = 4;
  std::vector<std::uint8_t> pixels;

  [[nodiscard]] std::size_t rowBytes() const { return static_cast<std::size_t>(width) * channels; }
};

}  // namespace dateline
