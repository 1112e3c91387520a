#pragma once

#include <algorithm>
#include <cstdint>
#include <span>
#include <vector>

namespace dateline::geo {

struct FlatBox {
  float minX, minY, maxX, maxY;
};

/// Boxes in Morton order (Z-order curve) under a packed tree of eight children a node. Entries can be
/// switched off and on; nodes with nothing on are passed over. For `triangulate` only.
class BoxTree {
 public:
  BoxTree() = default;
  explicit BoxTree(std::span<const FlatBox> boxes);

  void set(std::uint32_t entry, bool on);

  /// Walks what is on: `skip(box)` prunes, `visit(entry)` sees the rest and ends the walk by returning true.
  template <typename Skip, typename Visit>
  bool search(const Skip& skip, const Visit& visit) const;

 private:
  static constexpr std::uint32_t kFanout = 8;
  struct Node {
    FlatBox box;
    std::uint32_t live;  ///< entries below that are on
  };

  std::vector<std::uint32_t> entryAt_;     // by place in Morton order
  std::vector<std::uint32_t> placeOf_;     // by entry
  std::vector<std::vector<Node>> levels_;  // [0] one a place, the last has the root alone
};

template <typename Skip, typename Visit>
bool BoxTree::search(const Skip& skip, const Visit& visit) const {
  if (levels_.empty()) return false;
  struct Frame {
    std::uint32_t level, node;
  };
  Frame stack[kFanout * 12];  // 8^11 entries are more than 32 bits count
  int top = 0;
  stack[top++] = {static_cast<std::uint32_t>(levels_.size() - 1), 0};
  while (top > 0) {
    const Frame frame = stack[--top];
    const Node& node = levels_[frame.level][frame.node];
    if (node.live == 0 || skip(node.box)) continue;
    if (frame.level == 0) {
      if (visit(entryAt_[frame.node])) return true;
      continue;
    }
    const auto below = static_cast<std::uint32_t>(levels_[frame.level - 1].size());
    const std::uint32_t end = std::min(below, (frame.node + 1) * kFanout);
    for (std::uint32_t child = frame.node * kFanout; child < end; ++child)
      stack[top++] = {frame.level - 1, child};
  }
  return false;
}

}  // namespace dateline::geo
