#pragma once

#include <span>
#include <vector>

#include "map/label_fades.h"
#include "map/scene.h"

namespace dateline::map {

/// A label that would like to stand somewhere. Boxes are in pixels from the top left of the world at the
/// present zoom: panning changes none of them, so a placement holds while the map moves.
struct LabelCandidate {
  MapLabel label;
  std::vector<ScreenBox> slots;  ///< where the ink may stand, best first
  double priority = 0;           ///< higher goes first; equal ones in the order given
  double besidePx = 0;           ///< that is to stay empty to both sides, more than between all names
};

struct PlacedLabel {
  std::size_t candidate = 0;
  ScreenBox box;
};

/// Boxes on a grid of squares, for asking quickly what is in the way.
class Occupancy {
 public:
  explicit Occupancy(const ScreenBox& area = {0, 0, 0, 0});
  /// `except`: one that was taken, and is in nobody's way.
  [[nodiscard]] bool free(const ScreenBox& box, const ScreenBox* except = nullptr) const;
  void occupy(const ScreenBox& box);

 private:
  struct Cells {
    int minX, minY, maxX, maxY;
  };
  [[nodiscard]] Cells cellsOf(const ScreenBox& box) const;

  ScreenBox area_;
  int columns_, rows_;
  std::vector<std::vector<std::uint32_t>> cells_;
  std::vector<ScreenBox> boxes_;
};

inline constexpr double kRingRoomPx = 0.7;  ///< around a city's ring
inline constexpr double kSameNamePx = 120;  ///< equal names nearer than this mean the same

ScreenBox moved(const ScreenBox& box, double dx, double dy);
/// With half of the room that names leave between them.
ScreenBox padded(const ScreenBox& box);
/// The same for a name that keeps so much empty to both sides.
ScreenBox padded(ScreenBox box, double besidePx);
ScreenBox ringBox(ScreenPoint at, double radiusPx);

/// Greedy: the most important first, each in its first slot that is free, which is then taken. No two results
/// overlap, nor anything that was taken before.
std::vector<PlacedLabel> placeLabels(std::span<const LabelCandidate> candidates, Occupancy& taken);

/// A number for a name: of its class, its place among those, the copy of the world.
inline std::uint64_t labelKey(std::uint64_t what, std::uint64_t index, int copy) {
  return (what << 60) | ((index & 0xFFFFFFFFFFFFF) << 8) | static_cast<std::uint8_t>(copy);
}

/// The box that the layout's ink takes when the middle of its left edge stands at `at`, and so on.
enum class Attach : std::uint8_t { left, right, centre, above, below };
ScreenBox inkBox(const text::Layout& layout, ScreenPoint at, Attach attach);
/// Where the layout's top left lies when its ink fills the box.
ScreenPoint originFor(const text::Layout& layout, const ScreenBox& box);

}  // namespace dateline::map
