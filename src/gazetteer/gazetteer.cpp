#include "gazetteer/gazetteer.h"

#include <unicode/uloc.h>

#include <algorithm>
#include <set>
#include <string>

#include "article/folding.h"
#include "base/ascii.h"
#include "base/utf8.h"
#include "gazetteer/name_index.h"

namespace dateline::gazetteer {
namespace {

/// A label layer has points; of anything else the middle of its bounds stands for it.
geo::LngLat positionOf(const geo::FeatureSet& set, const geo::Feature& feature) {
  if (feature.kind == geo::GeometryKind::point && feature.pathCount > 0) {
    const auto points = set.points(set.pathsOf(feature).front());
    if (!points.empty()) return points.front();
  }
  return feature.bounds.centre();
}

std::string text(const geo::FeatureSet& set, const geo::Feature& feature, std::string_view column) {
  return std::string(set.attributes.value(column, feature.row));
}

bool isTrue(std::string_view value) {
  return !value.empty() && value != "0" && value != "false" && value != "no" && value != "0.0";
}

Place readCountry(const geo::FeatureSet& set, const geo::Feature& feature) {
  const auto number = [&](std::string_view column) { return set.attributes.number(column, feature.row); };
  Place place{.name = text(set, feature, "name"),
              .kind = PlaceKind::country,
              .country = {},
              .countryCode = text(set, feature, "code"),
              .at = positionOf(set, feature)};
  const double west = number("west");
  double east = number("east");
  if (east < west) east += 360;
  if (set.attributes.columnOf("west") >= 0) {
    place.extent.add(geo::LngLat{west, number("south")});
    place.extent.add(geo::LngLat{east, number("north")});
  }
  const double area = number("area_km2");
  place.rank = area > 1e6 ? 0 : area > 2e5 ? 1 : area > 2e4 ? 2 : 3;
  return place;
}

Place readCity(const geo::FeatureSet& set, const geo::Feature& feature) {
  return {.name = text(set, feature, "name"),
          .kind = isTrue(set.attributes.value("capital", feature.row)) ? PlaceKind::capital : PlaceKind::city,
          .country = text(set, feature, "country_name"),
          .countryCode = text(set, feature, "country"),
          .at = positionOf(set, feature),
          .population = set.attributes.number("population", feature.row),
          .geonameid = static_cast<std::uint32_t>(
              std::clamp(set.attributes.number("geonameid", feature.row), 0.0, double{0xFFFFFFFFu})),
          .rank = static_cast<int>(set.attributes.number("rank", feature.row, 10))};
}

Place readSea(const geo::FeatureSet& set, const geo::Feature& feature) {
  return {.name = text(set, feature, "name"),
          .kind = PlaceKind::water,
          .country = {},
          .countryCode = {},
          .at = positionOf(set, feature),
          .rank = static_cast<int>(set.attributes.number("rank", feature.row, 10))};
}

/// Some features of a layer may be parts of one row: the first stands for it.
template <typename Read>
void addAll(std::vector<Place>& places, const geo::FeatureSet& set, Read read) {
  std::vector<bool> seen;
  for (const geo::Feature& feature : set.features) {
    if (feature.row >= seen.size()) seen.resize(feature.row + 1, false);
    if (seen[feature.row]) continue;
    seen[feature.row] = true;
    if (Place place = read(set, feature); !place.name.empty()) places.push_back(std::move(place));
  }
}

}  // namespace

Gazetteer::Gazetteer(std::vector<Place> places) : places_(std::move(places)) {
  std::vector<PlaceName> names;
  names.reserve(places_.size());
  for (std::uint32_t i = 0; i < places_.size(); ++i) names.push_back({places_[i].name, i});
  index_ = std::make_shared<const NameIndex>(std::move(names));
}

const Place* Gazetteer::countryCalled(std::string_view nameOrCode) const {
  if (!isValidUtf8(nameOrCode)) return nullptr;
  const std::string wanted = article::fold(nameOrCode);
  // The layers have codes of three letters only.
  std::string three =
      wanted.size() == 2 ? lowerAscii(uloc_getISO3Country(("und_" + wanted).c_str())) : wanted;
  // ISO 3166 has no code for Kosovo; the layers have KOS, others these.
  if (three == "xkk" || three == "xkx") three = "kos";
  const auto found = std::find_if(places_.begin(), places_.end(), [&](const Place& place) {
    return place.kind == PlaceKind::country &&
           (article::fold(place.name) == wanted || lowerAscii(place.countryCode) == three);
  });
  return found == places_.end() ? nullptr : &*found;
}

Gazetteer Gazetteer::fromLayers(const geo::FeatureSet& countries, const geo::FeatureSet& places,
                                const geo::FeatureSet& seas) {
  std::vector<Place> all;
  all.reserve(countries.features.size() + places.features.size() + seas.features.size());
  addAll(all, countries, readCountry);
  addAll(all, places, readCity);
  addAll(all, seas,
         [seen = std::set<std::string>()](const geo::FeatureSet& set, const geo::Feature& feature) mutable {
           Place sea = readSea(set, feature);
           // One that is named at several places on the map is one.
           if (!seen.insert(sea.name).second) sea.name.clear();
           return sea;
         });
  return Gazetteer(std::move(all));
}

std::vector<std::uint32_t> Gazetteer::search(std::string_view query, std::size_t limit) const {
  std::vector<std::uint32_t> found;
  if (!isValidUtf8(query)) return found;
  for (const PlaceName* name : index_->search(places_, query, limit)) found.push_back(name->place);
  return found;
}

}  // namespace dateline::gazetteer
