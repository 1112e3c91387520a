#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "geo/lnglat.h"

namespace dateline::geo {

using Ring = std::vector<WorldPoint>;  ///< closed, first point not repeated

/// Clips a ring to a box (Sutherland-Hodgman; the result may run along the box's edges). Empty when nothing
/// is left.
Ring clipRing(std::span<const WorldPoint> ring, const WorldBox& box);
/// Clips a line to a box (Liang-Barsky per segment); each piece is a line of at least two points.
std::vector<std::vector<WorldPoint>> clipLine(std::span<const WorldPoint> line, const WorldBox& box);

/// Snaps every point to a grid of `cell` (same in x and y, anchored at 0,0) and drops repeats. As a pure
/// function of each point it keeps shared borders shared: neighbours stay without gap or overlap. Rings that
/// fall below three points are empty.
Ring snapRing(std::span<const WorldPoint> ring, double cell);
std::vector<WorldPoint> snapLine(std::span<const WorldPoint> line, double cell);

struct Vec2f {
  float x = 0;
  float y = 0;
};

/// Triangles of a polygon with holes (first ring outer) by ear clipping with bridged holes. Rings are arrays
/// of points, closed implicitly, any orientation. Never fails: of an invalid polygon it gives what it can.
/// Indices count the points of all rings in order, three a triangle. For a valid polygon the triangles' area
/// equals the polygon's.
std::vector<std::uint32_t> triangulate(std::span<const std::vector<Vec2f>> rings);

struct FilledRings {
  std::vector<Vec2f> vertices;
  std::vector<std::uint32_t> indices;  ///< three a triangle
};
/// Triangles of what lies within the first ring and in none of the others, whether or not they cross
/// themselves or each other or lie outside: those of `triangulate`, and where these do not fit, because the
/// polygon is none, trapezoids between the heights of corners and crossings. What a ring goes round an even
/// number of times is outside of it, as for `featureAt`.
FilledRings fillRings(std::span<const std::vector<Vec2f>> rings);

double signedArea(std::span<const WorldPoint> ring);

/// Points along the great circle from a to b, both included, no two further apart than `maxStepDegrees`;
/// unwrapped in longitude.
std::vector<LngLat> greatCircle(LngLat a, LngLat b, double maxStepDegrees = 1.0);
/// The place at a share (0..1) of the way along the great circle from a to b.
LngLat alongGreatCircle(LngLat a, LngLat b, double share);
/// Metres, on a sphere of 6371008.8 m.
double distanceMetres(LngLat a, LngLat b);

/// The smallest box around these boxes, each of which begins at any longitude and may run on beyond 180. It
/// begins at -180..180 and runs on beyond 180 where they lie on both sides of the date line. Empty ones do
/// not count.
LngLatBox boxAround(std::span<const LngLatBox> boxes);

/// Shifts longitudes by multiples of 360 so that no step is longer than 180 degrees. For a ring that encloses
/// a pole (the total turn is 360) closing points along the pole are added. Mends Russia and Antarctica of
/// files that jump across the date line. Steps of 360 degrees that are no such jump, as of the equator in two
/// points or of a band round the Earth, are kept and divided.
void unwrap(std::vector<LngLat>& path, bool ring);

}  // namespace dateline::geo
