#pragma once

#include <map>
#include <memory>
#include <string>
#include <tuple>

#include "text/typesetter.h"

namespace dateline::map::testing {

/// A layout of letters 0.6 em wide and lines 1.2 em high; wraps at spaces.
class FakeLayout final : public text::Layout {
 public:
  FakeLayout(std::string text, const text::TextStyle& style, const text::LayoutOptions& options)
      : text_(std::move(text)), style_(style) {
    const double letter = style.sizePx * 0.6 + style.letterSpacingPx;
    const double most = options.widthPx > 0 ? options.widthPx / letter : 1e9;
    std::size_t start = 0;
    while (start <= text_.size()) {
      std::size_t end = text_.size();
      while (static_cast<double>(end - start) > most && text_.rfind(' ', end - 1) != std::string::npos &&
             text_.rfind(' ', end - 1) > start) {
        end = text_.rfind(' ', end - 1);
      }
      addLine(start, end, static_cast<float>(static_cast<double>(end - start) * letter));
      start = end + 1;
    }
  }
  [[nodiscard]] float width() const override { return width_; }
  [[nodiscard]] float height() const override {
    return static_cast<float>(lines_.size()) * style_.sizePx * 1.2f;
  }
  [[nodiscard]] std::span<const text::Glyph> glyphs() const override { return glyphs_; }
  [[nodiscard]] std::span<const text::Line> lines() const override { return lines_; }
  [[nodiscard]] std::vector<text::Rect> rectsFor(std::size_t, std::size_t) const override { return {}; }
  [[nodiscard]] std::size_t byteAt(float, float) const override { return 0; }
  [[nodiscard]] text::Caret caretAt(std::size_t, bool) const override { return {}; }
  [[nodiscard]] std::optional<text::CaretPlace> besides(text::CaretPlace, bool) const override { return {}; }
  [[nodiscard]] text::CaretPlace edgeOf(std::size_t, bool) const override { return {}; }
  [[nodiscard]] const std::string& text() const { return text_; }
  [[nodiscard]] const text::TextStyle& style() const { return style_; }

 private:
  void addLine(std::size_t start, std::size_t end, float width) {
    text::Line line;
    line.startByte = start;
    line.endByte = end;
    line.right = width;
    line.top = static_cast<float>(lines_.size()) * style_.sizePx * 1.2f;
    line.baseline = line.top + style_.sizePx * 0.95f;
    line.bottom = line.top + style_.sizePx * 1.2f;
    for (std::size_t i = start; i < end; ++i) {
      const float x = width * static_cast<float>(i - start) / static_cast<float>(end - start);
      glyphs_.push_back({.index = static_cast<unsigned char>(text_[i]),
                         .x = x,
                         .y = line.baseline,
                         .byte = static_cast<std::uint32_t>(i)});
    }
    lines_.push_back(line);
    width_ = std::max(width_, width);
  }
  std::string text_;
  text::TextStyle style_;
  std::vector<text::Line> lines_;
  std::vector<text::Glyph> glyphs_;
  float width_ = 0;
};

class FakeTypesetter final : public text::Typesetter {
 public:
  text::LayoutPtr layout(std::string_view utf8, const text::TextStyle& style,
                         const text::LayoutOptions& options) override {
    const auto key =
        std::tuple(std::string(utf8), style.sizePx, style.weight, style.letterSpacingPx, options.widthPx);
    text::LayoutPtr& layout = layouts_[key];
    if (!layout) layout = std::make_shared<FakeLayout>(std::string(utf8), style, options);
    return layout;
  }
  text::LayoutPtr layout(std::string_view utf8, const text::TextStyle& base,
                         std::span<const text::StyledRange>, const text::LayoutOptions& options) override {
    return std::make_shared<FakeLayout>(std::string(utf8), base, options);
  }
  text::GlyphPicture glyph(text::FontId, std::uint32_t, float, int, float) override { return {}; }
  [[nodiscard]] const Image& atlas() const override { return atlas_; }
  [[nodiscard]] std::uint64_t atlasRevision() const override { return 0; }
  [[nodiscard]] std::uint64_t atlasGeneration() const override { return 0; }
  [[nodiscard]] std::pair<int, int> atlasRowsSince(std::uint64_t) const override { return {0, 0}; }
  [[nodiscard]] bool has(text::FontFamily family) const override { return family.name() != "Missing"; }

 private:
  std::map<std::tuple<std::string, float, int, float, float>, text::LayoutPtr> layouts_;
  Image atlas_;
};

inline std::string textOf(const text::LayoutPtr& layout) {
  return static_cast<const FakeLayout&>(*layout).text();
}

}  // namespace dateline::map::testing
