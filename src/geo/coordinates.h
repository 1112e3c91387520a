// Places of the Earth as people write them.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "geo/lnglat.h"

namespace dateline::geo {

/// "51.13° N 71.43° E"
std::string decimalDegrees(LngLat at, int digits = 2);
/// "51°07′48″ N 71°25′48″ E"
std::string degreesMinutesSeconds(LngLat at);

/// The place that a text (UTF-8) is the coordinates of, and nothing else: "51.5, -0.12", "51,5 -0,12",
/// "51°30′N 0°07′W", "N 51 30.5 W 0 7", "51.5N 0.12W", and as the two above write it. Without letters the
/// latitude comes first, unless only the second number can be one. nullopt for what is no such text or lies
/// beyond 90 and 180 degrees.
std::optional<LngLat> readCoordinates(std::string_view text);

}  // namespace dateline::geo
