#include <algorithm>
#include <cmath>

#include "map/ground.h"

namespace dateline::map {
namespace {

constexpr double kWidestCellPx = 64;

}  // namespace

/// On a flat plane the grid is anchored to the plane, not to the screen: a map that is moved keeps its
/// corners, so that what was drawn of it can be moved too.
SceneRelief reliefFor(const MapModel& model, const Camera& camera, const BentGround& bent, double reachPx) {
  SceneRelief relief;
  if (!model.look.relief || !model.look.basemap || !model.world || !model.world->relief) return relief;
  relief.strength = static_cast<float>(styleOf(model.look).relief.at(camera.view().zoom));
  if (relief.strength <= 0) return relief;
  if (camera.view().plane.fixed) {
    relief.image = model.world->relief;
    layOnFixed(camera, reachPx, relief);
    return relief;
  }
  if (!camera.view().plane.flat()) {
    relief.image = model.world->relief;
    bent.layRelief(camera, reachPx, relief);
    return relief;
  }
  const double cells = std::exp2(std::ceil(std::log2(geo::worldSizePx(camera.view().zoom) / kWidestCellPx)));
  const WorldPoint low = camera.toWorld({-reachPx, -reachPx});
  const WorldPoint high = camera.toWorld({camera.width() + reachPx, camera.height() + reachPx});
  // Only where the plane holds the world: above and below it there is nothing to shade.
  const auto left = static_cast<int>(std::floor(low.x * cells));
  const auto right = static_cast<int>(std::ceil(high.x * cells));
  const auto top = static_cast<int>(std::floor(std::max(low.y, 0.0) * cells));
  const auto bottom = static_cast<int>(std::ceil(std::min(high.y, 1.0) * cells));
  if (bottom <= top || right <= left) return relief;
  relief.image = model.world->relief;
  relief.columns = right - left + 1;
  relief.corners.reserve(static_cast<std::size_t>(relief.columns) *
                         static_cast<std::size_t>(bottom - top + 1));
  for (int row = top; row <= bottom; ++row) {
    for (int column = left; column <= right; ++column) {
      const WorldPoint world{column / cells, row / cells};
      const LngLat at = camera.projection().unproject(world);
      const double u = (at.lng + 180) / 360, v = (90 - at.lat) / 180;
      relief.corners.push_back({camera.toScreen(world), static_cast<float>(u), static_cast<float>(v)});
    }
  }
  return relief;
}

}  // namespace dateline::map
