#include <algorithm>
#include <cmath>

#include "geo/ring_links.h"

namespace dateline::geo {
namespace {

/// Share of the outer ring's area by which the triangles of a sound polygon may differ from it: rings that
/// were rounded to a grid touch themselves here and there.
constexpr double kAreaTolerance = 0.01;

struct Bounds {
  float minX = 0, minY = 0, maxX = 0, maxY = 0;
};

Bounds boundsOf(const std::vector<Vec2f>& ring) {
  Bounds box{ring[0].x, ring[0].y, ring[0].x, ring[0].y};
  for (const Vec2f& p : ring) {
    box.minX = std::min(box.minX, p.x);
    box.minY = std::min(box.minY, p.y);
    box.maxX = std::max(box.maxX, p.x);
    box.maxY = std::max(box.maxY, p.y);
  }
  return box;
}

double areaOf(const std::vector<Vec2f>& ring) {
  double twice = 0;
  for (std::size_t i = 0; i < ring.size(); ++i) {
    const Vec2f &a = ring[i], &b = ring[(i + 1) % ring.size()];
    twice += double(a.x) * b.y - double(b.x) * a.y;
  }
  return std::abs(twice) / 2;
}

double areaOf(const FilledRings& filled) {
  double twice = 0;
  for (std::size_t i = 0; i + 2 < filled.indices.size(); i += 3) {
    const Vec2f &a = filled.vertices[filled.indices[i]], &b = filled.vertices[filled.indices[i + 1]],
                &c = filled.vertices[filled.indices[i + 2]];
    twice += std::abs((double(b.x) - a.x) * (double(c.y) - a.y) - (double(b.y) - a.y) * (double(c.x) - a.x));
  }
  return twice / 2;
}

/// A ring that does not cross itself turns round once. Where it goes straight back it may be either way, so
/// that each such corner leaves half a turn open.
bool turnsOnce(const std::vector<Vec2f>& ring) {
  int halfTurns = 0;  // how often the way comes to lead upwards or downwards, less how often it turns back
  int spikes = 0;
  const std::size_t count = ring.size();
  const auto edge = [&](std::size_t i) {
    const Vec2f &a = ring[i], &b = ring[i + 1 < count ? i + 1 : 0];
    return WorldPoint{double(b.x) - a.x, double(b.y) - a.y};
  };
  const auto upwards = [](const WorldPoint& way) { return way.y > 0 || (way.y == 0 && way.x > 0); };
  WorldPoint before;
  for (std::size_t i = count; i-- > 0 && before == WorldPoint{};) before = edge(i);
  for (std::size_t i = 0; i < count; ++i) {
    const WorldPoint way = edge(i);
    if (way == WorldPoint{}) continue;
    const double cross = before.x * way.y - before.y * way.x;
    if (cross == 0 && before.x * way.x + before.y * way.y < 0)
      ++spikes;
    else if (upwards(before) != upwards(way))
      halfTurns += cross > 0 ? 1 : -1;
    before = way;
  }
  return std::abs(std::abs(halfTurns) - 2) <= spikes;
}

/// What can be told without triangles: that no hole reaches beyond the outer ring's box, that together they
/// are not larger than it, and that it does not wind twice.
bool mayBeSound(std::span<const std::vector<Vec2f>> rings) {
  const Bounds box = boundsOf(rings[0]);
  double left = (1 + kAreaTolerance) * areaOf(rings[0]);
  for (const std::vector<Vec2f>& hole : rings.subspan(1)) {
    if (hole.empty()) continue;
    const Bounds inner = boundsOf(hole);
    if (inner.minX < box.minX || inner.minY < box.minY || inner.maxX > box.maxX || inner.maxY > box.maxY)
      return false;
    left -= areaOf(hole);
  }
  return left >= 0 && turnsOnce(rings[0]);
}

/// That the triangles are as large as the polygon.
bool isCoveredBy(const FilledRings& filled, std::span<const std::vector<Vec2f>> rings) {
  const double outer = areaOf(rings[0]);
  double wanted = outer;
  for (const std::vector<Vec2f>& hole : rings.subspan(1)) wanted -= areaOf(hole);
  return std::abs(areaOf(filled) - wanted) <= kAreaTolerance * outer;
}

}  // namespace

std::optional<FilledRings> triangulateSound(std::span<const std::vector<Vec2f>> rings) {
  if (!mayBeSound(rings)) return std::nullopt;
  FilledRings filled{.vertices = {}, .indices = triangulate(rings)};
  for (const std::vector<Vec2f>& ring : rings)
    filled.vertices.insert(filled.vertices.end(), ring.begin(), ring.end());
  if (!isCoveredBy(filled, rings)) return std::nullopt;
  return filled;
}

FilledRings fillRings(std::span<const std::vector<Vec2f>> rings) {
  if (rings.empty() || rings[0].size() < 3) return {};
  if (auto filled = triangulateSound(rings)) return std::move(*filled);
  return fillCrossingRings(rings);
}

}  // namespace dateline::geo
