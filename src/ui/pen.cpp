#include "ui/pen.h"

#include "base/utf8.h"

#include <cmath>

namespace dateline::ui {

Pen::Pen(const TextPainter& painter, const Tones& tones)
    : painter_(painter), tones_(tones), list_(*ImGui::GetWindowDrawList()) {
  list_._FringeScale = devicePixel();
}

float Pen::snap(float value) const {
  return std::round(value * painter_.scale()) / painter_.scale();
}

void Pen::fill(const Area& area, Colour colour, float radius) const {
  if (area.empty() || colour.a == 0) return;
  list_.AddRectFilled({snap(area.x), snap(area.y)}, {snap(area.right()), snap(area.bottom())}, packed(colour),
                      radius);
}

void Pen::box(const Area& area, Colour inside, Colour border, float radius, float borderPx) const {
  const float width = std::max(devicePixel(), snap(borderPx));
  const Area outer{snap(area.x), snap(area.y), snap(area.right()) - snap(area.x),
                   snap(area.bottom()) - snap(area.y)};
  fill(outer, border, radius);
  fill(outer.inset(width), inside, std::max(0.0f, radius - width));
}

void Pen::horizontal(float x0, float x1, float y, Colour colour) const {
  const float top = snap(y);
  list_.AddRectFilled({snap(x0), top}, {snap(x1), top + std::max(devicePixel(), snap(1))}, packed(colour));
}

void Pen::vertical(float x, float y0, float y1, Colour colour) const {
  const float left = snap(x);
  list_.AddRectFilled({left, snap(y0)}, {left + std::max(devicePixel(), snap(1)), snap(y1)}, packed(colour));
}

void Pen::shadow(const Area& area, float radius) const {
  // Boxes of falling reach on top of each other add up to a soft edge.
  constexpr int kShades = 12;
  constexpr float kReachPx = 22;
  constexpr float kDropPx = 6;
  const float alpha = static_cast<float>(tones_.shadow.a) / 255.0f;
  for (int i = 0; i < kShades; ++i) {
    const float out = kReachPx * (1.0f - static_cast<float>(i) / kShades);
    const float share = 1.0f - std::pow(out / kReachPx, 0.7f) + 0.04f;
    const Area grown = Area{area.x, area.y + kDropPx, area.w, area.h}.inset(-out + 4);
    list_.AddRectFilled({grown.x, grown.y}, {grown.right(), grown.bottom()},
                        packed(withAlpha(tones_.shadow, alpha * share * 0.28f)), radius + out);
  }
}

void Pen::line(std::span<const ImVec2> points, Colour colour, float widthPx, bool closed) const {
  list_.AddPolyline(points.data(), static_cast<int>(points.size()), packed(colour),
                    closed ? ImDrawFlags_Closed : 0, widthPx);
}

void Pen::disc(float x, float y, float radius, Colour colour) const {
  list_.AddCircleFilled({x, y}, radius, packed(colour));
}

text::LayoutPtr Pen::set(std::string_view text, const text::TextStyle& style,
                         const text::LayoutOptions& options) const {
  return painter_.typesetter().layout(text, style, options);
}

void Pen::draw(const text::Layout& layout, float x, float y, Colour colour,
               std::span<const ColourSpan> spans) const {
  painter_.draw(list_, layout, {.x = x, .y = y, .colour = colour}, spans);
}

void Pen::drawWithHalo(const text::Layout& layout, float x, float y, Colour colour, Colour halo,
                       float haloPx) const {
  painter_.draw(list_, layout, {.x = x, .y = y, .colour = colour, .haloPx = haloPx, .halo = halo});
}

float Pen::label(std::string_view text, const text::TextStyle& style, float x, float centreY, Colour colour,
                 const LabelOptions& options) const {
  text::LayoutOptions how;
  if (options.maxWidth >= 0) {
    how.widthPx = std::max(1.0f, options.maxWidth);
    how.maxLines = 1;
  }
  const text::LayoutPtr layout = set(text, style, how);
  float left = x;
  if (options.align == text::Align::centre) left -= layout->width() / 2;
  if (options.align == text::Align::right) left -= layout->width();
  draw(*layout, left, centreY - layout->height() / 2, colour);
  return layout->width();
}

float Pen::widthOf(std::string_view text, const text::TextStyle& style) const {
  return set(text, style)->width();
}

Pen::Clip::Clip(const Pen& pen, const Area& area, bool wider)
    : list_(pen.list()), ofWindow_(&list_ == ImGui::GetWindowDrawList()) {
  const ImVec2 from{pen.snap(area.x), pen.snap(area.y)};
  const ImVec2 to{pen.snap(area.right()), pen.snap(area.bottom())};
  if (ofWindow_)
    ImGui::PushClipRect(from, to, !wider);
  else
    list_.PushClipRect(from, to, !wider);
}

Pen::Clip::~Clip() {
  if (ofWindow_)
    ImGui::PopClipRect();
  else
    list_.PopClipRect();
}

std::string cutInMiddle(text::Typesetter& typesetter, std::string_view text, const text::TextStyle& style,
                        float width) {
  const auto isRoomFor = [&](std::string_view shown) {
    return typesetter.layout(shown, style)->width() <= width;
  };
  if (isRoomFor(text)) return std::string(text);
  const OffsetIndex index(text);
  const auto cut = [&](std::size_t kept) {
    const std::size_t before = index.byteOf(text, (kept + 1) / 2);
    const std::size_t behind = index.byteOf(text, index.codePoints() - kept / 2);
    return std::string(text.substr(0, before)) + "…" + std::string(text.substr(behind));
  };
  std::size_t fits = 0, tooMany = index.codePoints();  // characters that are kept
  while (fits + 1 < tooMany) {
    const std::size_t kept = (fits + tooMany) / 2;
    (isRoomFor(cut(kept)) ? fits : tooMany) = kept;
  }
  return cut(fits);
}

}  // namespace dateline::ui
