#include "map/legend_room.h"

#include <algorithm>
#include <array>
#include <tuple>

namespace dateline::map {
namespace {

constexpr double kMargin = 12, kGap = 8;
/// Of the map: all legends, and the first of them where it is larger alone.
constexpr double kMostShare = 0.3, kMostShareOfOne = 0.5;

struct Corner {
  bool right = false, top = false;
};
constexpr std::array<Corner, 4> kCorners{Corner{}, {.right = true}, {.top = true}, {true, true}};

/// Columns of legends that begin in one corner. Told as if it were the lower left one: a box is mirrored
/// where it is not.
class LegendColumns {
 public:
  LegendColumns(const LegendGround& ground, Corner corner, bool dodgePins)
      : width_(ground.width), height_(ground.height), corner_(corner) {
    for (const ScreenBox& box : ground.taken) taken_.push_back(mirrored(box));
    if (!dodgePins) return;
    for (const ScreenBox& box : ground.pins) taken_.push_back(mirrored(box));
  }

  std::optional<ScreenBox> take(LegendSize size) {
    std::optional<double> left = left_;
    while (left && *left + size.width <= width_ - kMargin) {
      if (const auto box = inColumn(*left, size)) {
        left_ = *left;
        taken_.push_back(*box);
        return mirrored(*box);
      }
      left = beside(*left, size.width);
    }
    return std::nullopt;
  }

 private:
  [[nodiscard]] ScreenBox mirrored(ScreenBox box) const {
    if (corner_.right) box = {width_ - box.maxX, box.minY, width_ - box.minX, box.maxY};
    if (corner_.top) box = {box.minX, height_ - box.maxY, box.maxX, height_ - box.minY};
    return box;
  }
  [[nodiscard]] std::optional<ScreenBox> inColumn(double left, LegendSize size) const {
    for (double foot = height_ - kMargin;;) {
      const ScreenBox box{left, foot - size.height, left + size.width, foot};
      if (box.minY < kMargin) return std::nullopt;
      const auto other =
          std::ranges::find_if(taken_, [&](const ScreenBox& one) { return one.intersects(box); });
      if (other == taken_.end()) return box;
      foot = other->minY - kGap;
    }
  }
  /// Right of the nearest thing that stands in a column; nullopt when nothing does.
  [[nodiscard]] std::optional<double> beside(double left, double width) const {
    std::optional<double> next;
    for (const ScreenBox& one : taken_)
      if (one.intersects({left, kMargin, left + width, height_ - kMargin}) && one.maxX + kGap > left)
        next = std::min(next.value_or(one.maxX + kGap), one.maxX + kGap);
    return next;
  }

  double width_, height_;
  Corner corner_;
  double left_ = kMargin;  ///< of the column that is being filled
  std::vector<ScreenBox> taken_;
};

struct Placing {
  std::vector<std::optional<ScreenBox>> boxes;
  std::ptrdiff_t without = 0, pinsCovered = 0;
};

Placing placedFrom(Corner corner, bool dodgePins, const std::vector<LegendSize>& legends,
                   const LegendGround& ground) {
  LegendColumns columns(ground, corner, dodgePins);
  const double map = ground.width * ground.height;
  double covered = 0;
  Placing placing;
  for (const LegendSize& size : legends) {
    const double all = covered + size.width * size.height;
    const bool may = all <= map * (covered == 0 ? kMostShareOfOne : kMostShare);
    const auto& box = placing.boxes.emplace_back(may ? columns.take(size) : std::nullopt);
    if (!box) {
      ++placing.without;
      continue;
    }
    covered = all;
    placing.pinsCovered +=
        std::ranges::count_if(ground.pins, [&](const ScreenBox& pin) { return pin.intersects(*box); });
  }
  return placing;
}

}  // namespace

std::vector<std::optional<ScreenBox>> placeLegends(const std::vector<LegendSize>& legends,
                                                   const LegendGround& ground) {
  std::optional<Placing> best;
  for (const bool dodgePins : {false, true})
    for (const Corner corner : kCorners) {
      Placing placing = placedFrom(corner, dodgePins, legends, ground);
      if (!best ||
          std::tie(placing.without, placing.pinsCovered) < std::tie(best->without, best->pinsCovered))
        best = std::move(placing);
      if (best->without == 0 && best->pinsCovered == 0) return std::move(best->boxes);
    }
  return std::move(best->boxes);
}

}  // namespace dateline::map
