#include "map/view_box.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace dateline::map {
namespace {

constexpr int kViewSamples = 32;           // along each side
constexpr double kNearlyAllDegrees = 300;  // of longitude: then the rest is read too

bool inReach(const Camera& camera, LngLat place, double marginPx) {
  if (!camera.shows(place)) return false;
  const ScreenPoint at = camera.toScreen(place);
  return at.x >= -marginPx && at.y >= -marginPx && at.x <= camera.width() + marginPx &&
         at.y <= camera.height() + marginPx;
}

}  // namespace

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
