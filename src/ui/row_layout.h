// A row of a table, set: its cells side by side as one text.
#pragma once

#include <vector>

#include "text/typesetter.h"

namespace dateline::ui {

/// A cell of a row: which bytes of the row's text it holds, and where it stands.
struct SetCell {
  std::size_t startByte = 0, endByte = 0;
  float x = 0, y = 0, width = 0;  ///< of its column
  text::LayoutPtr layout;
};

/// Answers what any set text answers, in bytes of the row, and is one line: what parts the cells in the text
/// is not drawn and takes no room.
class RowLayout final : public text::Layout {
 public:
  /// Cells in the order of the text, at least one; `height` with the room around them.
  RowLayout(std::vector<SetCell> cells, std::size_t bytes, float height, bool rightToLeft);

  [[nodiscard]] float width() const override { return line_.right - line_.left; }
  [[nodiscard]] float height() const override { return line_.bottom; }
  [[nodiscard]] std::span<const text::Glyph> glyphs() const override { return glyphs_; }
  [[nodiscard]] std::span<const text::Line> lines() const override { return {&line_, 1}; }
  [[nodiscard]] std::vector<text::Rect> rectsFor(std::size_t start, std::size_t end) const override;
  [[nodiscard]] std::size_t byteAt(float x, float y) const override;
  [[nodiscard]] text::Caret caretAt(std::size_t byte, bool trailing) const override;
  [[nodiscard]] std::optional<text::CaretPlace> besides(text::CaretPlace from,
                                                        bool toTheRight) const override;
  [[nodiscard]] text::CaretPlace edgeOf(std::size_t line, bool right) const override;

 private:
  [[nodiscard]] std::size_t cellAt(std::size_t byte) const;
  [[nodiscard]] text::CaretPlace edgeOfCell(const SetCell& cell, bool end) const;

  std::vector<SetCell> cells_;
  std::vector<text::Glyph> glyphs_;
  text::Line line_;
};

}  // namespace dateline::ui
