#include <algorithm>
#include <cmath>

#include "map/label_data.h"

namespace dateline::map {
namespace {

constexpr int kGrid = 20;  // samples across the longer side of a ring's bounds
constexpr std::size_t kMostSpots = 12;
constexpr double kStretch =
    3.0;  // names are wide and low: room above and below counts so much more than beside
constexpr double kLeastRoom = 0.004;       // of the world's width
constexpr double kLeastSize = 0.02;        // rings smaller than this hold no spot
constexpr std::size_t kMostCorners = 250;  // a coarse outline will do

struct Spot {
  WorldPoint at;
  double room;
};

/// Distance to the nearest edge with y stretched; 0 outside (even-odd).
double roomAt(WorldPoint p, const std::vector<WorldPoint>& ring) {
  bool inside = false;
  double nearest = 1e9;
  for (std::size_t i = 0, j = ring.size() - 1; i < ring.size(); j = i++) {
    const WorldPoint &a = ring[j], &b = ring[i];
    if ((a.y > p.y) != (b.y > p.y) && p.x < a.x + (p.y - a.y) / (b.y - a.y) * (b.x - a.x)) inside = !inside;
    const double dx = b.x - a.x, dy = (b.y - a.y) * kStretch;
    const double px = p.x - a.x, py = (p.y - a.y) * kStretch;
    const double length2 = dx * dx + dy * dy;
    const double t = length2 > 0 ? std::clamp((px * dx + py * dy) / length2, 0.0, 1.0) : 0;
    nearest = std::min(nearest, (px - t * dx) * (px - t * dx) + (py - t * dy) * (py - t * dy));
  }
  return inside ? std::sqrt(nearest) : 0;
}

void sample(const std::vector<WorldPoint>& ring, std::vector<Spot>& spots) {
  geo::WorldBox box;
  for (const WorldPoint& p : ring) box.add(p);
  const double step = std::max(box.width(), box.height()) / kGrid;
  if (step * kGrid < kLeastSize) return;
  for (double y = box.minY + step / 2; y < box.maxY; y += step) {
    for (double x = box.minX + step / 2; x < box.maxX; x += step) {
      const double room = roomAt({x, y}, ring);
      if (room > kLeastRoom) spots.push_back({{x, y}, room});
    }
  }
}

}  // namespace

std::vector<LngLat> roomySpots(const geo::FeatureSet& countries, std::string_view code) {
  const geo::Projection& projection = geo::mercator();
  std::vector<Spot> spots;
  std::vector<WorldPoint> ring;
  for (const geo::Feature& f : countries.features) {
    if (f.kind != geo::GeometryKind::polygon || countries.attributes.value("un", f.row) != code) continue;
    for (const geo::Path& path : countries.pathsOf(f)) {
      if (path.hole || path.count < 3) continue;
      ring.clear();
      const std::size_t stride = 1 + path.count / kMostCorners;
      for (std::size_t i = 0; i < path.count; i += stride)
        ring.push_back(projection.project(countries.points(path)[i]));
      if (ring.size() >= 3) sample(ring, spots);
    }
  }
  std::stable_sort(spots.begin(), spots.end(), [](const Spot& a, const Spot& b) { return a.room > b.room; });
  // The best ones, each at least its own room away from the better ones.
  std::vector<Spot> chosen;
  for (const Spot& s : spots) {
    const auto near = [&](const Spot& c) {
      return std::hypot(s.at.x - c.at.x, s.at.y - c.at.y) < std::max(s.room, 0.008);
    };
    if (std::none_of(chosen.begin(), chosen.end(), near)) chosen.push_back(s);
    if (chosen.size() == kMostSpots) break;
  }
  std::vector<LngLat> result;
  for (const Spot& s : chosen) result.push_back(projection.unproject(s.at));
  return result;
}

}  // namespace dateline::map
