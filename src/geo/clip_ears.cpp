#include <array>

#include "geo/box_tree.h"
#include "geo/ring_links.h"

namespace dateline::geo {
namespace {

// Below this many corners a walk round the ring beats the tree.
constexpr std::uint32_t kTreeFrom = 64;
// How many corners are compared for the smallest error when no clean ear is left.
constexpr int kRescueWindow = 64;

/// Ear clipping (Meisters 1975; Eberly 2002) over a queue instead of rounds: a corner that is no ear waits at
/// the very corner that stands in its way, and is looked at again when that one is cut, changes, or its own
/// neighbours do. So spirals and combs cost no more than stars. Corners in the way are found in a
/// Morton-ordered tree of the reflex ones.
class EarClipper {
 public:
  EarClipper(std::vector<Corner>& corners, std::uint32_t start) : corners_(corners), cursor_(start) {
    states_.resize(corners.size());
    std::uint32_t i = start;
    do {
      states_[i].cut = false;
      ++remaining_;
      i = corners_[i].next;
    } while (i != start);
    budget_ = 64 * static_cast<std::int64_t>(remaining_) + 1024;
    triangles_.reserve(3 * static_cast<std::size_t>(remaining_));
  }

  std::vector<std::uint32_t> run() {
    if (remaining_ > kTreeFrom) buildTree();
    classifyAll();
    while (remaining_ > 2) {
      if (removeFold()) continue;
      const std::uint32_t corner = takeQueued();
      if (corner == kNone) {
        if (!rescue()) break;
      } else if (const Blocker blocker = findBlocker(corner); blocker.corner == kNone) {
        cutEar(corner);
      } else {
        wait(corner, blocker);
      }
    }
    return std::move(triangles_);
  }

 private:
  struct Blocker {
    std::uint32_t corner = kNone;
    bool touching = false;  ///< on the ear's edge: whether it blocks depends on its neighbours
  };
  /// Of a corner.
  struct State {
    bool reflex = false, queued = false, cut = true;
    std::uint32_t waitNext = kNone, waitPrev = kNone;
    std::array<std::uint32_t, 2> waiting{kNone, kNone};  ///< the first that waits here; the same, touching
  };
  struct Ear {
    const Corner &a, &b, &c;  ///< b is the tip
    double minX, minY, maxX, maxY;
  };

  [[nodiscard]] double turnAt(std::uint32_t i) const {
    const Corner& corner = corners_[i];
    return turn(corners_[corner.prev], corner, corners_[corner.next]);
  }

  /// Where the ring turns back on itself. Such a corner spans no area, and beside it no ear can be told from
  /// its opposite.
  [[nodiscard]] bool isFold(std::uint32_t i) const {
    const Corner &q = corners_[i], &a = corners_[q.prev], &b = corners_[q.next];
    return turn(a, q, b) == 0 && (a.x - q.x) * (b.x - q.x) + (a.y - q.y) * (b.y - q.y) >= 0;
  }

  bool removeFold() {
    if (folds_.empty()) return false;
    const std::uint32_t i = folds_.back();
    folds_.pop_back();
    if (!states_[i].cut && isFold(i)) remove(i);
    return true;
  }

  void buildTree() {
    std::vector<FlatBox> boxes;
    boxes.reserve(corners_.size());
    for (const Corner& corner : corners_) {
      const auto x = static_cast<float>(corner.x), y = static_cast<float>(corner.y);
      boxes.push_back({x, y, x, y});
    }
    tree_ = BoxTree(boxes);
    useTree_ = true;
  }

  void classifyAll() {
    if (useTree_) {
      for (std::uint32_t i = 0; i < corners_.size(); ++i) {
        if (states_[i].cut) tree_.set(i, false);
      }
    }
    std::uint32_t i = cursor_;
    for (std::uint32_t n = remaining_; n > 0; --n, i = corners_[i].next) {
      states_[i].reflex = turnAt(i) <= 0;
      if (useTree_) tree_.set(i, states_[i].reflex);
      if (!states_[i].reflex) enqueue(i);
      if (states_[i].reflex && isFold(i)) folds_.push_back(i);
    }
  }

  void enqueue(std::uint32_t i) {
    stopWaiting(i);
    if (states_[i].queued || states_[i].cut) return;
    states_[i].queued = true;
    queue_.push_back(i);
  }

  std::uint32_t takeQueued() {
    while (head_ < queue_.size()) {
      const std::uint32_t i = queue_[head_++];
      if (head_ > 65536 && 2 * head_ > queue_.size()) {
        queue_.erase(queue_.begin(), queue_.begin() + static_cast<std::ptrdiff_t>(head_));
        head_ = 0;
      }
      states_[i].queued = false;
      if (!states_[i].cut && !states_[i].reflex) return i;
    }
    return kNone;
  }

