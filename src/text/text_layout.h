// A text set, flattened out of Pango: what is drawn and what is asked of it needs no Pango object.
#pragma once

#include <vector>

#include "text/typesetter.h"

namespace dateline::text {

/// The place of one grapheme (what a caret steps over) on its line; cells of a line lie side by side from
/// left to right.
struct Cell {
  std::uint32_t start = 0;
  std::uint32_t end = 0;
  float left = 0;
  float right = 0;
  bool rightToLeft = false;
};

/// The parts of a layout, to be filled in line by line.
struct LayoutParts {
  std::vector<Glyph> glyphs;
  std::vector<Line> lines;
  std::vector<Cell> cells;
  std::vector<std::uint32_t> firstCell;  ///< of each line, and the count of cells at the end
};

class TextLayout final : public Layout {
 public:
  explicit TextLayout(LayoutParts parts);

  [[nodiscard]] float width() const override { return width_; }
  [[nodiscard]] float height() const override {
    return parts_.lines.empty() ? 0 : parts_.lines.back().bottom;
  }
  [[nodiscard]] std::span<const Glyph> glyphs() const override { return parts_.glyphs; }
  [[nodiscard]] std::span<const Line> lines() const override { return parts_.lines; }
  [[nodiscard]] std::vector<Rect> rectsFor(std::size_t start, std::size_t end) const override;
  [[nodiscard]] std::size_t byteAt(float x, float y) const override;
  [[nodiscard]] Caret caretAt(std::size_t byte, bool trailing) const override;
  [[nodiscard]] std::optional<CaretPlace> besides(CaretPlace from, bool toTheRight) const override;
  [[nodiscard]] CaretPlace edgeOf(std::size_t line, bool right) const override;

 private:
  [[nodiscard]] std::size_t lineOf(CaretPlace place) const;
  [[nodiscard]] std::span<const Cell> cellsOf(std::size_t line) const;

  LayoutParts parts_;
  float width_ = 0;
};

}  // namespace dateline::text
