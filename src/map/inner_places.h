#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "geo/features.h"
#include "geo/pole_of_inaccessibility.h"
#include "geo/projection.h"

namespace dateline::map {

using geo::LngLat;
using geo::LngLatBox;
using geo::WorldPoint;

/// Names are wide and low: room up and down counts so many times that to the sides.
inline constexpr double kNameStretch = 3;

/// The place with the most room for a wide, low name: the pole of inaccessibility.
struct InnerPlace {
  LngLat at;
  double width = 0;  ///< of that room, in units of Mercator
};
/// Of the polygon's largest part; nothing where that has no inside.
std::optional<InnerPlace> innerPlace(const geo::FeatureSet& set, const geo::Feature& polygon);
/// Of a country, by its code in the column `un`: the place proposed or, where that is cramped beside it, the
/// pole of inaccessibility of the roomiest part.
LngLat countryPlace(const geo::FeatureSet& countries, std::string_view code, LngLat proposed);
/// Further places inside the large parts of a country where a wide name has room, best first; for when its
/// main one is off the screen.
std::vector<InnerPlace> innerPlaces(const geo::FeatureSet& countries, std::string_view code);
/// The bounds of those parts.
std::vector<LngLatBox> largeParts(const geo::FeatureSet& countries, std::string_view code);
/// Their rings on Mercator, holes too: inside by even-odd.
std::vector<geo::Ring> landRings(const geo::FeatureSet& countries, std::string_view code);

/// Bounds on a plane of a box of longitudes and latitudes.
geo::WorldBox boundsOnPlane(const LngLatBox& box, const geo::Projection& projection);

}  // namespace dateline::map
