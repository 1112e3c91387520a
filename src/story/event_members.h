// Events as the features of a story file write them.
#pragma once

#include <optional>
#include <string>

#include "story/json_check.h"

namespace dateline::story {

/// [lng, lat, ...] in degrees within the world.
std::optional<geo::LngLat> lngLatOf(const Json& value);

/// The event of this id that the members of a feature tell; what is wrong in them is told, and stays among
/// the rest.
Event readEvent(std::string id, Members& feature, Faults& faults);

}  // namespace dateline::story
