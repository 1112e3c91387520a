#pragma once

#include <imgui.h>

#include <cstdint>
#include <span>

#include "map/scene.h"
#include "text/typesetter.h"

namespace dateline::ui {

/// Bytes [start, end) of a layout's text in a colour of their own.
struct ColourSpan {
  std::size_t start = 0;
  std::size_t end = 0;
  map::Colour colour;
};

struct TextPlace {
  float x = 0;  ///< of the layout's top left, logical px
  float y = 0;
  map::Colour colour;
  float haloPx = 0;  ///< logical px
  map::Colour halo = {};
};

ImU32 packed(map::Colour colour);

/// Draws layouts of the typesetter into Dear ImGui's lists, glyph by glyph on device pixels: x in quarters of
/// a pixel, lines on whole ones. Looks every glyph up anew each frame, as the atlas may have moved them.
class TextPainter {
 public:
  TextPainter(text::Typesetter& typesetter, std::uint64_t texture)
      : typesetter_(typesetter), texture_(texture) {}

  void setScale(float scale) { scale_ = scale; }
  [[nodiscard]] float scale() const { return scale_; }
  [[nodiscard]] text::Typesetter& typesetter() const { return typesetter_; }

  /// Lines outside the list's clip rectangle are passed over.
  void draw(ImDrawList& list, const text::Layout& layout, const TextPlace& place,
            std::span<const ColourSpan> colours = {}) const;

 private:
  void drawLine(ImDrawList& list, std::span<const text::Glyph> glyphs, const TextPlace& place,
                float haloDevicePx, std::span<const ColourSpan> colours) const;

  text::Typesetter& typesetter_;
  std::uint64_t texture_;
  float scale_ = 1;
};

}  // namespace dateline::ui
