#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "map/scene.h"

namespace dateline::render {

/// The discs of a tile, sorted into square cells: what a part of the tile needs are those of the cells that
/// it meets. In a cell stand all that reach into it, in their order, so that each cell is drawn whole when it
/// is drawn alone.
class PointCells {
 public:
  struct Cell {
    map::Vec2f low, high;          ///< those at the edge reach far beyond it
    std::size_t first = 0, count;  ///< of `discs`
  };
  PointCells() = default;
  /// `reach`: how far a disc is seen from its place.
  PointCells(std::span<const map::Vec2f> places, float reach);

  [[nodiscard]] const std::vector<Cell>& cells() const { return cells_; }
  /// Which of the discs stand in the cells, one cell after the other.
  [[nodiscard]] const std::vector<std::uint32_t>& discs() const { return discs_; }

 private:
  std::vector<Cell> cells_;
  std::vector<std::uint32_t> discs_;
};

}  // namespace dateline::render
