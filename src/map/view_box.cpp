#include "map/view_box.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

#include "geo/sphere.h"

namespace dateline::map {
namespace {

constexpr int kViewSamples = 32;           // along each side
constexpr double kNearlyAllDegrees = 300;  // of longitude: then the rest is read too
constexpr int kCapSamples = 8;             // along each side
constexpr double kCapBulge = 1.1;          // beyond the farthest of them
constexpr double kLargestCap = 1.4;        // its chord: some 90 degrees

bool inReach(const Camera& camera, LngLat place, double marginPx) {
  if (!camera.shows(place)) return false;
  const ScreenPoint at = camera.toScreen(place);
  return at.x >= -marginPx && at.y >= -marginPx && at.x <= camera.width() + marginPx &&
         at.y <= camera.height() + marginPx;
}

double chordBetween(const Direction& a, const Direction& b) {
  return std::hypot(a.x - b.x, a.y - b.y, a.z - b.z);
}

}  // namespace

std::optional<GroundCap> capInView(const Camera& camera, double marginPx) {
  const double width = camera.width() + 2 * marginPx, height = camera.height() + 2 * marginPx;
  if (kindOf(camera.view()).kind == ProjectionKind::fixed ||
      geo::worldSizePx(camera.view().zoom) <= std::max(width, height))
    return std::nullopt;
  GroundCap cap{.middle = directionOf(placeOf(camera.view())), .chord = 0};
  // On the three planes what lies farthest from the middle is at the edge, while that is less than half of
  // the Earth.
  for (int i = 0; i < 4 * kCapSamples; ++i) {
    const double along = static_cast<double>(i % kCapSamples) / kCapSamples;
    const std::array<ScreenPoint, 4> sides{{{along * width, 0},
                                            {width, along * height},
                                            {(1 - along) * width, height},
                                            {0, (1 - along) * height}}};
    const ScreenPoint& side = sides[static_cast<std::size_t>(i / kCapSamples)];
    const ScreenPoint at{side.x - marginPx, side.y - marginPx};
    // Of what lies beyond the ends of Mercator's world that end is taken.
    if (!camera.projection().repeatsEastWest() && !camera.onEarth(at)) return std::nullopt;
    cap.chord = std::max(cap.chord, chordBetween(directionOf(camera.toLngLat(at)), cap.middle));
  }
  cap.chord *= kCapBulge;
  return cap.chord < kLargestCap ? std::optional(cap) : std::nullopt;
}

LngLatBox boxInView(const Camera& camera, double marginPx) {
  const double middle = placeOf(camera.view()).lng;
  LngLatBox box;
  for (int i = 0; i <= kViewSamples; ++i) {
    for (int j = 0; j <= kViewSamples; ++j) {
      const ScreenPoint at{-marginPx + (camera.width() + 2 * marginPx) * i / kViewSamples,
                           -marginPx + (camera.height() + 2 * marginPx) * j / kViewSamples};
      const LngLat place = camera.toLngLat(at);
      box.add(LngLat{middle + std::remainder(place.lng - middle, 360.0), place.lat});
    }
  }
  // What bulges out between the samples.
  const double wider = box.width() / kViewSamples, higher = box.height() / kViewSamples;
  box = {box.minX - wider, std::max(-90.0, box.minY - higher), box.maxX + wider,
         std::min(90.0, box.maxY + higher)};
  const bool north = inReach(camera, {0, 90}, marginPx), south = inReach(camera, {0, -90}, marginPx);
  if (north) box.maxY = 90;
  if (south) box.minY = -90;
  const bool worldFits = geo::worldSizePx(camera.view().zoom) <= camera.width() + 2 * marginPx;
  if (north || south || worldFits || box.width() > kNearlyAllDegrees) {
    box.minX = middle - 180;
    box.maxX = middle + 180;
  }
  return box;
}

double unseenDegrees(const Camera& camera, float scale) {
  return 180.0 / (geo::worldSizePx(camera.view().zoom) * static_cast<double>(scale)) *
         std::max(0.1, std::cos(placeOf(camera.view()).lat * std::numbers::pi / 180));
}

}  // namespace dateline::map
