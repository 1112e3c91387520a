#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "session/state.h"

namespace dateline::session {

/// How well a folded text answers a folded query, smaller is better: 0 the same, 1 begins with it, 2 holds
/// it; nullopt: not at all.
std::optional<int> answerTo(std::string_view folded, std::string_view query);

/// The query, folded and trimmed; empty where it is no UTF-8.
std::string foldedQuery(std::string_view query);

/// The map's places and countries that the query may mean: by the names they have on the map in English, then
/// in the language of the map, then by the other names the gazetteer knows ("Kiev").
std::vector<GoToItem> placesFor(const State& state, std::string_view query);

}  // namespace dateline::session
