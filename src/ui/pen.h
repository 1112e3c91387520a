#pragma once

#include <imgui.h>

#include <span>
#include <string>
#include <string_view>

#include "map/scene.h"
#include "ui/area.h"
#include "ui/text_painter.h"
#include "ui/tones.h"
#include "ui/type.h"

namespace dateline::ui {

enum class Icon : std::uint8_t {
  plus,
  minus,
  home,
  chevronLeft,
  chevronRight,
  chevronUp,
  chevronDown,
  cross,
  check,
  eye,
  eyeClosed,
  folder,
  page,
  search,
};

/// How a single line of text stands at its point.
struct LabelOptions {
  float maxWidth = -1;  ///< cut with an ellipsis; negative: never
  text::Align align = text::Align::left;
};

/// Draws on the current window of Dear ImGui, sharp at any scale: edges lie on device pixels, anti-aliasing
/// is one of them wide.
class Pen {
 public:
  Pen(const TextPainter& painter, const Tones& tones);

  [[nodiscard]] float snap(float value) const;
  [[nodiscard]] float devicePixel() const { return 1.0f / painter_.scale(); }
  [[nodiscard]] ImDrawList& list() const { return list_; }

  void fill(const Area& area, Colour colour, float radius = 0) const;
  /// A filled box with a border inside its edges.
  void box(const Area& area, Colour inside, Colour border, float radius, float borderPx = 1) const;
  void horizontal(float x0, float x1, float y, Colour colour) const;  ///< a rule of one px whose top is y
  void vertical(float x, float y0, float y1, Colour colour) const;
  /// The one elevation of the interface, below a box.
  void shadow(const Area& area, float radius) const;
  void line(std::span<const ImVec2> points, Colour colour, float widthPx, bool closed = false) const;
  void disc(float x, float y, float radius, Colour colour) const;

  [[nodiscard]] text::LayoutPtr set(std::string_view text, const text::TextStyle& style,
                                    const text::LayoutOptions& options = {}) const;
  void draw(const text::Layout& layout, float x, float y, Colour colour,
            std::span<const ColourSpan> spans = {}) const;
  void drawWithHalo(const text::Layout& layout, float x, float y, Colour colour, Colour halo,
                    float haloPx) const;
  /// One line of text whose box is centred on `centreY`; gives its width.
  float label(std::string_view text, const text::TextStyle& style, float x, float centreY, Colour colour,
              const LabelOptions& options = {}) const;
  [[nodiscard]] float widthOf(std::string_view text, const text::TextStyle& style) const;

  /// An event's mark: the shape of its pin without the point, with its number.
  void mark(map::MarkerShape shape, Colour colour, int number, float x, float y, float size,
            bool hollow = false) const;
  void icon(Icon icon, float x, float y, float size, Colour colour) const;

  /// Narrows drawing to an area until the Clip goes, and in the current window clicks too; `wider` lets it
  /// reach out of the window.
  class Clip {
   public:
    Clip(const Pen& pen, const Area& area, bool wider = false);
    ~Clip();
    Clip(const Clip&) = delete;
    Clip& operator=(const Clip&) = delete;

   private:
    ImDrawList& list_;
    bool ofWindow_;
  };

 private:
  const TextPainter& painter_;
  const Tones& tones_;
  ImDrawList& list_;
};

/// The text if it is no wider, else as much of its beginning and its end as is, with an ellipsis between:
/// names of files often differ only in their end.
std::string cutInMiddle(text::Typesetter& typesetter, std::string_view text, const text::TextStyle& style,
                        float width);

}  // namespace dateline::ui
