#include "geo/pole_of_inaccessibility.h"

#include <cmath>
#include <numbers>
#include <queue>

namespace dateline::geo {
namespace {

constexpr int kMostSquares = 20'000;  // a polygon of slivers may ask for more than is worth it

struct Square {
  WorldPoint middle;  ///< y stretched
  double half = 0;
  double room = 0;
  [[nodiscard]] double most() const { return room + half * std::numbers::sqrt2; }
  bool operator<(const Square& o) const { return most() < o.most(); }
};

/// Of a ring's own area, y stretched; total even where it has none.
WorldPoint centroid(const Ring& ring, double stretch) {
  double area = 0, x = 0, y = 0;
  const WorldPoint origin = ring.front();
  for (std::size_t i = 0, j = ring.size() - 1; i < ring.size(); j = i++) {
    const double ax = ring[j].x - origin.x, ay = ring[j].y - origin.y;
    const double bx = ring[i].x - origin.x, by = ring[i].y - origin.y;
    const double cross = ax * by - bx * ay;
    area += cross;
    x += (ax + bx) * cross;
    y += (ay + by) * cross;
  }
  if (area == 0) return {origin.x, origin.y * stretch};
  return {origin.x + x / (3 * area), (origin.y + y / (3 * area)) * stretch};
}

}  // namespace

double roomAt(WorldPoint place, std::span<const Ring> rings, double stretch, double moreThan) {
  bool inside = false;
  double nearest = std::numeric_limits<double>::infinity(), nearest2 = nearest;
  // Most edges are farther than the nearest so far in one direction alone, which costs no division.
  const auto isFar = [&nearest](double a, double b) {
    return (a > nearest && b > nearest) || (a < -nearest && b < -nearest);
  };
  for (const Ring& ring : rings) {
    for (std::size_t i = 0, j = ring.size() - 1; i < ring.size(); j = i++) {
      const WorldPoint &a = ring[j], &b = ring[i];
      if ((a.y > place.y) != (b.y > place.y) && place.x < a.x + (place.y - a.y) / (b.y - a.y) * (b.x - a.x))
        inside = !inside;
      const double px = place.x - a.x, py = (place.y - a.y) * stretch;
      if (isFar(px, place.x - b.x) || isFar(py, (place.y - b.y) * stretch)) continue;
      const double dx = b.x - a.x, dy = (b.y - a.y) * stretch;
      const double length2 = dx * dx + dy * dy;
      const double t = length2 > 0 ? std::clamp((px * dx + py * dy) / length2, 0.0, 1.0) : 0;
      const double away2 = (px - t * dx) * (px - t * dx) + (py - t * dy) * (py - t * dy);
      if (away2 < nearest2) nearest2 = away2, nearest = std::sqrt(away2);
      if (nearest <= moreThan) return moreThan;
    }
  }
  return inside ? nearest : -nearest;
}

Pole poleOfInaccessibility(std::span<const Ring> rings, double precision, double stretch, double moreThan) {
  if (rings.empty() || rings.front().empty()) return {};
  WorldBox box;
  for (const WorldPoint& p : rings.front()) box.add(WorldPoint{p.x, p.y * stretch});
  const auto square = [&](WorldPoint middle, double half) {
    return Square{middle, half, roomAt({middle.x, middle.y / stretch}, rings, stretch)};
  };
  std::priority_queue<Square> squares;
  const double side = std::min(box.width(), box.height());
  Square best = square(centroid(rings.front(), stretch), 0);
  if (side > 0) {
    for (double x = box.minX; x < box.maxX; x += side)
      for (double y = box.minY; y < box.maxY; y += side)
        squares.push(square({x + side / 2, y + side / 2}, side / 2));
  }
  for (int looked = 0; !squares.empty() && looked < kMostSquares; ++looked) {
    const Square next = squares.top();
    squares.pop();
    if (next.room > best.room) best = next;
    if (next.most() - std::max(best.room, moreThan) <= precision) break;
    const double half = next.half / 2;
    for (const double dx : {-half, half})
      for (const double dy : {-half, half})
        squares.push(square({next.middle.x + dx, next.middle.y + dy}, half));
  }
  return {{best.middle.x, best.middle.y / stretch}, best.room > moreThan ? best.room : 0};
}

}  // namespace dateline::geo
