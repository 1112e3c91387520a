// From a font's coloured bitmap to grey pixels.
#pragma once

#include <cstdint>

#include "text/coverage.h"
#include "text/font_library.h"

namespace dateline::text {

/// What a glyph of a font of coloured bitmaps looks like in one colour, that of the text: the darker a part
/// of it, the more of that. `scale` and `shiftX` as for drawGlyph. Blank where the font has no bitmap of it.
Coverage drawBitmapGlyph(const Font& font, std::uint32_t index, float scale, float shiftX);

}  // namespace dateline::text
