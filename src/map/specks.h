#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "geo/lnglat.h"

namespace dateline::map {

/// Where in a tile lies what is too small to be drawn: one speck in each cell of about a pixel, so that many
/// that adjoin look like what they cover.
class Specks {
 public:
  /// Takes a place of the tile or its buffer, in the tile's coordinates, unless its cell has one.
  void add(const geo::WorldPoint& at);
  /// Those that were taken since the last time, as lines: side by side they are one, and one alone is too
  /// short to be more than its ends.
  std::vector<std::array<geo::WorldPoint, 2>> takeLines();

 private:
  std::vector<std::uint32_t> cells_;  // row by row
  std::vector<bool> taken_;
};

}  // namespace dateline::map
