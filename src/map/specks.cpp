#include "map/specks.h"

#include <algorithm>

#include "map/tile.h"

namespace dateline::map {
namespace {

constexpr std::uint32_t kCells = 768;  // across the tile
constexpr std::uint32_t kRow = kCells + static_cast<std::uint32_t>(2 * kTileBuffer * kCells);

std::uint32_t cellAt(double along) {
  return std::min(kRow - 1, static_cast<std::uint32_t>((along + kTileBuffer) * kCells));
}

double middleOf(std::uint32_t cell) {
  return (cell + 0.5) / kCells - kTileBuffer;
}

}  // namespace

void Specks::add(const geo::WorldPoint& at) {
  const std::uint32_t cell = cellAt(at.y) * kRow + cellAt(at.x);
  taken_.resize(std::size_t{kRow} * kRow);
  if (taken_[cell]) return;
  taken_[cell] = true;
  cells_.push_back(cell);
}

std::vector<std::array<geo::WorldPoint, 2>> Specks::takeLines() {
  std::vector<std::array<geo::WorldPoint, 2>> lines;
  std::sort(cells_.begin(), cells_.end());
  for (std::size_t i = 0, next = 0; i < cells_.size(); i = next) {
    const std::uint32_t first = cells_[i], row = first / kRow;
    std::uint32_t last = first;
    for (next = i + 1; next < cells_.size() && cells_[next] == last + 1 && cells_[next] / kRow == row;)
      last = cells_[next++];
    const double y = middleOf(row), west = middleOf(first % kRow), east = middleOf(last % kRow);
    lines.push_back({{{west, y}, {std::max(east, west + kTileCell), y}}});
  }
  cells_.clear();
  return lines;
}

}  // namespace dateline::map
