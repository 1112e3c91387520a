#include "gdal/path_scan.h"

#include <algorithm>
#include <cmath>

namespace dateline::gdal {

bool hasThreeCorners(std::span<const geo::LngLat> ring) {
  std::size_t second = 1;
  while (second < ring.size() && ring[second] == ring[0]) ++second;
  for (std::size_t i = second + 1; i < ring.size(); ++i) {
    if (!(ring[i] == ring[0]) && !(ring[i] == ring[second])) return true;
  }
  return false;
}

Scan scanPoints(std::span<const geo::LngLat> points) {
  Scan scan;
  if (points.empty()) return scan;
  double poison = 0;  // 0 * x is not a number when x is none, or infinite
  double longest = 0;
  double before = points.front().lng;
  for (const geo::LngLat& p : points) {
    scan.bounds.add(p);
    poison += 0 * p.lng + 0 * p.lat;
    longest = std::max(longest, std::abs(p.lng - before));
    before = p.lng;
  }
  const geo::LngLatBox& box = scan.bounds;
  scan.usable = poison == 0 && box.minY >= -90.0 && box.maxY <= 90.0 && box.minX >= -kMaxLongitude &&
                box.maxX <= kMaxLongitude;
  scan.longStep = longest > 180.0 || std::abs(points.front().lng - before) > 180.0;
  scan.beyondDateLine = box.minX < -180.0 || box.maxX > 180.0;
  return scan;
}

}  // namespace dateline::gdal
