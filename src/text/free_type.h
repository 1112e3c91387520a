#pragma once

#include <ft2build.h>
#include FT_FREETYPE_H

namespace dateline::text {

/// FreeType, as glyphs are drawn with it: on the thread of the Typesetter.
FT_Library freeType();

}  // namespace dateline::text
