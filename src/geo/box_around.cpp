#include <algorithm>
#include <cmath>

#include "geo/algorithms.h"

namespace dateline::geo {
namespace {

/// The same box, beginning at -180..180.
LngLatBox fromDateLine(LngLatBox box) {
  const double shift = 360 * std::floor((box.minX + 180) / 360);
  box.minX -= shift;
  box.maxX -= shift;
  return box;
}

}  // namespace

LngLatBox boxAround(std::span<const LngLatBox> boxes) {
  std::vector<LngLatBox> sorted;
  LngLatBox around;
  for (const LngLatBox& box : boxes) {
    if (box.empty()) continue;
    sorted.push_back(fromDateLine(box));
    around.add(sorted.back());
  }
  if (sorted.empty()) return around;
  std::sort(sorted.begin(), sorted.end(),
            [](const LngLatBox& a, const LngLatBox& b) { return a.minX < b.minX; });
  // What the box leaves out is the widest gap; the first is the one that holds the date line. Its ends are
  // those of boxes as they are: one place has none beside it by rounding.
  double widest = 0, reach = around.maxX - 360, east = around.maxX;
  double west = -180;
  for (const LngLatBox& box : sorted) {
    if (const double gap = box.minX - reach; gap > widest) {
      widest = gap;
      west = box.minX;
      east = &box == sorted.data() ? around.maxX : reach + 360;
    }
    reach = std::max(reach, box.maxX);
  }
  around.minX = west;
  around.maxX = widest == 0 ? 180 : east;
  return around;
}

}  // namespace dateline::geo
