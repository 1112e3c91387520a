#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "session/state.h"

namespace dateline::session {

/// The map's country of this name or code: as the map writes it in any of its languages, or as the gazetteer
/// knows it ("UK", "Burma"); null when there is none. Languages and gazetteer count where the state has them.
const gazetteer::Place* countryNamed(const State& state, std::string_view name);

/// Ids of events and names of countries that a misspelt one may mean, at most three, the likeliest first.
std::vector<std::string> namesLike(const State& state, std::string_view name);

}  // namespace dateline::session
