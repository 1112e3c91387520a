#pragma once

#include <string>

#include "base/error.h"
#include "session/commands.h"

namespace dateline::session {

/// How a user likes the program: what is chosen once and found again at the next start.
struct Preferences {
  map::Theme theme = map::Theme::light;
  map::Borders borders = map::Borders::un;
  ReaderLook reader;
  std::string style = {};     ///< as State has it
  std::string language = {};  ///< of the map's names; empty: as they are
  friend bool operator==(const Preferences&, const Preferences&) = default;
};

/// How the window was left.
struct WindowPlace {
  int width = 1440;  ///< logical px
  int height = 900;
  float readerShare = 0.35f;
  bool reader = true, timeline = true;
  friend bool operator==(const WindowPlace&, const WindowPlace&) = default;
};

Preferences preferencesOf(const State& state);
WindowPlace windowPlaceOf(const State& state, int width, int height);
/// What brings a session to these.
Commands commandsFor(const Preferences& preferences);
Commands commandsFor(const WindowPlace& place, const State& state);

/// As JSON objects. Members that are missing or no good keep their default; what is no object at all is an
/// error.
std::string write(const Preferences& preferences);
std::string write(const WindowPlace& place);
Result<Preferences> parsePreferences(std::string_view json);
Result<WindowPlace> parseWindowPlace(std::string_view json);

}  // namespace dateline::session
