#pragma once

#include <span>
#include <vector>

#include "map/scene.h"

namespace dateline::map {

/// A name set along a line.
struct TextOnLine {
  ScreenPoint middle;                ///< what the letters' places are relative to: the middle of its stretch
  std::vector<SceneLetter> letters;  ///< one a glyph of the layout
  std::vector<ScreenBox> boxes;      ///< what they cover, in px like the line; together they cover the name
};

struct TextOnLineOptions {
  double risePx = 3;    ///< from the line to the letters' feet
  bool below = false;   ///< on the other side of the line
  bool joined = false;  ///< its letters hang together (Arabic, Devanagari): it is turned as a whole
};

/// Sets the first line of a layout along a line (px, y down) around its middle, upright: read from left to
/// right. The letters follow the line smoothed over about a letter or, where it winds too much for them, over
/// several. Empty letters where it bends too sharply even so, or is too short.
TextOnLine textOnLine(const text::Layout& layout, std::span<const ScreenPoint> line,
                      const TextOnLineOptions& options);

}  // namespace dateline::map
