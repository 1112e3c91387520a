#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "session/commands.h"

namespace dateline::session {

/// What Ctrl+K offers for a query: events first, then countries and places, then commands
/// (those with the query as a word before places that only begin so); without a query
/// the events and the commands.
std::vector<GoToItem> goToItems(const State& state, std::string_view query);

/// The command behind a go-to item's id; nullopt for an unknown one.
std::optional<Command> commandNamed(std::string_view id);

}  // namespace dateline::session
