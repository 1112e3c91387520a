#pragma once

#include <cstdint>
#include <vector>

namespace dateline::text {

/// The picture of a glyph: 0 to 255 a pixel, in rows from the top.
struct Coverage {
  int left = 0;  ///< device px from the pen position (rounded down) to the picture's left edge
  int top = 0;   ///< device px from the baseline down to the picture's top edge; mostly negative
  int width = 0;
  int height = 0;
  std::vector<std::uint8_t> pixels;
};

}  // namespace dateline::text
