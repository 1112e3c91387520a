#include "map/vertex_levels.h"

#include <algorithm>
#include <cmath>

#include "map/tile.h"

namespace dateline::map {
namespace {

using geo::WorldPoint;

/// Longer stretches are halved without looking: no arrangement of points can then cost their square.
constexpr std::size_t kLongestStretch = 2048;

/// The first level whose tolerance is less than this distance (of the plane).
std::uint8_t levelFor(double distance) {
  if (!(distance > 0)) return kNeverDrawn;
  const double ratio = kSimplifyTolerance / distance;
  if (ratio < 1) return 0;
  const int level = std::ilogb(ratio) + 1;
  return level > kMaxTileLevel ? kNeverDrawn : static_cast<std::uint8_t>(level);
}

bool before(const WorldPoint& a, const WorldPoint& b) {
  return a.x != b.x ? a.x < b.x : a.y < b.y;
}

double squared(const WorldPoint& a, const WorldPoint& b) {
  return (a.x - b.x) * (a.x - b.x) + (a.y - b.y) * (a.y - b.y);
}

/// Squared distances from the stretch a-b.
class Chord {
 public:
  Chord(const WorldPoint& a, const WorldPoint& b) : a_(a), b_(b), dx_(b.x - a.x), dy_(b.y - a.y) {
    length_ = dx_ * dx_ + dy_ * dy_;
  }
  [[nodiscard]] double squaredTo(const WorldPoint& p) const {
    const double along = (p.x - a_.x) * dx_ + (p.y - a_.y) * dy_;
    if (along <= 0) return squared(p, a_);
    if (along >= length_) return squared(p, b_);
    const double across = (p.x - a_.x) * dy_ - (p.y - a_.y) * dx_;
    return across * across / length_;
  }

 private:
  WorldPoint a_, b_;
  double dx_, dy_, length_;
};

/// An arc between two junctions, its points counted along one direction that does not depend on the ring's.
class Arc {
 public:
  /// Points first, first + 1, ... first + steps of a path that may go round.
  Arc(std::span<const WorldPoint> path, std::span<std::uint8_t> out, std::size_t first, std::size_t steps)
      : path_(path), out_(out), first_(first), steps_(steps) {
    const WorldPoint &a = point(0), &b = point(steps);
    const bool closed = a == b;
    turned_ = closed ? before(point(steps - 1), point(1)) : before(b, a);
  }

  /// Sets the levels of all but its ends, none lower than `lowest`.
  void setLevels(std::uint8_t lowest = 0) {
    static thread_local std::vector<Stretch> stack;
    stack.clear();
    if (steps_ > 1) stack.push_back({0, steps_, lowest});
    while (!stack.empty()) {
      const Stretch s = stack.back();
      stack.pop_back();
      const auto [at, own] = split(s);
      const std::uint8_t level = std::max(s.level, own);
      at_(at) = level;
      if (at - s.from > 1) stack.push_back({s.from, at, level});
      if (s.to - at > 1) stack.push_back({at, s.to, level});
    }
  }

 private:
  struct Stretch {
    std::size_t from, to;
    std::uint8_t level;  ///< before which nothing in it is drawn
  };

  [[nodiscard]] std::size_t index(std::size_t i) const {
    const std::size_t along = first_ + (turned_ ? steps_ - i : i);
    return along < path_.size() ? along : along - path_.size();
  }
  [[nodiscard]] const WorldPoint& point(std::size_t i) const { return path_[index(i)]; }
  std::uint8_t& at_(std::size_t i) { return out_[index(i)]; }

  /// Where a stretch is divided, and from which level on.
  [[nodiscard]] std::pair<std::size_t, std::uint8_t> split(const Stretch& s) const {
    if (s.to - s.from > kLongestStretch) return {s.from + (s.to - s.from) / 2, 0};
    const Chord chord(point(s.from), point(s.to));
    std::size_t furthest = s.from + 1;
    double most = -1;
    for (std::size_t i = s.from + 1; i < s.to; ++i) {
      const double away = chord.squaredTo(point(i));
      if (away > most) most = away, furthest = i;
    }
    return {furthest, levelFor(std::sqrt(most))};
  }

  std::span<const WorldPoint> path_;
  std::span<std::uint8_t> out_;
  std::size_t first_, steps_;
  bool turned_ = false;
};

/// A ring that touches nothing: it begins at its first point in the order of x, and is drawn from the level
/// on at which not all of it lies within the tolerance of a point in its middle.
void setIslandLevels(std::span<const WorldPoint> ring, std::span<std::uint8_t> out) {
  const auto start =
      static_cast<std::size_t>(std::min_element(ring.begin(), ring.end(), before) - ring.begin());
  double across = 0;  // squared
  for (const WorldPoint& p : ring) across = std::max(across, squared(p, ring[start]));
  out[start] = levelFor(std::sqrt(across) / 2);
  Arc(ring, out, start, ring.size()).setLevels(out[start]);
}

}  // namespace

void levelsOf(std::span<const WorldPoint> path, std::span<const char> junctions, bool ring,
              std::span<std::uint8_t> out) {
  const std::size_t n = path.size();
  if (n == 0) return;
  const auto first =
      static_cast<std::size_t>(std::find(junctions.begin(), junctions.end(), 1) - junctions.begin());
  if (n < 3) return std::fill(out.begin(), out.end(), std::uint8_t{0});
  if (first == n) return setIslandLevels(path, out);
  std::size_t from = first;
  out[from] = 0;
  for (std::size_t step = 1; step <= (ring ? n : n - 1 - first); ++step) {
    const std::size_t i = (first + step) % n;
    if (junctions[i] == 0) continue;
    const std::size_t steps = first + step - from;
    if (i != first) out[i] = 0;
    Arc(path, out, from, steps).setLevels();
    from = first + step;
  }
}

}  // namespace dateline::map
