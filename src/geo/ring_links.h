#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "geo/algorithms.h"

namespace dateline::geo {

constexpr std::uint32_t kNone = 0xffffffffu;

/// A corner of a polygon under triangulation, linked to its neighbours: the interior is on the left.
struct Corner {
  double x = 0;
  double y = 0;
  std::uint32_t source = 0;  ///< index among the points of all rings
  std::uint32_t prev = kNone;
  std::uint32_t next = kNone;
};

/// Twice the area of a, b, c: positive when they turn left.
inline double turn(const Corner& a, const Corner& b, const Corner& c) {
  return (b.x - a.x) * (c.y - b.y) - (b.y - a.y) * (c.x - b.x);
}

inline bool samePlace(const Corner& a, const Corner& b) {
  return a.x == b.x && a.y == b.y;
}

/// The rings of one polygon as linked corners. `first` of each usable ring; repeated points, points that are
/// not finite, and rings without area are left out. The outer ring comes first, turned left, holes right.
struct LinkedRings {
  std::vector<Corner> corners;
  std::vector<std::uint32_t> first;   ///< a corner of each ring
  std::vector<std::uint32_t> ringOf;  ///< by corner, index into `first`
};

/// Nothing when the outer ring is of no use.
std::optional<LinkedRings> linkRings(std::span<const std::vector<Vec2f>> rings);

/// Joins every hole to the outer ring by a bridge, walked there and back (D. Eberly, Triangulation by Ear
/// Clipping). Holes that lie outside are left out.
void bridgeHoles(LinkedRings& rings);

/// Indices (Corner::source) of the triangles of the ring that `start` is on.
std::vector<std::uint32_t> clipEars(std::vector<Corner>& corners, std::uint32_t start);

/// The triangles of rings that seem to cross nowhere; nothing of others. The first ring has at least three
/// corners.
std::optional<FilledRings> triangulateSound(std::span<const std::vector<Vec2f>> rings);

/// The same as `fillRings` of rings that cross themselves or each other: trapezoids where they do, triangles
/// elsewhere; exact, but where edges lie closer together than can be seen. Takes n log n steps, and of what
/// is all crossings a bounded number.
FilledRings fillCrossingRings(std::span<const std::vector<Vec2f>> rings);

}  // namespace dateline::geo
