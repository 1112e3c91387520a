#include "map/layer_points.h"

#include <algorithm>

namespace dateline::map {
namespace {

constexpr std::size_t kMostKnown = 3000, kMostSeen = 300;
constexpr double kReachPx = kLayerPointRadiusPx + 1;

}  // namespace

const std::vector<LngLat>& LayerPoints::pointsOf(const std::shared_ptr<const geo::FeatureSet>& set) {
  std::erase_if(known_, [](const Known& known) { return known.set.expired(); });
  for (const Known& known : known_)
    if (known.set.lock() == set) return known.points;
  Known fresh{set, {}};
  for (const geo::Feature& feature : set->features) {
    if (feature.kind != geo::GeometryKind::point) continue;
    for (const geo::Path& path : set->pathsOf(feature)) {
      const auto points = set->points(path);
      fresh.points.insert(fresh.points.end(), points.begin(), points.end());
    }
    if (fresh.points.size() <= kMostKnown) continue;
    fresh.points.clear();
    break;
  }
  return known_.emplace_back(std::move(fresh)).points;
}

std::vector<ScreenBox> LayerPoints::boxes(const MapModel& model, const Camera& camera) {
  std::vector<ScreenBox> all;
  for (const UserLayer& layer : model.layers) {
    if (!layer.visible || !layer.features) continue;
    std::vector<ScreenBox> seen;
    for (const LngLat& point : pointsOf(layer.features)) {
      if (!camera.shows(point)) continue;
      const ScreenPoint at = camera.toScreen(point);
      const ScreenBox box{at.x - kReachPx, at.y - kReachPx, at.x + kReachPx, at.y + kReachPx};
      if (box.intersects({0, 0, camera.width(), camera.height()})) seen.push_back(box);
      if (seen.size() > kMostSeen) break;
    }
    if (seen.size() <= kMostSeen) all.insert(all.end(), seen.begin(), seen.end());
  }
  return all;
}

}  // namespace dateline::map