  /// A list has the number 2 * corner + touching.
  [[nodiscard]] std::uint32_t& waiting(std::uint32_t list) { return states_[list / 2].waiting[list % 2]; }

  // What stands strictly inside blocks until it is cut or convex; what touches an edge, until a neighbour
  // changes too. Hence two lists.
  void wait(std::uint32_t i, Blocker blocker) {
    const std::uint32_t list = 2 * blocker.corner + (blocker.touching ? 1 : 0);
    states_[i].waitNext = waiting(list);
    if (waiting(list) != kNone) states_[waiting(list)].waitPrev = i;
    states_[i].waitPrev = kListHead | list;
    waiting(list) = i;
  }

  void stopWaiting(std::uint32_t i) {
    const std::uint32_t before = states_[i].waitPrev, after = states_[i].waitNext;
    if (before == kNone) return;
    if (before & kListHead) {
      waiting(before & ~kListHead) = after;
    } else {
      states_[before].waitNext = after;
    }
    if (after != kNone) states_[after].waitPrev = before;
    states_[i].waitPrev = states_[i].waitNext = kNone;
  }

  void wake(std::uint32_t list) {
    while (waiting(list) != kNone) enqueue(waiting(list));
  }

  void refresh(std::uint32_t i) {
    const bool reflex = turnAt(i) <= 0;
    if (useTree_ && reflex != states_[i].reflex) tree_.set(i, reflex);
    states_[i].reflex = reflex;
    wake(2 * i + 1);
    if (!reflex) {
      wake(2 * i);
      enqueue(i);
    } else if (isFold(i)) {
      folds_.push_back(i);
    }
  }

  void remove(std::uint32_t i) {
    const std::uint32_t prev = corners_[i].prev, next = corners_[i].next;
    corners_[prev].next = next;
    corners_[next].prev = prev;
    stopWaiting(i);
    states_[i].cut = true;
    if (useTree_) tree_.set(i, false);
    --remaining_;
    if (cursor_ == i) cursor_ = next;
    wake(2 * i);
    wake(2 * i + 1);
    refresh(prev);
    refresh(next);
  }

  void cutEar(std::uint32_t i) {
    const Corner& tip = corners_[i];
    for (const std::uint32_t corner : {tip.prev, i, tip.next}) triangles_.push_back(corners_[corner].source);
    remove(i);
  }

  [[nodiscard]] Blocker findBlocker(std::uint32_t tip) const {
    const Corner &b = corners_[tip], &a = corners_[b.prev], &c = corners_[b.next];
    const Ear ear{a,
                  b,
                  c,
                  std::min({a.x, b.x, c.x}),
                  std::min({a.y, b.y, c.y}),
                  std::max({a.x, b.x, c.x}),
                  std::max({a.y, b.y, c.y})};
    Blocker found;
    const auto test = [&](std::uint32_t i) {
      if (i == tip || i == b.prev || i == b.next) return false;
      return blocks(ear, i, found);
    };
    if (useTree_) {
      tree_.search([&](const FlatBox& box) { return apart(ear, box); }, test);
      return found;
    }
    for (std::uint32_t i = c.next; i != b.prev; i = corners_[i].next) {
      if (states_[i].reflex && test(i)) break;
    }
    return found;
  }

  /// True when the box is all on the outer side of one of the ear's edges.
  static bool apart(const Ear& ear, const FlatBox& box) {
    if (box.minX > ear.maxX || box.maxX < ear.minX || box.minY > ear.maxY || box.maxY < ear.minY) return true;
    const auto outside = [&box](const Corner& from, const Corner& to) {
      const Corner nearest{.x = to.y < from.y ? box.maxX : box.minX,
                           .y = to.x > from.x ? box.maxY : box.minY};
      return turn(from, to, nearest) < 0;
    };
    return outside(ear.a, ear.b) || outside(ear.b, ear.c) || outside(ear.c, ear.a);
  }

  /// A corner strictly inside is in the way. One on the ear's outline is when the ring goes on from it into
  /// the ear; and, as long as there are other ears, when the cut would run through it and leave a crack.
  bool blocks(const Ear& ear, std::uint32_t i, Blocker& found) const {
    const Corner& q = corners_[i];
    if (q.x < ear.minX || q.x > ear.maxX || q.y < ear.minY || q.y > ear.maxY) return false;
    const double ab = turn(ear.a, ear.b, q), bc = turn(ear.b, ear.c, q), ca = turn(ear.c, ear.a, q);
    if (ab < 0 || bc < 0 || ca < 0) return false;
    const bool strictlyInside = ab > 0 && bc > 0 && ca > 0;
    const bool onCut = !allowCracks_ && ca == 0 && ab > 0 && bc > 0;
    const auto entersTo = [&](const Corner& r) {
      return (ab > 0 || turn(ear.a, ear.b, r) > 0) && (bc > 0 || turn(ear.b, ear.c, r) > 0) &&
             (ca > 0 || turn(ear.c, ear.a, r) > 0);
    };
    if (!strictlyInside && !onCut && !entersTo(corners_[q.prev]) && !entersTo(corners_[q.next])) return false;
    found = {i, !strictlyInside && !onCut};
    return true;
  }

