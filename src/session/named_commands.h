#pragma once

#include <span>
#include <string_view>

#include "session/commands.h"

namespace dateline::session {

/// What the menus and Ctrl+K both offer: one name for one thing.
struct NamedCommand {
  std::string_view id;
  std::string_view label;  ///< in its menu: "Mercator"
  std::string_view title;  ///< by itself, its label in it: "Projection: Mercator"
  std::string_view keys;   ///< as platform::keyName prints them; empty: none
  Command command;
};
std::span<const NamedCommand> namedCommands();
/// Null for an id that no command has.
const NamedCommand* findNamed(std::string_view id);

/// The projection that is there only where a coordinate system is named by the user or by the story.
inline constexpr std::string_view kFixedPlaneId = "fixed";

}  // namespace dateline::session
