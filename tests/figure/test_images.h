// Images that tests make, and a folder of their own to write into.
#pragma once

#include <stdlib.h>

#include <cstdint>
#include <filesystem>
#include <string>

#include "base/image.h"

namespace dateline::figure {

inline Image makeImage(int width, int height, int channels) {
  const auto bytes =
      static_cast<std::size_t>(width) * static_cast<std::size_t>(height) * static_cast<std::size_t>(channels);
  return {.width = width, .height = height, .channels = channels, .pixels = std::vector<std::uint8_t>(bytes)};
}

/// The same every time; nothing that compresses.
inline Image noise(int width, int height, int channels) {
  Image image = makeImage(width, height, channels);
  std::uint32_t state = 1;
  for (std::uint8_t& byte : image.pixels) {
    state = state * 1664525U + 1013904223U;
    byte = static_cast<std::uint8_t>(state >> 24);
  }
  return image;
}

/// Like a map: flat land and water with a line between.
inline Image coast(int width, int height) {
  Image image = makeImage(width, height, 4);
  for (int y = 0; y < height; ++y) {
    for (int x = 0; x < width; ++x) {
      const int side = x * height - y * width + (y * y) % 97 * 8;
      const std::uint32_t colour = std::abs(side) < 2 * width ? 0x8c7a55 : (side > 0 ? 0xd3e3ea : 0xf3efe4);
      std::uint8_t* pixel =
          image.pixels.data() +
          (static_cast<std::size_t>(y) * static_cast<std::size_t>(width) + static_cast<std::size_t>(x)) * 4;
      pixel[0] = static_cast<std::uint8_t>(colour >> 16);
      pixel[1] = static_cast<std::uint8_t>(colour >> 8);
      pixel[2] = static_cast<std::uint8_t>(colour);
      pixel[3] = 255;
    }
  }
  return image;
}

class TemporaryFolder {
 public:
  TemporaryFolder() {
    std::string name = (std::filesystem::temp_directory_path() / "dateline-figure-XXXXXX").string();
    path_ = ::mkdtemp(name.data());
  }
  ~TemporaryFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  [[nodiscard]] std::filesystem::path operator/(const std::string& name) const { return path_ / name; }
  [[nodiscard]] const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

}  // namespace dateline::figure
