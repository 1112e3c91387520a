// gazetteer: the places of the map, to go to; the gazetteer, and finding places in text. Knows no map
// drawing, no story.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "geo/features.h"
#include "geo/lnglat.h"

namespace dateline::gazetteer {

enum class PlaceKind : std::uint8_t { country, capital, city, water };

/// A place one can go to or that a text can name.
struct Place {
  std::string name;
  PlaceKind kind = PlaceKind::city;
  std::string country;      ///< English name; empty for countries and waters
  std::string countryCode;  ///< adm0_a3
  geo::LngLat at;
  geo::LngLatBox extent = {};  ///< countries; empty else
  double population = 0;
  std::uint32_t geonameid = 0;  ///< 0: none
  int rank = 10;                ///< small is important
};

class NameIndex;

class Gazetteer {
 public:
  explicit Gazetteer(std::vector<Place> places);
  /// From the built-in layers country_names.fgb, places.fgb and seas.fgb (any may be empty).
  static Gazetteer fromLayers(const geo::FeatureSet& countries, const geo::FeatureSet& places,
                              const geo::FeatureSet& seas);

  [[nodiscard]] const std::vector<Place>& places() const { return places_; }
  /// A country by its name or its code of two or three letters, in capitals or not; null when there is none.
  [[nodiscard]] const Place* countryCalled(std::string_view nameOrCode) const;
  /// Go-to search: folded prefix matches of any word first, best rank first; indices into places().
  [[nodiscard]] std::vector<std::uint32_t> search(std::string_view query, std::size_t limit) const;

 private:
  std::vector<Place> places_;
  std::shared_ptr<const NameIndex> index_;  ///< immutable, shared by copies
};

}  // namespace dateline::gazetteer
