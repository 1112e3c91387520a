#include "render/point_cells.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <utility>

namespace dateline::render {
namespace {

/// A cell is worth a draw of its own with so many discs.
constexpr std::size_t kWorthACell = 100;
constexpr int kMostCells = 16;  // to a side
/// A cell is larger than so many reaches: most discs are to be in one.
constexpr float kReachesOfCell = 6;

/// One side of the grid.
struct CellAxis {
  float low = std::numeric_limits<float>::max(), high = std::numeric_limits<float>::lowest();
  int count = 1;

  void add(float at) { low = std::min(low, at), high = std::max(high, at); }
  void divide(int wanted, float reach) {
    const float most = (high - low) / (kReachesOfCell * std::max(reach, 1e-9F));
    count =
        std::clamp(wanted, 1, std::max(1, static_cast<int>(std::min(most, static_cast<float>(kMostCells)))));
  }
  [[nodiscard]] float edge(int i) const {
    return low + (high - low) * static_cast<float>(i) / static_cast<float>(count);
  }
  [[nodiscard]] int cellOf(float at) const {
    const float share = high > low ? (at - low) / (high - low) : 0;
    return std::clamp(static_cast<int>(share * static_cast<float>(count)), 0, count - 1);
  }
  /// From edge to edge; the outermost hold what lies beyond them too.
  [[nodiscard]] std::array<float, 2> extent(int i) const {
    constexpr float kFar = 1e6F;
    return {i == 0 ? -kFar : edge(i), i + 1 == count ? kFar : edge(i + 1)};
  }
};

}  // namespace

PointCells::PointCells(std::span<const map::Vec2f> places, float reach) {
  if (places.empty()) return;
  CellAxis across, down;
  for (const map::Vec2f& place : places) across.add(place.x), down.add(place.y);
  const int wanted = static_cast<int>(std::sqrt(static_cast<double>(places.size() / kWorthACell)));
  across.divide(wanted, reach);
  down.divide(wanted, reach);
  const auto forEachCellOf = [&](const map::Vec2f& place, const auto& use) {
    const int left = across.cellOf(place.x - reach), right = across.cellOf(place.x + reach);
    const int top = down.cellOf(place.y - reach), bottom = down.cellOf(place.y + reach);
    for (int row = top; row <= bottom; ++row)
      for (int column = left; column <= right; ++column)
        use(static_cast<std::size_t>(row * across.count + column));
  };
  for (int row = 0; row < down.count; ++row)
    for (int column = 0; column < across.count; ++column) {
      const auto [west, east] = across.extent(column);
      const auto [north, south] = down.extent(row);
      cells_.push_back({{west, north}, {east, south}, 0, 0});
    }
  for (const map::Vec2f& place : places)
    forEachCellOf(place, [&](std::size_t cell) { ++cells_[cell].count; });
  std::size_t end = 0;
  for (Cell& cell : cells_) {
    cell.first = end;
    end += std::exchange(cell.count, 0);
  }
  discs_.resize(end);
  for (std::uint32_t disc = 0; disc < places.size(); ++disc)
    forEachCellOf(places[disc],
                  [&](std::size_t cell) { discs_[cells_[cell].first + cells_[cell].count++] = disc; });
  std::erase_if(cells_, [](const Cell& cell) { return cell.count == 0; });
}

}  // namespace dateline::render
