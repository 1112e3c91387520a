// From a font's outline to grey pixels.
#pragma once

#include <cstdint>
#include <vector>

#include "text/font_library.h"

namespace dateline::text {

/// Coverage, 0 to 255, in rows from the top.
struct Coverage {
  int left = 0;  ///< device px from the pen position (rounded down) to the picture's left edge
  int top = 0;   ///< device px from the baseline down to the picture's top edge; mostly negative
  int width = 0;
  int height = 0;
  std::vector<std::uint8_t> pixels;
};

/// What a glyph looks like: `shiftX` (device px) is the fraction of a pixel that the pen stands at; `growPx` (device px) gives all that
/// lies within that distance of the glyph. Blank for spaces, colour bitmaps and glyphs larger than `kLargestPicture`.
Coverage drawGlyph(const Font& font, std::uint32_t index, float scale, float shiftX, float growPx);

/// Device px a side.
constexpr int kLargestPicture = 2048;

}  // namespace dateline::text
