#pragma once

#include <cstdint>
#include <span>
#include <unordered_map>
#include <vector>

#include "map/country_spots.h"

namespace dateline::map {

/// Where a sea is, coarsely: its region lies across land too. Or a lake, by its shores.
struct WaterRegion {
  std::vector<geo::Ring> rings;  ///< on Mercator; may run on beyond the edges of the world
  geo::WorldBox bounds;
  bool lake = false;
  void add(std::span<const LngLat> ring);
  /// Whether any of it may be in the box, whose longitudes may begin anywhere.
  [[nodiscard]] bool meets(const geo::WorldBox& box) const;
  /// Inside of it; not above 0 where there is none. `stretch`: see geo::roomAt.
  [[nodiscard]] double roomAt(WorldPoint place, double stretch) const;
};

/// Where in the water of its region a sea or lake may be named when its own place is out of view: the best
/// place of each square of the grid of CountrySpots, as far from all coasts and from the region's edge as may
/// be. Found square by square, as they are asked for; all seas share the coasts.
class WaterSpots {
 public:
  /// What was found in one water, by square.
  using Found = std::unordered_map<std::uint64_t, InnerPlace>;
  WaterSpots() = default;  ///< without coasts
  explicit WaterSpots(const geo::FeatureSet& countries);
  /// The spots of these squares and of the wider ones that they lie in, the coarse ones first, for names that
  /// are wide and low or, with another stretch (see geo::roomAt), are not.
  std::vector<InnerPlace> in(const WaterRegion& region, double stretch, const CountrySpots::Squares& squares,
                             Found& found);

 private:
  /// All that lie in the square and around it.
  const std::vector<geo::Ring>& coastsAround(int level, std::int64_t x, std::int64_t y);
  InnerPlace bestIn(const WaterRegion& region, double stretch, int level, std::int64_t x, std::int64_t y);

  std::vector<geo::Ring> coasts_;
  std::unordered_map<std::uint64_t, std::vector<geo::Ring>> squares_;
};

}  // namespace dateline::map
