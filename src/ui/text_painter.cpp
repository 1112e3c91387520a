#include "ui/text_painter.h"

#include <cmath>

#include "ui/imgui_compat.h"

namespace dateline::ui {

ImU32 packed(map::Colour colour) {
  return IM_COL32(colour.r, colour.g, colour.b, colour.a);
}

void TextPainter::draw(ImDrawList& list, const text::Layout& layout, const TextPlace& place,
                       std::span<const ColourSpan> colours) const {
  const ImVec2 clipMin = list.GetClipRectMin();
  const ImVec2 clipMax = list.GetClipRectMax();
  list.PushTextureID(compat::textureId(texture_));
  for (const text::Line& line : layout.lines()) {
    const float reach = line.bottom - line.top;  // accents and halos may stand out of the line's box
    if (place.y + line.bottom + reach < clipMin.y || place.y + line.top - reach > clipMax.y) continue;
    const auto glyphs = layout.glyphs().subspan(line.firstGlyph, line.glyphCount);
    if (place.haloPx > 0) {
      TextPlace halo = place;
      halo.colour = place.halo;
      drawLine(list, glyphs, halo, place.haloPx * scale_, {});
    }
    drawLine(list, glyphs, place, 0, colours);
  }
  list.PopTextureID();
}

void TextPainter::drawLine(ImDrawList& list, std::span<const text::Glyph> glyphs, const TextPlace& place,
                           float haloDevicePx, std::span<const ColourSpan> colours) const {
  const ImU32 plain = packed(place.colour);
  for (const text::Glyph& glyph : glyphs) {
    const double quarters = std::round((place.x + glyph.x) * scale_ * 4.0);
    const double pen = std::floor(quarters / 4.0);
    const int subpixel = static_cast<int>(quarters - pen * 4.0);
    const text::GlyphPicture picture =
        typesetter_.glyph(glyph.font, glyph.index, scale_, subpixel, haloDevicePx);
    if (picture.width <= 0) continue;
    ImU32 colour = plain;
    for (const ColourSpan& span : colours)
      if (glyph.byte >= span.start && glyph.byte < span.end) colour = packed(span.colour);
    const float left = (static_cast<float>(pen) + picture.offsetX) / scale_;
    const float top = (std::round((place.y + glyph.y) * scale_) + picture.offsetY) / scale_;
    list.PrimReserve(6, 4);
    list.PrimRectUV({left, top}, {left + picture.width / scale_, top + picture.height / scale_},
                    {picture.u0, picture.v0}, {picture.u1, picture.v1}, colour);
  }
}

}  // namespace dateline::ui
