#pragma once

#include <optional>
#include <span>
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
InnerPlace countryPlace(const geo::FeatureSet& countries, std::string_view code, LngLat proposed);
/// Further places inside the large parts of a country where a wide name has room, best first; for when its
/// main one is off the screen.
std::vector<InnerPlace> innerPlaces(const geo::FeatureSet& countries, std::string_view code,
                                    std::span<const geo::Ring> lakes = {});
/// The bounds of the parts of a country that do not lie in the box and are no islets.
std::vector<LngLatBox> partsBeyond(const LngLatBox& main, const geo::FeatureSet& countries,
                                   std::string_view code);
/// The rings of a country on Mercator, holes too, without those of islets: inside by even-odd.
std::vector<geo::Ring> landRings(const geo::FeatureSet& countries, std::string_view code);

/// Room at a place for a name on Mercator, on land and in none of the lakes; not above 0 where there is none,
/// nor above `moreThan` where there is no more than that.
double roomOnLand(WorldPoint at, std::span<const geo::Ring> land, std::span<const geo::Ring> lakes,
                  double moreThan = 0);
/// Those of the rings that are at least so wide.
std::vector<geo::Ring> wideOf(std::span<const geo::Ring> rings, double width);
/// Of rings those whose bounds meet the box.
std::vector<geo::Ring> meeting(const geo::WorldBox& box, std::span<const geo::Ring> rings);
/// Those parts of the rings that lie in the box.
std::vector<geo::Ring> cutOut(std::span<const geo::Ring> rings, const geo::WorldBox& box);
/// Of those that are wide enough to carry letters, the shores on Mercator.
std::vector<geo::Ring> lakeRings(const geo::FeatureSet& lakes);

/// Bounds on a plane of a box of longitudes and latitudes.
geo::WorldBox boundsOnPlane(const LngLatBox& box, const geo::Projection& projection);

}  // namespace dateline::map
