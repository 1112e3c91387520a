#include "map/fill_halves.h"

#include <algorithm>

namespace dateline::map {
namespace {

using geo::Ring;
using geo::WorldBox;
using geo::WorldPoint;

/// Along the line from the ring's last point to where it comes back.
void runAlong(Ring& ring, const WorldPoint& end, const CutLine& line, const std::vector<double>& places) {
  const double from = ring.back().*line.along, to = end.*line.along;
  const auto low = std::upper_bound(places.begin(), places.end(), std::min(from, to));
  const auto high = std::lower_bound(places.begin(), places.end(), std::max(from, to));
  WorldPoint p = end;
  for (auto i = low; i < high; ++i) {
    p.*line.along = from < to ? *i : *(low + (high - i) - 1);
    ring.push_back(p);
  }
}

Ring partOf(const Ring& ring, const CutLine& line, int side, const std::vector<double>& places) {
  const auto first = static_cast<std::size_t>(
      std::find_if(ring.begin(), ring.end(), [&](const WorldPoint& p) { return side * line.off(p) > 0; }) -
      ring.begin());
  Ring part;
  if (first == ring.size()) return part;
  part.reserve(ring.size() + places.size());
  bool away = false;
  for (std::size_t i = first; i < first + ring.size(); ++i) {
    const WorldPoint& p = ring[i < ring.size() ? i : i - ring.size()];
    const bool isAway = side * line.off(p) < 0;
    if (away && !isAway) runAlong(part, p, line, places);
    away = isAway;
    if (!away && (part.empty() || !(part.back() == p))) part.push_back(p);
  }
  if (part.size() < 3) part.clear();
  return part;
}

}  // namespace

WorldBox ringBounds(const Ring& ring) {
  WorldBox box;
  for (const WorldPoint& p : ring) box.add(p);
  return box;
}

CutPolygon halfOf(const CutPolygon& polygon, const CutLine& line, int side,
                  const std::vector<double>& places) {
  CutPolygon half;
  for (const Ring& ring : polygon) {
    Ring part = partOf(ring, line, side, places);
    if (!part.empty())
      half.push_back(std::move(part));
    else if (half.empty())
      break;
  }
  return half;
}

}  // namespace dateline::map
