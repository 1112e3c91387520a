#include "map/label_placer.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace dateline::map {
namespace {

constexpr double kCellPx = 64;
// Between two labels; half of it is added to each side of both. Lines of text bring their own leading.
constexpr double kPaddingX = 4, kPaddingY = 1;

struct Ink {
  double left = 0, right = 0, height = 0;
};

/// Centred lines do not begin at the layout's left edge.
Ink inkOf(const text::Layout& layout) {
  Ink ink{0, layout.width(), layout.height()};
  if (layout.lines().empty()) return ink;
  ink.left = layout.lines().front().left;
  ink.right = layout.lines().front().right;
  for (const text::Line& line : layout.lines()) {
    ink.left = std::min<double>(ink.left, line.left);
    ink.right = std::max<double>(ink.right, line.right);
  }
  return ink;
}

}  // namespace

Occupancy::Occupancy(const ScreenBox& area)
    : area_(area),
      columns_(std::max(1, static_cast<int>(std::ceil(area.width() / kCellPx)))),
      rows_(std::max(1, static_cast<int>(std::ceil(area.height() / kCellPx)))),
      cells_(static_cast<std::size_t>(columns_) * rows_) {}

Occupancy::Cells Occupancy::cellsOf(const ScreenBox& box) const {
  const auto cell = [](double value, double low, int count) {
    return static_cast<int>(std::clamp(std::floor((value - low) / kCellPx), 0.0, count - 1.0));
  };
  return {cell(box.minX, area_.minX, columns_), cell(box.minY, area_.minY, rows_),
          cell(box.maxX, area_.minX, columns_), cell(box.maxY, area_.minY, rows_)};
}

bool Occupancy::free(const ScreenBox& box, const ScreenBox* except) const {
  const Cells c = cellsOf(box);
  for (int y = c.minY; y <= c.maxY; ++y) {
    for (int x = c.minX; x <= c.maxX; ++x) {
      for (const std::uint32_t i : cells_[static_cast<std::size_t>(y) * columns_ + x]) {
        if (boxes_[i].intersects(box) && !(except && boxes_[i] == *except)) return false;
      }
    }
  }
  return true;
}

void Occupancy::occupy(const ScreenBox& box) {
  const Cells c = cellsOf(box);
  for (int y = c.minY; y <= c.maxY; ++y) {
    for (int x = c.minX; x <= c.maxX; ++x) {
      cells_[static_cast<std::size_t>(y) * columns_ + x].push_back(static_cast<std::uint32_t>(boxes_.size()));
    }
  }
  boxes_.push_back(box);
}

ScreenBox moved(const ScreenBox& b, double dx, double dy) {
  return {b.minX + dx, b.minY + dy, b.maxX + dx, b.maxY + dy};
}

ScreenBox padded(const ScreenBox& b) {
  return {b.minX - kPaddingX / 2, b.minY - kPaddingY / 2, b.maxX + kPaddingX / 2, b.maxY + kPaddingY / 2};
}

ScreenBox padded(ScreenBox box, double besidePx) {
  box.minX -= besidePx;
  box.maxX += besidePx;
  return padded(box);
}

ScreenBox ringBox(ScreenPoint at, double radiusPx) {
  const double r = radiusPx + kRingRoomPx;
  return {at.x - r, at.y - r, at.x + r, at.y + r};
}

std::vector<PlacedLabel> placeLabels(std::span<const LabelCandidate> candidates, Occupancy& taken) {
  std::vector<std::size_t> order(candidates.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return candidates[a].priority > candidates[b].priority;
  });
  std::vector<PlacedLabel> placed;
  for (const std::size_t index : order) {
    const std::vector<ScreenBox>& slots = candidates[index].slots;
    const double beside = candidates[index].besidePx;
    const auto isFree = [&](const ScreenBox& box) { return taken.free(padded(box, beside)); };
    const auto slot = std::find_if(slots.begin(), slots.end(), isFree);
    if (slot == slots.end()) continue;
    taken.occupy(padded(*slot, beside));
    placed.push_back({index, *slot});
  }
  return placed;
}

ScreenBox inkBox(const text::Layout& layout, ScreenPoint at, Attach attach) {
  const Ink ink = inkOf(layout);
  const double width = ink.right - ink.left;
  double left = at.x - width / 2, top = at.y - ink.height / 2;
  if (attach == Attach::left) left = at.x;
  if (attach == Attach::right) left = at.x - width;
  if (attach == Attach::above) top = at.y - ink.height;
  if (attach == Attach::below) top = at.y;
  return {left, top, left + width, top + ink.height};
}

ScreenPoint originFor(const text::Layout& layout, const ScreenBox& box) {
  return {box.minX - inkOf(layout).left, box.minY};
}

}  // namespace dateline::map
