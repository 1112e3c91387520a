#include "geo/box_tree.h"

#include <limits>

namespace dateline::geo {
namespace {

constexpr float kInfinity = std::numeric_limits<float>::infinity();
constexpr FlatBox kNothing{kInfinity, kInfinity, -kInfinity, -kInfinity};

FlatBox joined(const FlatBox& a, const FlatBox& b) {
  return {std::min(a.minX, b.minX), std::min(a.minY, b.minY), std::max(a.maxX, b.maxX),
          std::max(a.maxY, b.maxY)};
}

/// 16 bits with a zero after each.
std::uint32_t spread(std::uint32_t v) {
  v = (v | (v << 8)) & 0x00ff00ffu;
  v = (v | (v << 4)) & 0x0f0f0f0fu;
  v = (v | (v << 2)) & 0x33333333u;
  return (v | (v << 1)) & 0x55555555u;
}

std::uint32_t cellOf(float value, float low, float high) {
  const double share =
      high > low ? (static_cast<double>(value) - low) / (static_cast<double>(high) - low) : 0.0;
  return static_cast<std::uint32_t>(std::clamp(share, 0.0, 1.0) * 65535.0);
}

}  // namespace

BoxTree::BoxTree(std::span<const FlatBox> boxes) {
  FlatBox all = kNothing;
  for (const FlatBox& box : boxes) all = joined(all, box);
  std::vector<std::uint64_t> order(boxes.size());
  for (std::uint32_t i = 0; i < boxes.size(); ++i) {
    const FlatBox& box = boxes[i];
    const std::uint64_t code = spread(cellOf(box.minX / 2 + box.maxX / 2, all.minX, all.maxX)) |
                               spread(cellOf(box.minY / 2 + box.maxY / 2, all.minY, all.maxY)) << 1;
    order[i] = code << 32 | i;
  }
  std::sort(order.begin(), order.end());
  entryAt_.resize(boxes.size());
  placeOf_.resize(boxes.size());
  auto& leaves = levels_.emplace_back();
  for (std::uint32_t place = 0; place < boxes.size(); ++place) {
    const auto entry = static_cast<std::uint32_t>(order[place]);
    entryAt_[place] = entry;
    placeOf_[entry] = place;
    leaves.push_back({boxes[entry], 1});
  }
  while (levels_.back().size() > 1) {
    const auto& below = levels_.back();
    std::vector<Node> level((below.size() + kFanout - 1) / kFanout, Node{kNothing, 0});
    for (std::size_t i = 0; i < below.size(); ++i) {
      Node& node = level[i / kFanout];
      node.box = joined(node.box, below[i].box);
      node.live += below[i].live;
    }
    levels_.push_back(std::move(level));
  }
  if (boxes.empty()) levels_.clear();
}

void BoxTree::set(std::uint32_t entry, bool on) {
  std::uint32_t place = placeOf_[entry];
  if ((levels_[0][place].live != 0) == on) return;
  for (auto& level : levels_) {
    level[place].live += on ? 1u : ~0u;  // ~0u takes one away
    place /= kFanout;
  }
}

}  // namespace dateline::geo
