#pragma once

#include <optional>
#include <span>

#include "text/typesetter.h"

namespace dateline::ui {

/// A caret: where directions meet, one place in the text is two on the page (see Layout::caretAt).
struct CaretPlace {
  std::size_t byte = 0;
  bool trailing = false;
  friend bool operator==(const CaretPlace&, const CaretPlace&) = default;
};

/// The caret one character to the left or right on its line, as the line is drawn, whatever its directions.
/// `edges`: the borders of the line's characters in bytes, in order. nullopt at the end of the line on that
/// side.
std::optional<CaretPlace> besideOnLine(const text::Layout& layout, std::span<const std::size_t> edges,
                                       CaretPlace from, bool toTheRight);

}  // namespace dateline::ui
