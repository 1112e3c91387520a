#include <algorithm>
#include <cmath>
#include <limits>

#include "geo/box_tree.h"
#include "geo/ring_links.h"

namespace dateline::geo {
namespace {

struct Bridge {
  Corner from, to;
};

/// Bridges by the bands of y that they cross, so that a ray meets few of them.
class BridgeBands {
 public:
  /// `bridges`: about as many will be added; as many bands are worth their making.
  BridgeBands(double low, double high, std::size_t bridges) : low_(low) {
    bands_.resize(std::clamp<std::size_t>(bridges, 1, kMostBands));
    scale_ = high > low ? static_cast<double>(bands_.size()) / (high - low) : 0;
  }

  void add(const Bridge& bridge) {
    const auto [first, last] = std::minmax({band(bridge.from.y), band(bridge.to.y)});
    for (std::size_t i = first; i <= last; ++i) bands_[i].push_back(bridge);
  }
  [[nodiscard]] const std::vector<Bridge>& at(double y) const { return bands_[band(y)]; }

 private:
  static constexpr std::size_t kMostBands = 1024;
  [[nodiscard]] std::size_t band(double y) const {
    return std::min(bands_.size() - 1, static_cast<std::size_t>(std::max(0.0, (y - low_) * scale_)));
  }
  double low_, scale_ = 0;
  std::vector<std::vector<Bridge>> bands_;
};

/// What a ray from a hole's left-most corner to the left meets first.
struct Hit {
  double x = -std::numeric_limits<double>::infinity();
  Corner end;  ///< the left end of the edge that was met
  bool found = false;
};

class HoleBridger {
 public:
  explicit HoleBridger(LinkedRings& rings)
      : rings_(rings),
        edges_(edgeBoxes(rings)),
        copyOf_(rings.corners.size(), kNone),
        joined_(rings.first.size()),
        bands_(lowest(rings), highest(rings), rings.first.size() - 1) {
    ringNext_.reserve(rings.corners.size());
    for (const Corner& corner : rings.corners) ringNext_.push_back(corner.next);
    joined_[0] = true;
  }

  void run() {
    for (const std::uint32_t hole : leftmostCorners()) {
      const Corner from = rings_.corners[hole];
      const Hit hit = castLeft(from);
      if (!hit.found) continue;
      const std::uint32_t to = visibleCorner(hole, hit);
      if (to == kNone) continue;
      bands_.add({from, rings_.corners[to]});
      splice(to, hole);
      joined_[rings_.ringOf[hole]] = true;
    }
  }

 private:
  static std::vector<FlatBox> edgeBoxes(const LinkedRings& rings) {
    std::vector<FlatBox> boxes;
    boxes.reserve(rings.corners.size());
    for (const Corner& a : rings.corners) {
      const Corner& b = rings.corners[a.next];
      const auto [x0, x1] = std::minmax({static_cast<float>(a.x), static_cast<float>(b.x)});
      const auto [y0, y1] = std::minmax({static_cast<float>(a.y), static_cast<float>(b.y)});
      boxes.push_back({x0, y0, x1, y1});
    }
    return boxes;
  }
  static double lowest(const LinkedRings& rings) {
    double y = rings.corners[0].y;
    for (const Corner& corner : rings.corners) y = std::min(y, corner.y);
    return y;
  }
  static double highest(const LinkedRings& rings) {
    double y = rings.corners[0].y;
    for (const Corner& corner : rings.corners) y = std::max(y, corner.y);
    return y;
  }

  /// One corner a hole, from left to right: whatever a ray to the left can meet is joined already.
  [[nodiscard]] std::vector<std::uint32_t> leftmostCorners() const {
    const auto before = [this](std::uint32_t a, std::uint32_t b) {
      const Corner &p = rings_.corners[a], &q = rings_.corners[b];
      return p.x != q.x ? p.x < q.x : p.y < q.y;
    };
    std::vector<std::uint32_t> result;
    for (std::size_t ring = 1; ring < rings_.first.size(); ++ring) {
      std::uint32_t best = rings_.first[ring];
      for (std::uint32_t i = rings_.corners[best].next; i != rings_.first[ring]; i = rings_.corners[i].next) {
        if (before(i, best)) best = i;
      }
      result.push_back(best);
    }
    std::stable_sort(result.begin(), result.end(), before);
    return result;
  }

  /// Interiors are on the left of an edge, so only edges that go down have theirs to the right, where the ray
  /// is.
  static void meet(const Corner& from, const Corner& a, const Corner& b, Hit& hit) {
    if (a.y < from.y || b.y > from.y || a.y == b.y) return;
    const double x = a.y == from.y   ? a.x
                     : b.y == from.y ? b.x
                                     : a.x + (from.y - a.y) / (b.y - a.y) * (b.x - a.x);
    if (x > from.x || (hit.found && x <= hit.x)) return;
    hit = {x, a.x < b.x ? a : b, true};
    if (x == a.x && from.y == a.y) hit.end = a;
    if (x == b.x && from.y == b.y) hit.end = b;
  }

  [[nodiscard]] Hit castLeft(const Corner& from) const {
    Hit hit;
    const auto skip = [&](const FlatBox& box) {
      return box.minY > from.y || box.maxY < from.y || box.minX > from.x || (hit.found && box.maxX <= hit.x);
    };
    edges_.search(skip, [&](std::uint32_t i) {
      if (joined_[rings_.ringOf[i]]) meet(from, rings_.corners[i], rings_.corners[ringNext_[i]], hit);
      return false;
    });
    for (const Bridge& bridge : bands_.at(from.y)) {
      const bool down = bridge.from.y > bridge.to.y;
      meet(from, down ? bridge.from : bridge.to, down ? bridge.to : bridge.from, hit);
    }
    return hit;
  }

