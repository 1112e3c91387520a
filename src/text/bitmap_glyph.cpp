#include "text/bitmap_glyph.h"

#include <hb-ot.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "text/free_type.h"
#include "text/glyph_picture.h"

namespace dateline::text {
namespace {

/// Of what is white; black is covered whole.
constexpr float kLightestShare = 0.3F;

/// FreeType's own view of a font, whose bytes stay where they are while it is looked at.
class OpenedFace {
 public:
  explicit OpenedFace(hb_face_t* face) : bytes_(hb_face_reference_blob(face)) {
    unsigned length = 0;
    const char* const data = hb_blob_get_data(bytes_, &length);
    FT_New_Memory_Face(freeType(), reinterpret_cast<const FT_Byte*>(data), static_cast<FT_Long>(length),
                       static_cast<FT_Long>(hb_face_get_index(face)), &face_);
  }
  ~OpenedFace() {
    if (face_ != nullptr) FT_Done_Face(face_);
    hb_blob_destroy(bytes_);
  }
  OpenedFace(const OpenedFace&) = delete;
  OpenedFace& operator=(const OpenedFace&) = delete;
  [[nodiscard]] FT_Face get() const { return face_; }

 private:
  hb_blob_t* bytes_;
  FT_Face face_ = nullptr;
};

/// The smallest size that is no smaller than it is drawn, else the largest.
int strikeFor(FT_Face face, float emPx) {
  int best = 0;
  const auto emOf = [&](int i) { return static_cast<float>(face->available_sizes[i].y_ppem) / 64; };
  for (int i = 1; i < face->num_fixed_sizes; ++i) {
    const bool fits = emOf(i) >= emPx, fitted = emOf(best) >= emPx;
    if (fits != fitted ? fits : fits ? emOf(i) < emOf(best) : emOf(i) > emOf(best)) best = i;
  }
  return best;
}

/// How much of the text's colour a pixel of these four bytes takes: blue, green, red, each times the alpha.
float inkOf(const unsigned char* bgra) {
  const auto part = [&](int i) { return static_cast<float>(bgra[i]) / 255; };
  const float light = 0.114F * part(0) + 0.587F * part(1) + 0.299F * part(2);
  return part(3) - (1 - kLightestShare) * light;
}

/// Mean ink of the bitmap below each pixel of the picture, which lies at `x`, `y` on it and is `step` of its
/// pixels wide.
float inkBelow(const FT_Bitmap& bitmap, float x, float y, float step) {
  const auto span = [step](float from, unsigned most) {
    return std::pair{std::max(0, static_cast<int>(std::floor(from))),
                     std::min(static_cast<int>(most), static_cast<int>(std::ceil(from + step)))};
  };
  const auto [x0, x1] = span(x, bitmap.width);
  const auto [y0, y1] = span(y, bitmap.rows);
  const auto share = [step](int pixel, float from) {
    const auto at = static_cast<float>(pixel);
    return std::min(at + 1, from + step) - std::max(at, from);
  };
  float ink = 0;
  for (int row = y0; row < y1; ++row)
    for (int column = x0; column < x1; ++column)
      ink += share(row, y) * share(column, x) * inkOf(bitmap.buffer + row * bitmap.pitch + 4 * column);
  return ink / (step * step);
}

}  // namespace

Coverage drawBitmapGlyph(const Font& font, std::uint32_t index, float scale, float shiftX) {
  hb_face_t* const known = hb_font_get_face(font.outlines);
  if (hb_ot_color_has_png(known) == 0) return {};
  const OpenedFace opened(known);
  FT_Face face = opened.get();
  if (face == nullptr || !FT_HAS_COLOR(face) || face->num_fixed_sizes <= 0) return {};
  // What the face's size says is that of the bitmaps.
  int wide = 0, high = 0;
  hb_font_get_scale(font.outlines, &wide, &high);
  const float emPx = static_cast<float>(high) / PANGO_SCALE * scale;
  if (!(emPx > 0)) return {};
  const int strike = strikeFor(face, emPx);
  if (FT_Select_Size(face, strike) != 0 || FT_Load_Glyph(face, index, FT_LOAD_COLOR) != 0) return {};
  const FT_GlyphSlot slot = face->glyph;
  const FT_Bitmap& bitmap = slot->bitmap;
  if (slot->format != FT_GLYPH_FORMAT_BITMAP || bitmap.pixel_mode != FT_PIXEL_MODE_BGRA || bitmap.pitch <= 0)
    return {};
  const float step = static_cast<float>(face->available_sizes[strike].y_ppem) / 64 / emPx;
  const float left = static_cast<float>(slot->bitmap_left) / step + shiftX;
  const float top = -static_cast<float>(slot->bitmap_top) / step;
  const float width = static_cast<float>(bitmap.width) / step,
              height = static_cast<float>(bitmap.rows) / step;
  if (!(width <= kLargestPicture && height <= kLargestPicture)) return {};
  Coverage picture;
  picture.left = static_cast<int>(std::floor(left));
  picture.top = static_cast<int>(std::floor(top));
  picture.width = static_cast<int>(std::ceil(left + width)) - picture.left;
  picture.height = static_cast<int>(std::ceil(top + height)) - picture.top;
  for (int y = 0; y < picture.height; ++y)
    for (int x = 0; x < picture.width; ++x) {
      const float ink = inkBelow(bitmap, (static_cast<float>(picture.left + x) - left) * step,
                                 (static_cast<float>(picture.top + y) - top) * step, step);
      picture.pixels.push_back(static_cast<std::uint8_t>(std::lround(std::clamp(ink, 0.0F, 1.0F) * 255)));
    }
  return picture;
}

}  // namespace dateline::text
