#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "geo/features.h"

namespace dateline::map {

/// Whose land a place is on, or whether it is water, on a grid of a quarter of a degree: for asking of many
/// places whether a name there would stand in the wet, or in another country.
class LandMask {
 public:
  LandMask() = default;  ///< water everywhere
  /// Of polygons with the column `un`; `lakes` may be null.
  LandMask(const geo::FeatureSet& countries, const geo::FeatureSet* lakes);

  static constexpr std::uint16_t kWater = 0;
  /// The country's number.
  [[nodiscard]] std::uint16_t at(geo::LngLat place) const;
  /// kWater where it has no land.
  [[nodiscard]] std::uint16_t numberOf(std::string_view code) const;

 private:
  void fill(const geo::FeatureSet& set, const geo::Feature& polygon, std::uint16_t number);

  std::vector<std::uint16_t> cells_;  ///< row by row from the north
  std::map<std::string, std::uint16_t, std::less<>> numbers_;
  std::vector<std::vector<double>> crossings_;  ///< of the polygon that is filled, by row
};

}  // namespace dateline::map
