#include "session/preferences.h"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

namespace dateline::session {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::array kThemes = {"light", "dark"};
constexpr std::array kBorders = {"un", "de-facto"};
constexpr std::array kMeasures = {"narrow", "normal", "wide"};
constexpr std::array kFaces = {"sans", "serif"};
constexpr int kLeastWindow = 320, kLargestWindow = 16384;

template <std::size_t N, typename T>
void readName(const Json& json, const char* member, const std::array<const char*, N>& names, T& value) {
  const auto found = json.find(member);
  if (found == json.end() || !found->is_string()) return;
  for (std::size_t i = 0; i < N; ++i)
    if (*found == names[i]) value = static_cast<T>(i);
}

void readNumber(const Json& json, const char* member, double least, double largest, auto& value) {
  const auto found = json.find(member);
  if (found == json.end() || !found->is_number()) return;
  const auto number = found->get<double>();
  if (number >= least && number <= largest) value = static_cast<std::decay_t<decltype(value)>>(number);
}

void readText(const Json& json, const char* member, std::string& value) {
  const auto found = json.find(member);
  if (found != json.end() && found->is_string()) value = found->get<std::string>();
}

void readFlag(const Json& json, const char* member, bool& value) {
  const auto found = json.find(member);
  if (found != json.end() && found->is_boolean()) value = found->get<bool>();
}

Result<Json> parseObject(std::string_view text) {
  Json json = Json::parse(text, nullptr, false);
  if (!json.is_object()) return fail(ErrorKind::invalid, "is damaged");
  return json;
}

template <std::size_t N, typename T>
const char* nameOf(const std::array<const char*, N>& names, T value) {
  return names[static_cast<std::size_t>(value)];
}

}  // namespace

Preferences preferencesOf(const State& state) {
  return {state.look.theme, state.look.borders, state.readerLook, state.style,
          state.look.language ? state.look.language->code() : std::string{}};
}

WindowPlace windowPlaceOf(const State& state, int width, int height) {
  return {width, height, state.readerShare, state.showReader, state.showTimeline};
}

Commands commandsFor(const Preferences& preferences) {
  return {command::SetTheme{preferences.theme}, command::SetStyle{preferences.style},
          command::SetBorders{preferences.borders}, command::SetReaderLook{preferences.reader},
          command::SetMapLanguage{preferences.language}};
}

Commands commandsFor(const WindowPlace& place, const State& state) {
  Commands commands{command::SetReaderShare{place.readerShare}};
  if (place.reader != state.showReader) commands.emplace_back(command::Toggle{command::Toggled::reader});
  if (place.timeline != state.showTimeline)
    commands.emplace_back(command::Toggle{command::Toggled::timeline});
  return commands;
}

std::string write(const Preferences& preferences) {
  const ReaderLook& reader = preferences.reader;
  const Json json = {{"version", 1},
                     {"theme", nameOf(kThemes, preferences.theme)},
                     {"style", preferences.style},
                     {"borders", nameOf(kBorders, preferences.borders)},
                     {"mapLanguage", preferences.language},
                     {"textSize", reader.sizePercent},
                     {"measure", nameOf(kMeasures, reader.measure)},
                     {"face", nameOf(kFaces, reader.serif)}};
  return json.dump(1) + "\n";
}

std::string write(const WindowPlace& place) {
  const Json json = {{"version", 1},           {"width", place.width},
                     {"height", place.height}, {"readerShare", place.readerShare},
                     {"reader", place.reader}, {"timeline", place.timeline}};
  return json.dump(1) + "\n";
}

Result<Preferences> parsePreferences(std::string_view text) {
  const Result<Json> json = parseObject(text);
  if (!json) return tl::make_unexpected(json.error());
  Preferences preferences;
  readName(*json, "theme", kThemes, preferences.theme);
  readText(*json, "style", preferences.style);
  readName(*json, "borders", kBorders, preferences.borders);
  readText(*json, "mapLanguage", preferences.language);
  const map::KnownLanguage* known = map::languageCalled(preferences.language);
  preferences.language = known == nullptr ? "" : known->code;
  readNumber(*json, "textSize", kLeastTextSize, kLargestTextSize, preferences.reader.sizePercent);
  readName(*json, "measure", kMeasures, preferences.reader.measure);
  readName(*json, "face", kFaces, preferences.reader.serif);
  return preferences;
}

Result<WindowPlace> parseWindowPlace(std::string_view text) {
  const Result<Json> json = parseObject(text);
  if (!json) return tl::make_unexpected(json.error());
  WindowPlace place;
  readNumber(*json, "width", kLeastWindow, kLargestWindow, place.width);
  readNumber(*json, "height", kLeastWindow, kLargestWindow, place.height);
  readNumber(*json, "readerShare", 0.2, 0.7, place.readerShare);
  readFlag(*json, "reader", place.reader);
  readFlag(*json, "timeline", place.timeline);
  return place;
}

}  // namespace dateline::session
