// geo: longitude and latitude, projections, bounds, geometry and what is computed on it: clip, snap,
// triangulate, great circles. Knows no files (atlas reads them), no tiles, no drawing. The only user of PROJ.
#pragma once

#include <algorithm>
#include <limits>

namespace dateline::geo {

/// Degrees on WGS 84; lng -180..180 (beyond it where a path was unwrapped across the date line), lat -90..90.
struct LngLat {
  double lng = 0;
  double lat = 0;
  friend bool operator==(const LngLat&, const LngLat&) = default;
};

/// A point of the projection plane. For Mercator the unit square, y down:
///
///     (0,0) 180W 85.05N ------- (1,0) 180E 85.05N
///       |            (0.5,0.5) 0E 0N           |
///     (0,1) 180W 85.05S ------- (1,1) 180E 85.05S
///
/// x goes on beyond 0..1 where the world repeats.
struct WorldPoint {
  double x = 0;
  double y = 0;
  friend bool operator==(const WorldPoint&, const WorldPoint&) = default;
};

/// Logical pixels from the top left of the map, y down; device pixels are these times the scale.
struct ScreenPoint {
  double x = 0;
  double y = 0;
  friend bool operator==(const ScreenPoint&, const ScreenPoint&) = default;
};

/// At level 0 the world is 256 logical pixels wide; each level doubles it.
struct Zoom {
  double level = 0;
  friend auto operator<=>(const Zoom&, const Zoom&) = default;
};

/// An axis-parallel box that starts empty and grows.
template <typename Point, double Point::*X, double Point::*Y>
struct Box {
  double minX = std::numeric_limits<double>::infinity();
  double minY = std::numeric_limits<double>::infinity();
  double maxX = -std::numeric_limits<double>::infinity();
  double maxY = -std::numeric_limits<double>::infinity();

  [[nodiscard]] bool empty() const { return minX > maxX || minY > maxY; }
  [[nodiscard]] double width() const { return maxX - minX; }
  [[nodiscard]] double height() const { return maxY - minY; }
  [[nodiscard]] Point centre() const {
    Point p;
    p.*X = (minX + maxX) / 2;
    p.*Y = (minY + maxY) / 2;
    return p;
  }
  void add(const Point& p) {
    minX = std::min(minX, p.*X);
    maxX = std::max(maxX, p.*X);
    minY = std::min(minY, p.*Y);
    maxY = std::max(maxY, p.*Y);
  }
  void add(const Box& b) {
    minX = std::min(minX, b.minX);
    maxX = std::max(maxX, b.maxX);
    minY = std::min(minY, b.minY);
    maxY = std::max(maxY, b.maxY);
  }
  [[nodiscard]] bool contains(const Point& p) const {
    return p.*X >= minX && p.*X <= maxX && p.*Y >= minY && p.*Y <= maxY;
  }
  [[nodiscard]] bool intersects(const Box& b) const {
    return minX <= b.maxX && b.minX <= maxX && minY <= b.maxY && b.minY <= maxY;
  }
  friend bool operator==(const Box&, const Box&) = default;
};

using LngLatBox = Box<LngLat, &LngLat::lng, &LngLat::lat>;
using WorldBox = Box<WorldPoint, &WorldPoint::x, &WorldPoint::y>;
using ScreenBox = Box<ScreenPoint, &ScreenPoint::x, &ScreenPoint::y>;

/// Pixels of the world's width at this zoom.
double worldSizePx(Zoom zoom);

}  // namespace dateline::geo