  /// Whether a line from corner q towards p begins inside the polygon.
  [[nodiscard]] bool opensTo(const Corner& q, const Corner& p) const {
    const Corner &before = rings_.corners[q.prev], &after = rings_.corners[q.next];
    const bool leftOfBoth = turn(before, q, p) >= 0 && turn(q, after, p) >= 0;
    if (turn(before, q, after) > 0) return leftOfBoth;
    return turn(before, q, p) >= 0 || turn(q, after, p) >= 0;
  }

  /// Whether the ring goes back from q as it came: all round is inside, or nothing.
  [[nodiscard]] bool turnsBack(const Corner& q) const {
    const Corner &before = rings_.corners[q.prev], &after = rings_.corners[q.next];
    return turn(before, q, after) == 0 &&
           (before.x - q.x) * (after.x - q.x) + (before.y - q.y) * (after.y - q.y) >= 0;
  }

  /// Among the corners that share q's place, the one from which the hole can be reached. One that turns back
  /// only for want of others: a bridge along an edge leaves such a corner, with nothing between its sides.
  [[nodiscard]] std::uint32_t openCopy(std::uint32_t q, std::uint32_t hole) const {
    const Corner& from = rings_.corners[hole];
    std::uint32_t reserve = kNone;
    for (; q != kNone; q = copyOf_[q]) {
      const Corner& corner = rings_.corners[q];
      if (!opensTo(corner, samePlace(corner, from) ? rings_.corners[from.next] : from)) continue;
      if (!turnsBack(corner)) return q;
      if (reserve == kNone) reserve = q;
    }
    return reserve;
  }

  /// The edge's left end, unless corners stand in between: then, of those, the one least off the ray.
  [[nodiscard]] std::uint32_t visibleCorner(std::uint32_t hole, const Hit& hit) const {
    const Corner& from = rings_.corners[hole];
    const Corner met{.x = hit.x, .y = from.y};
    const Corner &a = from.y < hit.end.y ? from : met, &b = from.y < hit.end.y ? met : from;
    // Counter-clockwise: a, the edge's end, b when it lies above the ray; mirrored below.
    const auto inside = [&](const Corner& q) {
      return turn(b, a, q) >= 0 && turn(a, hit.end, q) >= 0 && turn(hit.end, b, q) >= 0;
    };
    const double minX = std::min(hit.x, hit.end.x);
    const auto [minY, maxY] = std::minmax({from.y, hit.end.y});
    const auto skip = [&, low = minY, high = maxY](const FlatBox& box) {
      return box.maxX < minX || box.minX > from.x || box.maxY < low || box.minY > high;
    };
    std::uint32_t best = kNone, reserve = kNone;
    double bestSlope = std::numeric_limits<double>::infinity(), bestAway = 0;
    edges_.search(skip, [&, low = minY, high = maxY](std::uint32_t i) {
      const Corner& q = rings_.corners[i];
      if (!joined_[rings_.ringOf[i]] || q.x < minX || q.x > from.x || q.y < low || q.y > high) return false;
      const bool isEnd = samePlace(q, hit.end);
      if (!isEnd && !inside(q)) return false;
      if (isEnd) reserve = i;
      const std::uint32_t open = openCopy(i, hole);
      if (open == kNone) return false;
      const double slope = q.x < from.x         ? std::abs(q.y - from.y) / (from.x - q.x)
                           : samePlace(q, from) ? 0.0
                                                : std::numeric_limits<double>::max();
      const double away = std::abs(q.x - from.x) + std::abs(q.y - from.y);
      if (slope < bestSlope || (slope == bestSlope && away < bestAway))
        best = open, bestSlope = slope, bestAway = away;
      return false;
    });
    return best != kNone ? best : reserve;
  }

  /// outer .. to > hole .. round .. hole' > to' .. outer
  void splice(std::uint32_t to, std::uint32_t hole) {
    auto& corners = rings_.corners;
    const std::uint32_t holeAgain = copy(hole), toAgain = copy(to);
    const std::uint32_t afterTo = corners[to].next, beforeHole = corners[hole].prev;
    corners[to].next = hole;
    corners[hole].prev = to;
    corners[beforeHole].next = holeAgain;
    corners[holeAgain].prev = beforeHole;
    corners[holeAgain].next = toAgain;
    corners[toAgain].prev = holeAgain;
    corners[toAgain].next = afterTo;
    corners[afterTo].prev = toAgain;
  }

  std::uint32_t copy(std::uint32_t original) {
    const auto made = static_cast<std::uint32_t>(rings_.corners.size());
    rings_.corners.push_back(Corner(rings_.corners[original]));
    copyOf_.push_back(copyOf_[original]);
    copyOf_[original] = made;
    return made;
  }

  LinkedRings& rings_;
  BoxTree edges_;                        // by the corner that an edge begins at
  std::vector<std::uint32_t> ringNext_;  // the edges as they were before any bridge
  std::vector<std::uint32_t> copyOf_;    // the next corner at the same place
  std::vector<bool> joined_;             // by ring
  BridgeBands bands_;
};

}  // namespace

void bridgeHoles(LinkedRings& rings) {
  HoleBridger(rings).run();
}

}  // namespace dateline::geo
