#include <algorithm>
#include <cmath>
#include <cstdint>
#include <numbers>
#include <unordered_map>

#include "map/pins.h"

namespace dateline::map {
namespace {

/// Of a pin by another, so that the number of neither is hidden.
constexpr double kMostCovered = 0.3;
constexpr double kFanRadiusPx = 52, kFanStepPx = 36;  // the first arc, and from arc to arc
constexpr double kFanSpacingPx = 29;                  // along an arc, so that the round bodies do not touch
constexpr double kGapAngle = 40 * std::numbers::pi / 180;
constexpr double kWidestAngle = 98 * std::numbers::pi / 180;

double covered(ScreenPoint a, ScreenPoint b, double scale) {
  const double width = kPinWidthPx * scale, height = kPinHeightPx * scale;
  const double dx = width - std::abs(a.x - b.x), dy = height - std::abs(a.y - b.y);
  return dx > 0 && dy > 0 ? dx * dy / (width * height) : 0;
}

/// Leaders by squares as large as a body: whom a pin covers stands in its own square or beside it.
class LeaderGrid {
 public:
  explicit LeaderGrid(double scale) : side_(kPinHeightPx * scale) {}
  void add(ScreenPoint tip, std::size_t cluster) {
    squares_[keyOf(cell(tip.x), cell(tip.y))].push_back(cluster);
  }

  /// The lowest cluster that `accept` takes; -1 for none.
  template <typename Accept>
  [[nodiscard]] std::ptrdiff_t first(ScreenPoint tip, const Accept& accept) const {
    std::ptrdiff_t best = -1;
    for (std::int64_t y = cell(tip.y) - 1; y <= cell(tip.y) + 1; ++y) {
      for (std::int64_t x = cell(tip.x) - 1; x <= cell(tip.x) + 1; ++x) {
        const auto square = squares_.find(keyOf(x, y));
        if (square == squares_.end()) continue;
        for (const std::size_t cluster : square->second) {
          const auto index = static_cast<std::ptrdiff_t>(cluster);
          if ((best < 0 || index < best) && accept(cluster)) best = index;
        }
      }
    }
    return best;
  }

 private:
  [[nodiscard]] std::int64_t cell(double v) const { return static_cast<std::int64_t>(std::floor(v / side_)); }
  static std::uint64_t keyOf(std::int64_t x, std::int64_t y) {
    return (static_cast<std::uint64_t>(x) << 32) ^ (static_cast<std::uint64_t>(y) & 0xffffffffu);
  }
  double side_;
  std::unordered_map<std::uint64_t, std::vector<std::size_t>> squares_;
};

ScreenPoint onArc(double radius, double angleFromUp) {
  return {radius * std::sin(angleFromUp), -radius * std::cos(angleFromUp)};
}

/// Adds up to `count` places of one arc, left to right; gives how many.
std::size_t addArc(double radius, std::size_t count, bool gap, std::vector<ScreenPoint>& out) {
  const double step = kFanSpacingPx / radius;
  if (!gap) {
    const std::size_t room = 1 + 2 * static_cast<std::size_t>(kWidestAngle / step);
    const std::size_t taken = std::min(room, count);
    for (std::size_t i = 0; i < taken; ++i) {
      out.push_back(onArc(radius, (static_cast<double>(i) - static_cast<double>(taken - 1) / 2) * step));
    }
    return taken;
  }
  const std::size_t side = 1 + static_cast<std::size_t>((kWidestAngle - kGapAngle) / step);
  const std::size_t taken = std::min(2 * side, count);
  const std::size_t left = (taken + 1) / 2;
  for (std::size_t i = left; i-- > 0;)
    out.push_back(onArc(radius, -kGapAngle - static_cast<double>(i) * step));
  for (std::size_t i = 0; i < taken - left; ++i)
    out.push_back(onArc(radius, kGapAngle + static_cast<double>(i) * step));
  return taken;
}

}  // namespace

std::vector<PinCluster> clusterPins(const std::vector<ScreenPoint>& tips, double scale) {
  std::vector<PinCluster> clusters;
  LeaderGrid leaders(scale);
  for (std::size_t i = 0; i < tips.size(); ++i) {
    const auto hides = [&](std::size_t c) { return covered(clusters[c].tip, tips[i], scale) > kMostCovered; };
    const std::ptrdiff_t joined = leaders.first(tips[i], hides);
    if (joined >= 0) {
      clusters[static_cast<std::size_t>(joined)].members.push_back(i);
    } else {
      leaders.add(tips[i], clusters.size());
      clusters.push_back({{i}, tips[i]});
    }
  }
  return clusters;
}

std::vector<ScreenPoint> fanOffsets(std::size_t count, bool gap, double scale) {
  std::vector<ScreenPoint> offsets;
  double radius = kFanRadiusPx;
  bool first = true;
  while (offsets.size() < count) {
    addArc(radius, count - offsets.size(), gap && first, offsets);
    radius += kFanStepPx;
    first = false;
  }
  for (ScreenPoint& offset : offsets) offset = {offset.x * scale, offset.y * scale};
  return offsets;
}

}  // namespace dateline::map
