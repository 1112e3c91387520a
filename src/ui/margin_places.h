// Where the numbers of passages stand in the margin beside their lines.
#pragma once

#include <span>
#include <vector>

namespace dateline::ui {

constexpr float kMarkSize = 20;

/// The margin beside a paragraph.
struct MarginRoom {
  float top = 0, bottom = 0;  ///< of the paragraph
  float free = 0;             ///< what is above belongs to others
  bool pairs = false;         ///< there is room for two side by side
  bool beside = false;        ///< there is room for a count beside one
};

/// A number, or the count of those that have no room.
struct MarginPlace {
  std::size_t first = 0, count = 1;  ///< which of the wanted ones
  bool counted = false;              ///< it is a count
  bool outer = false;                ///< farther from the text: the first of two, a count beside a number
  float y = 0;                       ///< of its middle
};

struct MarginPlaces {
  std::vector<MarginPlace> places;  ///< in the order of the wanted ones, each of which is in one of them
  float free = 0;                   ///< what is below has room for others
};

/// Numbers as near to their lines as may be, in the order of the text: beside them, else below, and where the
/// paragraph ends above them; two side by side where a line has several. Those that would stand beside
/// another paragraph, or seem to belong to another line, are counted, below or beside the last one that has
/// room.
/// `wanted` are the middles of the lines, sorted.
MarginPlaces placeInMargin(std::span<const float> wanted, const MarginRoom& room);

}  // namespace dateline::ui
