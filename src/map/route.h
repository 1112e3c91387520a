#pragma once

#include <vector>

#include "map/atlas_map.h"

namespace dateline::map {

/// The way through the pins that have a time, in its order, along great circles. Keeps the circles of the
/// last pins.
class RouteMaker {
 public:
  explicit RouteMaker(const geo::Projection& projection) : projection_(&projection) {}
  /// A route a leg; legs off the screen are left out.
  std::vector<SceneRoute> routes(const MapModel& model, const Camera& camera);

 private:
  using Leg = std::vector<WorldPoint>;
  void update(const std::vector<LngLat>& stops);
  void addLeg(const Leg& leg, double shift, const Camera& camera, Colour colour,
              std::vector<SceneRoute>& out) const;

  const geo::Projection* projection_;
  std::vector<LngLat> stops_;
  std::vector<Leg> legs_;
};

}  // namespace dateline::map
