#include "text/text_layout.h"

#include <algorithm>
#include <cmath>

namespace dateline::text {
namespace {

/// Cells of neighbouring runs meet up to rounding.
constexpr float kTouching = 0.01F;

void addRect(std::vector<Rect>& rects, std::size_t firstOfLine, const Line& line, const Cell& cell) {
  if (rects.size() > firstOfLine && std::abs(rects.back().x + rects.back().w - cell.left) < kTouching)
    rects.back().w = cell.right - rects.back().x;
  else
    rects.push_back({cell.left, line.top, cell.right - cell.left, line.bottom - line.top});
}

std::size_t leftEdge(const Cell& cell) {
  return cell.rightToLeft ? cell.end : cell.start;
}
std::size_t rightEdge(const Cell& cell) {
  return cell.rightToLeft ? cell.start : cell.end;
}

/// The caret at an edge of a character, on the character's own side.
CaretPlace placeAt(const Cell& cell, bool right) {
  return {right ? rightEdge(cell) : leftEdge(cell), right != cell.rightToLeft};
}

/// Marks that direct the text, and the space that a line was broken at, take no room: no caret steps over
/// them.
bool isDrawn(const Cell& cell) {
  return cell.right - cell.left > kTouching;
}

}  // namespace

TextLayout::TextLayout(LayoutParts parts) : parts_(std::move(parts)) {
  if (parts_.lines.empty()) return;
  float left = parts_.lines.front().left, right = parts_.lines.front().right;
  for (const Line& line : parts_.lines) {
    left = std::min(left, line.left);
    right = std::max(right, line.right);
  }
  width_ = right - left;
}

std::span<const Cell> TextLayout::cellsOf(std::size_t line) const {
  const std::uint32_t first = parts_.firstCell[line];
  return std::span(parts_.cells).subspan(first, parts_.firstCell[line + 1] - first);
}

std::vector<Rect> TextLayout::rectsFor(std::size_t start, std::size_t end) const {
  std::vector<Rect> rects;
  const auto& lines = parts_.lines;
  auto line =
      std::lower_bound(lines.begin(), lines.end(), start,
                       [](const Line& candidate, std::size_t byte) { return candidate.endByte <= byte; });
  for (; line != lines.end() && line->startByte < end; ++line) {
    const std::size_t firstOfLine = rects.size();
    for (const Cell& cell : cellsOf(static_cast<std::size_t>(line - lines.begin())))
      if (cell.start < end && cell.end > start && cell.right > cell.left)
        addRect(rects, firstOfLine, *line, cell);
  }
  return rects;
}

std::size_t TextLayout::byteAt(float x, float y) const {
  if (parts_.lines.empty()) return 0;
  const auto below = std::find_if(parts_.lines.begin(), parts_.lines.end() - 1,
                                  [&](const Line& line) { return y < line.bottom; });
  const std::span<const Cell> cells = cellsOf(static_cast<std::size_t>(below - parts_.lines.begin()));
  if (cells.empty()) return below->startByte;
  const auto at =
      std::find_if(cells.begin(), cells.end() - 1, [&](const Cell& cell) { return x < cell.right; });
  return x < (at->left + at->right) / 2 ? leftEdge(*at) : rightEdge(*at);
}

/// Of two lines that meet at the byte, a leading caret stands on the second, a trailing one on the first.
std::size_t TextLayout::lineOf(CaretPlace place) const {
  const auto& lines = parts_.lines;
  const auto line = std::find_if(lines.begin(), lines.end() - 1, [&](const Line& candidate) {
    return place.trailing ? place.byte <= candidate.endByte : place.byte < candidate.endByte;
  });
  return static_cast<std::size_t>(line - lines.begin());
}

Caret TextLayout::caretAt(std::size_t byte, bool trailing) const {
  if (parts_.lines.empty()) return {};
  const std::size_t index = lineOf({byte, trailing});
  const Line& line = parts_.lines[index];
  const std::span<const Cell> cells = cellsOf(index);
  Caret caret{line.rightToLeft ? line.right : line.left, line.top, line.bottom};
  const Cell* before = nullptr;
  const Cell* after = nullptr;
  for (const Cell& cell : cells) {
    if (cell.start <= byte && byte < cell.end) after = &cell;
    if (cell.start < byte && byte <= cell.end) before = &cell;
  }
  if (trailing ? before != nullptr : after == nullptr && before != nullptr)
    caret.x = before->rightToLeft ? before->left : before->right;
  else if (after != nullptr)
    caret.x = after->rightToLeft ? after->right : after->left;
  return caret;
}

std::optional<CaretPlace> TextLayout::besides(CaretPlace from, bool toTheRight) const {
  if (parts_.lines.empty()) return std::nullopt;
  const float x = caretAt(from.byte, from.trailing).x;
  const std::span<const Cell> cells = cellsOf(lineOf(from));
  if (toTheRight) {
    const auto crossed = std::find_if(cells.begin(), cells.end(), [&](const Cell& cell) {
      return isDrawn(cell) && cell.left > x - kTouching;
    });
    return crossed == cells.end() ? std::nullopt : std::optional(placeAt(*crossed, true));
  }
  const auto crossed = std::find_if(cells.rbegin(), cells.rend(), [&](const Cell& cell) {
    return isDrawn(cell) && cell.right < x + kTouching;
  });
  return crossed == cells.rend() ? std::nullopt : std::optional(placeAt(*crossed, false));
}

CaretPlace TextLayout::edgeOf(std::size_t line, bool right) const {
  if (parts_.lines.empty()) return {};
  const std::span<const Cell> cells = cellsOf(line);
  const auto first = std::find_if(cells.begin(), cells.end(), isDrawn);
  if (first == cells.end()) return {parts_.lines[line].startByte, false};
  return placeAt(right ? *std::find_if(cells.rbegin(), cells.rend(), isDrawn) : *first, right);
}

}  // namespace dateline::text
