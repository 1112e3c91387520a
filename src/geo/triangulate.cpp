#include <cmath>

#include "geo/algorithms.h"
#include "geo/ring_links.h"

namespace dateline::geo {
namespace {

/// Twice the ring's area, positive when it turns left.
double doubleArea(const std::vector<Corner>& ring) {
  double area = 0;
  for (std::size_t i = 1; i + 1 < ring.size(); ++i) area += turn(ring[0], ring[i], ring[i + 1]);
  return area;
}

std::vector<Corner> usableCorners(const std::vector<Vec2f>& points, std::uint32_t firstSource) {
  std::vector<Corner> ring;
  ring.reserve(points.size());
  for (std::uint32_t i = 0; i < points.size(); ++i) {
    const Corner corner{.x = points[i].x, .y = points[i].y, .source = firstSource + i};
    if (!std::isfinite(corner.x) || !std::isfinite(corner.y)) continue;
    if (ring.empty() || !samePlace(ring.back(), corner)) ring.push_back(corner);
  }
  while (ring.size() > 1 && samePlace(ring.front(), ring.back())) ring.pop_back();
  return ring;
}

void append(LinkedRings& rings, std::vector<Corner> ring, bool turnLeft) {
  if ((doubleArea(ring) > 0) != turnLeft) std::reverse(ring.begin(), ring.end());
  const auto base = static_cast<std::uint32_t>(rings.corners.size());
  const auto count = static_cast<std::uint32_t>(ring.size());
  for (std::uint32_t i = 0; i < count; ++i) {
    ring[i].prev = base + (i + count - 1) % count;
    ring[i].next = base + (i + 1) % count;
  }
  rings.ringOf.insert(rings.ringOf.end(), count, static_cast<std::uint32_t>(rings.first.size()));
  rings.first.push_back(base);
  rings.corners.insert(rings.corners.end(), ring.begin(), ring.end());
}

}  // namespace

std::optional<LinkedRings> linkRings(std::span<const std::vector<Vec2f>> rings) {
  LinkedRings result;
  std::uint32_t source = 0;
  for (const std::vector<Vec2f>& points : rings) {
    std::vector<Corner> ring = usableCorners(points, source);
    source += static_cast<std::uint32_t>(points.size());
    const bool outer = result.first.empty();
    const bool usable = ring.size() >= 3 && (outer || doubleArea(ring) != 0);
    if (usable) append(result, std::move(ring), outer);
    if (outer && !usable) return std::nullopt;
  }
  if (result.first.empty()) return std::nullopt;
  return result;
}

std::vector<std::uint32_t> triangulate(std::span<const std::vector<Vec2f>> rings) {
  std::optional<LinkedRings> linked = linkRings(rings);
  if (!linked) return {};
  if (linked->first.size() > 1) bridgeHoles(*linked);
  return clipEars(linked->corners, linked->first.front());
}

}  // namespace dateline::geo
