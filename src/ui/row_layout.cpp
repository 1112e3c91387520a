#include "ui/row_layout.h"

#include <algorithm>

namespace dateline::ui {

RowLayout::RowLayout(std::vector<SetCell> cells, std::size_t bytes, float height, bool rightToLeft)
    : cells_(std::move(cells)) {
  line_.endByte = bytes;
  line_.bottom = height;
  line_.rightToLeft = rightToLeft;
  line_.left = cells_.front().x;
  for (const SetCell& cell : cells_) {
    line_.left = std::min(line_.left, cell.x);
    line_.right = std::max(line_.right, cell.x + cell.width);
    if (!cell.layout->lines().empty())
      line_.baseline = std::max(line_.baseline, cell.y + cell.layout->lines().front().baseline);
    for (text::Glyph glyph : cell.layout->glyphs()) {
      glyph.x += cell.x;
      glyph.y += cell.y;
      glyph.byte += static_cast<std::uint32_t>(cell.startByte);
      glyphs_.push_back(glyph);
    }
  }
  line_.glyphCount = static_cast<std::uint32_t>(glyphs_.size());
}

std::vector<text::Rect> RowLayout::rectsFor(std::size_t start, std::size_t end) const {
  std::vector<text::Rect> rects;
  for (const SetCell& cell : cells_) {
    const std::size_t from = std::clamp(start, cell.startByte, cell.endByte);
    const std::size_t to = std::clamp(end, cell.startByte, cell.endByte);
    if (from >= to) continue;
    for (text::Rect rect : cell.layout->rectsFor(from - cell.startByte, to - cell.startByte)) {
      rect.x += cell.x;
      rect.y += cell.y;
      rects.push_back(rect);
    }
  }
  return rects;
}

std::size_t RowLayout::byteAt(float x, float y) const {
  const auto distance = [x](const SetCell& cell) {
    return std::max({0.0F, cell.x - x, x - cell.x - cell.width});
  };
  const SetCell& cell =
      *std::min_element(cells_.begin(), cells_.end(),
                        [&](const SetCell& a, const SetCell& b) { return distance(a) < distance(b); });
  const float within = std::clamp(y - cell.y, 0.0F, std::max(0.0F, cell.layout->height() - 1));
  return std::min(cell.endByte, cell.startByte + cell.layout->byteAt(x - cell.x, within));
}

/// The cell that holds the byte, or, where it stands between two, the one before.
std::size_t RowLayout::cellAt(std::size_t byte) const {
  const auto after =
      std::upper_bound(cells_.begin(), cells_.end(), byte,
                       [](std::size_t at, const SetCell& cell) { return at < cell.startByte; });
  return after == cells_.begin() ? 0 : static_cast<std::size_t>(after - cells_.begin()) - 1;
}

text::Caret RowLayout::caretAt(std::size_t byte, bool trailing) const {
  const SetCell& cell = cells_[cellAt(byte)];
  const std::size_t within = std::clamp(byte, cell.startByte, cell.endByte) - cell.startByte;
  text::Caret caret = cell.layout->caretAt(within, trailing && within > 0);
  caret.x += cell.x;
  caret.top += cell.y;
  caret.bottom += cell.y;
  return caret;
}

/// Through the lines of the cell, then into the next cell.
std::optional<text::CaretPlace> RowLayout::besides(text::CaretPlace from, bool toTheRight) const {
  const std::size_t index = cellAt(from.byte);
  const SetCell& cell = cells_[index];
  const std::size_t within = std::clamp(from.byte, cell.startByte, cell.endByte) - cell.startByte;
  const auto inRow = [&](text::CaretPlace place) {
    return text::CaretPlace{cell.startByte + place.byte, place.trailing};
  };
  const text::CaretPlace here{within, from.trailing};
  if (const auto to = cell.layout->besides(here, toTheRight)) return inRow(*to);
  const bool onward = toTheRight != line_.rightToLeft;
  const float top = cell.layout->caretAt(here.byte, here.trailing).top;
  const auto lines = cell.layout->lines();
  const auto line =
      std::find_if(lines.begin(), lines.end(), [&](const text::Line& l) { return l.bottom > top; });
  const std::ptrdiff_t next = line - lines.begin() + (onward ? 1 : -1);
  if (next >= 0 && next < static_cast<std::ptrdiff_t>(lines.size())) {
    const auto edge = cell.layout->edgeOf(static_cast<std::size_t>(next), !toTheRight);
    if (edge.byte != within) return inRow(edge);
    return inRow(cell.layout->besides(edge, toTheRight).value_or(edge));
  }
  if (onward ? index + 1 == cells_.size() : index == 0) return std::nullopt;
  return onward ? text::CaretPlace{cells_[index + 1].startByte, false} : edgeOfCell(cells_[index - 1], true);
}

text::CaretPlace RowLayout::edgeOfCell(const SetCell& cell, bool end) const {
  return {end ? cell.endByte : cell.startByte, end && cell.endByte > cell.startByte};
}

text::CaretPlace RowLayout::edgeOf(std::size_t, bool right) const {
  const bool end = right != line_.rightToLeft;
  return edgeOfCell(end ? cells_.back() : cells_.front(), end);
}

}  // namespace dateline::ui
