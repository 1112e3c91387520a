#include <cassert>
#include <cmath>

#include "geo/algorithms.h"

namespace dateline::geo {
namespace {

WorldBox boundsOf(std::span<const WorldPoint> points) {
  WorldBox box;
  for (const WorldPoint& p : points) box.add(p);
  return box;
}

bool boxHolds(const WorldBox& outer, const WorldBox& inner) {
  return inner.minX >= outer.minX && inner.maxX <= outer.maxX && inner.minY >= outer.minY &&
         inner.maxY <= outer.maxY;
}

/// Where a segment crosses the line `*axis == at`. The ends are put in order first, so that a border that two
/// neighbours run in opposite directions is cut at the very same point.
WorldPoint crossing(WorldPoint a, WorldPoint b, double WorldPoint::*axis, double WorldPoint::*other,
                    double at) {
  if (b.x < a.x || (b.x == a.x && b.y < a.y)) std::swap(a, b);
  WorldPoint p;
  p.*axis = at;
  p.*other = a.*other + (at - a.*axis) / (b.*axis - a.*axis) * (b.*other - a.*other);
  return p;
}

/// One pass of Sutherland-Hodgman: what lies on the `keepAbove` side of the line `*axis == at`.
void clipHalfPlane(const Ring& in, Ring& out, double WorldPoint::*axis, double WorldPoint::*other, double at,
                   bool keepAbove) {
  out.clear();
  if (in.empty()) return;
  const auto inside = [&](const WorldPoint& p) { return keepAbove ? p.*axis >= at : p.*axis <= at; };
  WorldPoint a = in.back();
  bool aInside = inside(a);
  for (const WorldPoint b : in) {
    const bool bInside = inside(b);
    if (aInside != bInside) {
      const WorldPoint cut = crossing(a, b, axis, other, at);
      if (!(cut == (aInside ? a : b))) out.push_back(cut);
    }
    if (bInside) out.push_back(b);
    a = b;
    aInside = bInside;
  }
}

/// Narrows lo..hi, the part of a segment (0..1) that is kept, to one side of the box (Liang-Barsky).
bool narrow(double direction, double distance, double& lo, double& hi) {
  if (direction == 0) return distance >= 0;
  const double t = distance / direction;
  if (direction < 0) {
    lo = std::max(lo, t);
  } else {
    hi = std::min(hi, t);
  }
  return lo <= hi;
}

WorldPoint along(WorldPoint a, WorldPoint b, double t) {
  if (t <= 0) return a;
  if (t >= 1) return b;
  return {a.x + (b.x - a.x) * t, a.y + (b.y - a.y) * t};
}

/// Halves go up on both sides of zero, so that neighbouring tiles, whose zeros differ, snap alike.
WorldPoint snapped(WorldPoint p, double cell) {
  return {std::floor(p.x / cell + 0.5) * cell, std::floor(p.y / cell + 0.5) * cell};
}

}  // namespace

double signedArea(std::span<const WorldPoint> ring) {
  if (ring.size() < 3) return 0;
  const WorldPoint origin = ring.front();  // keeps the products small, so that nothing is lost far from 0,0
  double twice = 0;
  for (std::size_t i = 1; i + 1 < ring.size(); ++i) {
    const WorldPoint a = ring[i], b = ring[i + 1];
    twice += (a.x - origin.x) * (b.y - origin.y) - (b.x - origin.x) * (a.y - origin.y);
  }
  return twice / 2;
}

Ring clipRing(std::span<const WorldPoint> ring, const WorldBox& box) {
  const WorldBox bounds = boundsOf(ring);
  if (ring.size() < 3 || !bounds.intersects(box)) return {};
  Ring kept(ring.begin(), ring.end());
  if (boxHolds(box, bounds)) return kept;
  Ring next;
  next.reserve(kept.size() + 8);
  const auto pass = [&](double WorldPoint::*axis, double WorldPoint::*other, double at, bool keepAbove) {
    clipHalfPlane(kept, next, axis, other, at, keepAbove);
    std::swap(kept, next);
  };
  if (bounds.minX < box.minX) pass(&WorldPoint::x, &WorldPoint::y, box.minX, true);
  if (bounds.maxX > box.maxX) pass(&WorldPoint::x, &WorldPoint::y, box.maxX, false);
  if (bounds.minY < box.minY) pass(&WorldPoint::y, &WorldPoint::x, box.minY, true);
  if (bounds.maxY > box.maxY) pass(&WorldPoint::y, &WorldPoint::x, box.maxY, false);
  if (kept.size() < 3) kept.clear();
  return kept;
}

std::vector<std::vector<WorldPoint>> clipLine(std::span<const WorldPoint> line, const WorldBox& box) {
  std::vector<std::vector<WorldPoint>> pieces;
  bool joined = false;  // the last piece ends where the next segment begins
  for (std::size_t i = 0; i + 1 < line.size(); ++i) {
    const WorldPoint a = line[i], b = line[i + 1];
    double lo = 0, hi = 1;
    const bool kept = narrow(a.x - b.x, a.x - box.minX, lo, hi) &&
                      narrow(b.x - a.x, box.maxX - a.x, lo, hi) &&
                      narrow(a.y - b.y, a.y - box.minY, lo, hi) && narrow(b.y - a.y, box.maxY - a.y, lo, hi);
    if (!kept || (lo == hi && !(a == b))) {
      joined = false;
      continue;
    }
    if (!joined || lo > 0) pieces.push_back({along(a, b, lo)});
    pieces.back().push_back(along(a, b, hi));
    joined = hi == 1;
  }
  std::erase_if(pieces, [](const auto& piece) { return piece.size() < 2; });
  return pieces;
}

std::vector<WorldPoint> snapLine(std::span<const WorldPoint> line, double cell) {
  assert(cell > 0);
  std::vector<WorldPoint> result;
  result.reserve(line.size());
  for (const WorldPoint& p : line) {
    const WorldPoint q = snapped(p, cell);
    if (result.empty() || !(result.back() == q)) result.push_back(q);
  }
  return result;
}

Ring snapRing(std::span<const WorldPoint> ring, double cell) {
  Ring result = snapLine(ring, cell);
  while (result.size() > 1 && result.back() == result.front()) result.pop_back();
  if (result.size() < 3) result.clear();
  return result;
}

}  // namespace dateline::geo
