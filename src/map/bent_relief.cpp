#include <cmath>
#include <limits>

#include "map/bent_ground.h"

namespace dateline::map {
namespace {

constexpr double kWidestBentCellPx = 64;
constexpr int kFewestCells = 128;  // round the Earth: the globe's edge is to look round

/// The cells of a grid of longitudes and latitudes that the map may show; columns count from 180 degrees west
/// of the origin.
struct Range {
  int left, right, top, bottom;
};

Range seenCells(const Camera& camera, double reachPx, int around) {
  const double degrees = 360.0 / around;
  const Range all{0, around, 0, around / 2};
  const LngLat origin = camera.view().plane.origin;
  const double west = std::floor(origin.lng / degrees) * degrees - 180;
  LngLatBox seen;
  constexpr int kSamples = 12;
  for (int j = 0; j <= kSamples; ++j) {
    for (int i = 0; i <= kSamples; ++i) {
      const ScreenPoint at{(camera.width() + 2 * reachPx) * i / kSamples - reachPx,
                           (camera.height() + 2 * reachPx) * j / kSamples - reachPx};
      if (!camera.onEarth(at)) return all;
      LngLat place = camera.toLngLat(at);
      place.lng -= std::floor((place.lng - west) / 360) * 360;
      seen.add(place);
    }
  }
  // More than half round is round: a pole may lie within, or the seam opposite the origin.
  if (seen.width() > 150 || seen.maxY > 80 || seen.minY < -80) return {0, around, all.top, all.bottom};
  const auto column = [&](double lng) { return (lng - west) / degrees; };
  const auto row = [&](double lat) { return (90 - lat) / degrees; };
  return {std::max(0, static_cast<int>(std::floor(column(seen.minX))) - 1),
          std::min(around, static_cast<int>(std::ceil(column(seen.maxX))) + 1),
          std::max(0, static_cast<int>(std::floor(row(seen.maxY))) - 1),
          std::min(around / 2, static_cast<int>(std::ceil(row(seen.minY))) + 1)};
}

}  // namespace

/// A grid in longitude and latitude, laid on the plane as the tiles are: so it bends as they do, and poles
/// and the date line are places like any other.
void BentGround::layRelief(const Camera& camera, double reachPx, SceneRelief& relief) const {
  const double worldPx = geo::worldSizePx(camera.view().zoom);
  const int around =
      std::max(kFewestCells, 1 << static_cast<int>(std::ceil(std::log2(worldPx / kWidestBentCellPx))));
  const double degrees = 360.0 / around;
  const Range range = seenCells(camera, reachPx, around);
  const double west = std::floor(camera.view().plane.origin.lng / degrees) * degrees - 180;
  relief.columns = range.right - range.left + 1;
  relief.corners.reserve(static_cast<std::size_t>(relief.columns) * (range.bottom - range.top + 1));
  for (int row = range.top; row <= range.bottom; ++row) {
    for (int column = range.left; column <= range.right; ++column) {
      const LngLat place{west + column * degrees, 90 - row * degrees};
      const geo::CentredPlane::Spot spot = plane_->unwrappedSpot(place);
      ScreenPoint at = camera.toScreen(spot.at);
      if (spot.cosine < plane_->cutCosine()) at.x = std::numeric_limits<double>::quiet_NaN();
      relief.corners.push_back(
          {at, static_cast<float>((place.lng + 180) / 360), static_cast<float>(row * degrees / 180)});
    }
  }
  relief.lay = lay_;
  relief.anchor = anchor(camera);
  relief.degreesPerPx = 360 / worldPx;
}

}  // namespace dateline::map
