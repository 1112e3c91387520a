// Rings that are the same one, and rings that leave nothing of a box. Inside geo and of who cuts tiles.
#pragma once

#include <algorithm>
#include <iterator>
#include <set>
#include <vector>

namespace dateline::geo {

/// Of holes (all rings but the first) that are the same, wherever they begin and whichever way they go, the
/// first is kept: files that were put together of many hold thousands.
template <typename Point>
void dropRepeatedHoles(std::vector<std::vector<Point>>& rings) {
  using Points = std::vector<Point>;
  const auto before = [](const Point& a, const Point& b) { return a.x != b.x ? a.x < b.x : a.y < b.y; };
  const auto ringBefore = [&](const Points& a, const Points& b) {
    return std::lexicographical_compare(a.begin(), a.end(), b.begin(), b.end(), before);
  };
  if (rings.size() < 3) return;
  std::set<Points, decltype(ringBefore)> seen(ringBefore);
  const auto isRepeated = [&](Points ring) {
    std::rotate(ring.begin(), std::min_element(ring.begin(), ring.end(), before), ring.end());
    if (ring.size() > 2 && before(ring.back(), ring[1])) std::reverse(std::next(ring.begin()), ring.end());
    return !seen.insert(std::move(ring)).second;
  };
  rings.erase(std::remove_if(std::next(rings.begin()), rings.end(), isRepeated), rings.end());
}

/// Whether a ring is the edge of a box; `low` and `high` are two of its corners.
template <typename Point>
bool isEdgeOf(const std::vector<Point>& ring, const Point& low, const Point& high) {
  constexpr std::size_t kCorners = 4;
  if (ring.size() != kCorners) return false;
  const auto isCorner = [&](const Point& p) {
    return (p.x == low.x || p.x == high.x) && (p.y == low.y || p.y == high.y);
  };
  // One step along each side, none across.
  for (std::size_t i = 0; i < kCorners; ++i) {
    const Point &a = ring[i], &b = ring[(i + 1) % kCorners], &c = ring[(i + 2) % kCorners];
    if (!isCorner(a) || (a.x == b.x) == (a.y == b.y) || (a.x == c.x && a.y == c.y)) return false;
  }
  return true;
}

}  // namespace dateline::geo
