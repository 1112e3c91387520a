#include <algorithm>
#include <cmath>
#include <cstdint>
#include <unordered_map>

#include "map/pins.h"

namespace dateline::map {
namespace {

constexpr double kHeadPx = kPinWidthPx / 2;
/// One that is selected grows by a quarter; the rims of two may touch.
constexpr double kBetweenPx = 1;

ScreenPoint headOf(const PinMark& mark) {
  return {mark.tip.x, mark.tip.y - (isRound(mark.shape) ? 0 : kRoundRisePx * mark.size)};
}

double apart(ScreenPoint a, ScreenPoint b) {
  return std::hypot(a.x - b.x, a.y - b.y);
}

bool hidesTip(const PinMark& mark, const PinMark& other) {
  return !isRound(other.shape) && apart(headOf(mark), other.tip) < kHeadPx * mark.size + kBetweenPx;
}

bool standInTheWay(const PinMark& a, const PinMark& b) {
  return apart(headOf(a), headOf(b)) < kHeadPx * (a.size + b.size) + kBetweenPx || hidesTip(a, b) ||
         hidesTip(b, a);
}

/// Marks by squares so large that those in one another's way stand in the same or in squares side by side.
class MarkGrid {
 public:
  explicit MarkGrid(double largest)
      : side_((2 * kHeadPx + kRoundRisePx) * std::max(largest, 0.1) + kBetweenPx) {}
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

/// Each joins the first before it that it stands in the way of.
std::vector<PinCluster> joined(const std::vector<PinCluster>& clusters, const std::vector<PinMark>& marks,
                               double scale) {
  const auto markOf = [&](const PinCluster& cluster) {
    return cluster.members.size() == 1 ? marks[cluster.members.front()]
                                       : PinMark{cluster.tip, MarkerShape::cluster, scale};
  };
  double largest = scale;
  for (const PinMark& mark : marks) largest = std::max(largest, mark.size);
  MarkGrid grid(largest);
  std::vector<PinCluster> result;
  std::vector<PinMark> leading;
  for (const PinCluster& cluster : clusters) {
    const PinMark mark = markOf(cluster);
    const std::ptrdiff_t other =
        grid.first(mark.tip, [&](std::size_t c) { return standInTheWay(leading[c], mark); });
    if (other < 0) {
      grid.add(mark.tip, result.size());
      result.push_back(cluster);
      leading.push_back(mark);
      continue;
    }
    std::vector<std::size_t>& members = result[static_cast<std::size_t>(other)].members;
    members.insert(members.end(), cluster.members.begin(), cluster.members.end());
  }
  return result;
}

}  // namespace

std::vector<PinCluster> clusterPins(const std::vector<PinMark>& marks, double scale) {
  std::vector<PinCluster> clusters;
  clusters.reserve(marks.size());
  for (std::size_t i = 0; i < marks.size(); ++i) clusters.push_back({{i}, marks[i].tip});
  // A cluster's disc stands in the way of others than its leader's pin did.
  for (std::size_t before = clusters.size() + 1; clusters.size() < before;) {
    before = clusters.size();
    clusters = joined(clusters, marks, scale);
  }
  for (PinCluster& cluster : clusters) std::sort(cluster.members.begin(), cluster.members.end());
  return clusters;
}

}  // namespace dateline::map
