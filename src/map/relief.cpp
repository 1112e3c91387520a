#include <algorithm>
#include <cmath>

#include "map/ground.h"

namespace dateline::map {
namespace {

constexpr double kCellPx = 64;
// The picture has some pixels a degree: nearer than this it is a blur, so it goes.
constexpr double kFadeFrom = 6.5, kFadeTo = 9.5;
constexpr float kStrengthLight = 0.28f, kStrengthDark = 0.3f;

float strength(Theme theme, Zoom zoom) {
  const double share = 1 - std::clamp((zoom.level - kFadeFrom) / (kFadeTo - kFadeFrom), 0.0, 1.0);
  return static_cast<float>(share) * (theme == Theme::light ? kStrengthLight : kStrengthDark);
}

}  // namespace

SceneRelief reliefFor(const MapModel& model, const Camera& camera, const BentGround& bent) {
  SceneRelief relief;
  if (!model.look.relief || !model.look.basemap || !model.world || !model.world->relief) return relief;
  relief.strength = strength(model.look.theme, camera.view().zoom);
  if (relief.strength <= 0) return relief;
  if (!camera.view().plane.flat()) {
    relief.image = model.world->relief;
    bent.layRelief(camera, relief);
    return relief;
  }
  // Only where the plane holds the world: above and below it there is nothing to shade.
  const double top = std::max(0.0, camera.toScreen(WorldPoint{0, 0}).y);
  const double bottom = std::min(camera.height(), camera.toScreen(WorldPoint{0, 1}).y);
  if (bottom <= top) return relief;
  const int columns = static_cast<int>(std::ceil(camera.width() / kCellPx)) + 1;
  const int rows = static_cast<int>(std::ceil((bottom - top) / kCellPx)) + 1;
  relief.image = model.world->relief;
  relief.columns = columns;
  relief.corners.reserve(static_cast<std::size_t>(columns) * rows);
  for (int row = 0; row < rows; ++row) {
    const double y = std::lerp(top, bottom, static_cast<double>(row) / (rows - 1));
    for (int column = 0; column < columns; ++column) {
      const double x = camera.width() * column / (columns - 1);
      const LngLat at = camera.projection().unproject(camera.toWorld({x, y}));
      const double u = (at.lng + 180) / 360, v = (90 - at.lat) / 180;
      relief.corners.push_back({{x, y}, static_cast<float>(u), static_cast<float>(v)});
    }
  }
  return relief;
}

}  // namespace dateline::map
