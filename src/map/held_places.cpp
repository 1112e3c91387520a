#include <cmath>

#include "geo/fixed_plane.h"
#include "map/camera.h"

// What of the Earth a kind of projection has room for.

namespace dateline::map {
namespace {

/// Places a side that a box is asked at: as many as the camera asks for one that it fits.
constexpr int kBoxSamples = 16;

bool insideAlongTheEquator(const LngLatBox& box, LngLat p) {
  p.lng += std::round((box.centre().lng - p.lng) / 360) * 360;
  return box.contains(p);
}

/// Of a plane that is smaller than the gaps between those places.
bool holdsSomeOf(const geo::FixedPlane& plane, const LngLatBox& box) {
  for (const std::vector<WorldPoint>& ring : plane.domain().outlines)
    for (const WorldPoint& corner : ring)
      if (insideAlongTheEquator(box, plane.unproject(corner))) return true;
  return false;
}

}  // namespace

bool holds(const ProjectionChoice& choice, LngLat place) {
  if (choice.fixed) return choice.fixed->shows(place);
  return choice != ProjectionKind::mercator ||
         std::abs(place.lat) <= std::abs(geo::mercator().unproject({0.5, 0}).lat) + 1e-9;
}

bool holdsSome(const ProjectionChoice& choice, const LngLatBox& box) {
  if (box.empty()) return false;
  for (int i = 0; i <= kBoxSamples; ++i)
    for (int j = 0; j <= kBoxSamples; ++j) {
      const double x = static_cast<double>(i) / kBoxSamples, y = static_cast<double>(j) / kBoxSamples;
      if (holds(choice, {std::lerp(box.minX, box.maxX, x), std::lerp(box.minY, box.maxY, y)})) return true;
    }
  return choice.fixed && holdsSomeOf(*choice.fixed, box);
}

}  // namespace dateline::map
