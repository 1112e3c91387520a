// From a font's outline to grey pixels.
#pragma once

#include <cstdint>

#include "text/coverage.h"
#include "text/font_library.h"

namespace dateline::text {

/// What a glyph looks like: `shiftX` (device px) is the fraction of a pixel that the pen stands at; `growPx`
/// (device px) gives all that lies within that distance of the glyph; nothing of a coloured bitmap. Blank for
/// spaces and glyphs larger than `kLargestPicture`.
Coverage drawGlyph(const Font& font, std::uint32_t index, float scale, float shiftX, float growPx);

/// Device px a side.
constexpr int kLargestPicture = 2048;

}  // namespace dateline::text
