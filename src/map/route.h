#pragma once

#include <vector>

#include "map/atlas_map.h"
#include "map/sphere_line.h"

namespace dateline::map {

/// So near to one another the route stands still.
bool isOneStop(LngLat a, LngLat b);

/// What each leg of the way through the pins takes of the Earth, its bulge towards a pole with it.
std::vector<LngLatBox> boxesOfRoute(const std::vector<Pin>& pins);

/// The way through the pins that have a time, in its order, along great circles. Keeps the circles of the
/// last pins.
class RouteMaker {
 public:
  /// A route a leg; legs off the screen are left out.
  std::vector<SceneRoute> routes(const MapModel& model, const Camera& camera);

 private:
  using Leg = std::vector<LngLat>;
  void update(const std::vector<LngLat>& stops);

  std::vector<LngLat> stops_;
  std::vector<Leg> legs_;
};

}  // namespace dateline::map
