#include <cmath>

#include "render/overlay.h"

namespace dateline::render {
namespace {

/// A pen position in quarters of a device pixel.
struct Pen {
  int pixel = 0;
  int quarter = 0;
};

Pen penAt(double devicePx) {
  const auto quarters = static_cast<int>(std::floor(devicePx * 4 + 0.5));
  return {quarters >> 2, quarters & 3};
}

}  // namespace

void appendGlyphs(GlyphMesh& mesh, const text::Layout& layout, map::ScreenPoint origin, float scale,
                  float haloPx, map::Colour colour, text::Typesetter& typesetter) {
  for (const text::Glyph& glyph : layout.glyphs()) {
    const Pen pen = penAt(origin.x + glyph.x * scale);
    const text::GlyphPicture picture = typesetter.glyph(glyph.font, glyph.index, scale, pen.quarter, haloPx);
    if (picture.width <= 0 || picture.height <= 0) continue;
    const Image& atlas = typesetter.atlas();
    const float left = static_cast<float>(pen.pixel) + std::round(picture.offsetX);
    const float top =
        static_cast<float>(std::lround(origin.y + glyph.y * scale)) + std::round(picture.offsetY);
    const map::Vec2f shift{std::round(picture.u0 * static_cast<float>(atlas.width)) - left,
                           std::round(picture.v0 * static_cast<float>(atlas.height)) - top};
    const float right = left + std::round(picture.width);
    const float bottom = top + std::round(picture.height);
    const auto first = static_cast<std::uint32_t>(mesh.vertices.size());
    for (const map::Vec2f at : {map::Vec2f{left, top}, {right, top}, {right, bottom}, {left, bottom}})
      mesh.vertices.push_back({at, shift, colour});
    for (const std::uint32_t i : {0U, 1U, 2U, 0U, 2U, 3U}) mesh.indices.push_back(first + i);
  }
}

void appendLabels(Overlay& overlay, std::span<const map::SceneLabel> labels, text::Typesetter& typesetter,
                  float scale) {
  for (const map::SceneLabel& label : labels) {
    if (!label.layout || label.opacity <= 0) continue;
    const map::ScreenPoint origin{label.origin.x * scale, label.origin.y * scale};
    GlyphMesh& mesh = overlay.glyphs();
    // The whole halo comes before any ink, so that no letter's halo eats its neighbour.
    if (label.haloPx > 0 && label.halo.a > 0)
      appendGlyphs(mesh, *label.layout, origin, scale, label.haloPx * scale, faded(label.halo, label.opacity),
                   typesetter);
    appendGlyphs(mesh, *label.layout, origin, scale, 0, faded(label.colour, label.opacity), typesetter);
  }
}

}  // namespace dateline::render
