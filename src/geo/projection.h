#pragma once

#include <memory>
#include <span>
#include <string_view>

#include "geo/lnglat.h"

namespace dateline::geo {

/// The one place where longitude and latitude become the plane of the map. Everything else works on
/// WorldPoint and asks here.
class Projection {
 public:
  virtual ~Projection() = default;
  [[nodiscard]] virtual std::string_view name() const = 0;
  /// Total: latitudes the plane cannot hold are clamped to its edge.
  [[nodiscard]] virtual WorldPoint project(LngLat p) const = 0;
  [[nodiscard]] virtual LngLat unproject(WorldPoint p) const = 0;
  /// out.size() == in.size().
  virtual void project(std::span<const LngLat> in, std::span<WorldPoint> out) const = 0;
  /// True when x + 1 is the same place once more.
  [[nodiscard]] virtual bool repeatsEastWest() const = 0;
  /// Metres on the ground (sphere of 6371008.8 m) for one unit of the plane at that place.
  [[nodiscard]] virtual double metresPerUnit(LngLat at) const = 0;
};

/// Spherical Mercator (EPSG:3857 scaled to the unit square, y down), latitudes to 85.0511 degrees.
const Projection& mercator();

}  // namespace dateline::geo
