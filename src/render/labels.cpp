#include <array>
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

void appendQuad(GlyphMesh& mesh, const std::array<map::Vec2f, 4>& corners, map::Vec2f shift,
                map::Colour colour, map::Vec2f turn, map::Vec2f pen) {
  const auto first = static_cast<std::uint32_t>(mesh.vertices.size());
  for (const map::Vec2f at : corners) mesh.vertices.push_back({at, shift, colour, turn, pen});
  for (const std::uint32_t i : {0U, 1U, 2U, 0U, 2U, 3U}) mesh.indices.push_back(first + i);
}

/// What a turned glyph is drawn from is so much larger than it is drawn: taking it between its texels then
/// blurs nothing that would be seen.
constexpr float kTurnedDetail = 2;

/// `pen`: of the glyph's origin, device px.
void appendTurned(GlyphMesh& mesh, const text::Glyph& glyph, map::ScreenPoint pen, double angle, float scale,
                  float haloPx, map::Colour colour, text::Typesetter& typesetter) {
  const text::GlyphPicture picture =
      typesetter.glyph(glyph.font, glyph.index, scale * kTurnedDetail, 0, haloPx * kTurnedDetail);
  if (picture.width <= 0 || picture.height <= 0) return;
  const Image& atlas = typesetter.atlas();
  const double cosine = std::cos(angle), sine = std::sin(angle);
  // Half a texel more on every side, so that the edge fades out within the gap that the atlas leaves.
  const double left = picture.offsetX - 0.5, top = picture.offsetY - 0.5;
  const double right = picture.offsetX + picture.width + 0.5, bottom = picture.offsetY + picture.height + 0.5;
  const auto corner = [&](double x, double y) {
    return map::Vec2f{static_cast<float>(pen.x + (x * cosine - y * sine) / kTurnedDetail),
                      static_cast<float>(pen.y + (x * sine + y * cosine) / kTurnedDetail)};
  };
  const double turnX = cosine * kTurnedDetail, turnY = sine * kTurnedDetail;
  const map::Vec2f shift{
      std::round(picture.u0 * static_cast<float>(atlas.width)) - std::round(picture.offsetX),
      std::round(picture.v0 * static_cast<float>(atlas.height)) - std::round(picture.offsetY)};
  appendQuad(mesh, {corner(left, top), corner(right, top), corner(right, bottom), corner(left, bottom)},
             shift, colour, {static_cast<float>(turnX), static_cast<float>(turnY)},
             {static_cast<float>(pen.x), static_cast<float>(pen.y)});
}

void appendLetters(GlyphMesh& mesh, const map::SceneLabel& label, float scale, float haloPx,
                   map::Colour colour, text::Typesetter& typesetter) {
  const auto glyphs = label.layout->glyphs();
  for (std::size_t i = 0; i < std::min(glyphs.size(), label.letters.size()); ++i) {
    const map::SceneLetter& letter = label.letters[i];
    const map::ScreenPoint pen{(label.origin.x + letter.at.x) * scale,
                               (label.origin.y + letter.at.y) * scale};
    appendTurned(mesh, glyphs[i], pen, letter.angle, scale, haloPx, colour, typesetter);
  }
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
    appendQuad(mesh, {{{left, top}, {right, top}, {right, bottom}, {left, bottom}}}, shift, colour, {0, 0},
               {0, 0});
  }
}

void appendLabels(Overlay& overlay, std::span<const map::SceneLabel> labels, text::Typesetter& typesetter,
                  float scale) {
  for (const map::SceneLabel& label : labels) {
    if (!label.layout || label.opacity <= 0) continue;
    GlyphMesh& mesh = label.letters.empty() ? overlay.glyphs() : overlay.turnedGlyphs();
    const auto append = [&](float haloPx, map::Colour colour) {
      if (!label.letters.empty()) return appendLetters(mesh, label, scale, haloPx, colour, typesetter);
      const map::ScreenPoint origin{label.origin.x * scale, label.origin.y * scale};
      appendGlyphs(mesh, *label.layout, origin, scale, haloPx, colour, typesetter);
    };
    // The whole halo comes before any ink, so that no letter's halo eats its neighbour.
    if (label.haloPx > 0 && label.halo.a > 0) append(label.haloPx * scale, faded(label.halo, label.opacity));
    append(0, faded(label.colour, label.opacity));
  }
}

}  // namespace dateline::render