  /// No clean ear is left, so the polygon is not a valid one (or its last corners lie on a line). First the
  /// flat corners go and cracks are allowed; after that, the least wrong corner nearby is cut. False when
  /// there is nothing more to give.
  bool rescue() {
    if (!allowCracks_) {
      allowCracks_ = true;
      removeFlat();
      requeueAll();
      return remaining_ > 2;
    }
    std::uint32_t best = kNone;
    double bestArea = 0;
    int seen = 0;
    for (std::uint32_t n = remaining_; n > 0 && remaining_ > 2 && seen < kRescueWindow; --n) {
      if (--budget_ < 0) return false;
      const std::uint32_t i = cursor_;
      cursor_ = corners_[i].next;
      const double area = turnAt(i);
      if (area == 0) {
        remove(i);
        return remaining_ > 2;
      }
      if (area < 0) continue;
      ++seen;
      if (best == kNone || area < bestArea) best = i, bestArea = area;
    }
    if (best == kNone) return reverse();
    cutEar(best);
    return true;
  }

  void removeFlat() {
    std::uint32_t i = cursor_;
    for (std::uint32_t n = remaining_; n > 0 && remaining_ > 2; --n) {
      const std::uint32_t next = corners_[i].next;
      if (turnAt(i) == 0) remove(i);
      i = next;
    }
  }

  void requeueAll() {
    std::uint32_t i = cursor_;
    for (std::uint32_t n = remaining_; n > 0; --n, i = corners_[i].next) {
      if (!states_[i].reflex) enqueue(i);
    }
  }

  /// What is left is wound the wrong way (a lobe of an eight): turn it over, once.
  bool reverse() {
    if (reversed_ || remaining_ < 3) return false;
    reversed_ = true;
    std::uint32_t i = cursor_;
    for (std::uint32_t n = remaining_; n > 0; --n) {
      std::swap(corners_[i].prev, corners_[i].next);
      i = corners_[i].prev;
    }
    i = cursor_;
    for (std::uint32_t n = remaining_; n > 0; --n, i = corners_[i].next) refresh(i);
    return true;
  }

  static constexpr std::uint32_t kListHead = 0x80000000u;

  std::vector<Corner>& corners_;
  std::uint32_t cursor_;
  std::uint32_t remaining_ = 0;
  std::int64_t budget_ = 0;  // steps that rescues may take in all: garbage ends in linear time
  bool useTree_ = false;
  bool allowCracks_ = false;
  bool reversed_ = false;
  BoxTree tree_;
  std::vector<State> states_;
  std::vector<std::uint32_t> folds_;
  std::vector<std::uint32_t> queue_;
  std::size_t head_ = 0;
  std::vector<std::uint32_t> triangles_;
};

/// Whether the ring turns left at every corner, and round once: then it goes to the right once and to the
/// left once.
bool isConvex(const std::vector<Corner>& corners, std::uint32_t start) {
  int changes = 0;
  bool right = corners[start].x > corners[corners[start].prev].x;
  std::uint32_t i = start;
  do {
    const Corner &corner = corners[i], &next = corners[corner.next];
    if (!(turn(corners[corner.prev], corner, next) > 0)) return false;
    const bool goesRight = next.x > corner.x;
    changes += goesRight != right ? 1 : 0;
    right = goesRight;
    i = corner.next;
  } while (i != start);
  return changes <= 2;
}

/// The ears of a convex ring in the order in which they would be clipped.
std::vector<std::uint32_t> fan(const std::vector<Corner>& corners, std::uint32_t start) {
  std::vector<std::uint32_t> triangles;
  const std::uint32_t hub = corners[start].prev;
  for (std::uint32_t i = start; corners[i].next != hub; i = corners[i].next)
    for (const std::uint32_t corner : {hub, i, corners[i].next}) triangles.push_back(corners[corner].source);
  return triangles;
}

}  // namespace

std::vector<std::uint32_t> clipEars(std::vector<Corner>& corners, std::uint32_t start) {
  if (isConvex(corners, start)) return fan(corners, start);
  return EarClipper(corners, start).run();
}

}  // namespace dateline::geo
