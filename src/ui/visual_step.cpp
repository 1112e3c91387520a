#include "ui/visual_step.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace dateline::ui {
namespace {

/// A character where it is drawn.
struct DrawnCharacter {
  std::size_t start = 0, end = 0;
  float left = 0, right = 0;
  bool rightToLeft = false;
};

std::vector<DrawnCharacter> drawnInOrder(const text::Layout& layout, std::span<const std::size_t> edges) {
  std::vector<DrawnCharacter> drawn;
  for (std::size_t i = 0; i + 1 < edges.size(); ++i) {
    DrawnCharacter one{.start = edges[i], .end = edges[i + 1]};
    const float leading = layout.caretAt(one.start).x;
    const float trailing = layout.caretAt(one.end, true).x;
    one.left = std::min(leading, trailing);
    one.right = std::max(leading, trailing);
    one.rightToLeft = trailing < leading;
    if (one.right > one.left) drawn.push_back(one);
  }
  std::stable_sort(drawn.begin(), drawn.end(),
                   [](const DrawnCharacter& a, const DrawnCharacter& b) { return a.left < b.left; });
  return drawn;
}

}  // namespace

std::optional<CaretPlace> besideOnLine(const text::Layout& layout, std::span<const std::size_t> edges,
                                       CaretPlace from, bool toTheRight) {
  constexpr float kTouchingPx = 0.05f;
  const float x = layout.caretAt(from.byte, from.trailing).x;
  const std::vector<DrawnCharacter> drawn = drawnInOrder(layout, edges);
  const DrawnCharacter* crossed = nullptr;
  for (const DrawnCharacter& one : drawn) {
    if (toTheRight && one.left > x - kTouchingPx) {
      crossed = &one;
      break;
    }
    if (!toTheRight && one.right < x + kTouchingPx) crossed = &one;
  }
  if (crossed == nullptr) return std::nullopt;
  // The side that it is left on is its end where it is read in that direction.
  const bool atEnd = toTheRight != crossed->rightToLeft;
  return CaretPlace{atEnd ? crossed->end : crossed->start, atEnd};
}

}  // namespace dateline::ui
