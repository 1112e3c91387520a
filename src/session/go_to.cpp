#include "session/go_to.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <string>

#include "article/folding.h"
#include "geo/coordinates.h"
#include "session/go_to_places.h"
#include "session/named_commands.h"

namespace dateline::session {
namespace {

constexpr std::size_t kMostEvents = 8;

constexpr std::string_view kLanguageId = "language:";

bool holds(std::string_view text, const std::string& query) {
  return answerTo(article::fold(text), query).has_value();
}

std::optional<int> answerOf(const story::Event& event, const std::string& query) {
  if (query.empty()) return 0;
  const auto title = answerTo(article::fold(event.title), query);
  const auto place = answerTo(article::fold(event.place), query);
  return title && place ? std::min(title, place) : title ? title : place;
}

/// What has the query's very name first, then what begins with it, then what holds it.
void addEvents(const State& state, const std::string& query, std::vector<GoToItem>& items) {
  std::array<std::vector<const story::Event*>, 3> found;
  for (const story::Event& event : state.story->events)
    if (const auto how = answerOf(event, query))
      if (auto& same = found[static_cast<std::size_t>(*how)]; same.size() < kMostEvents)
        same.push_back(&event);
  for (const auto& same : found)
    for (const story::Event* event : same) {
      if (items.size() >= kMostEvents) return;
      const std::string time = story::displayTime(event->time);
      items.push_back({GoToItem::Kind::event, event->title, event->place + (time.empty() ? "" : ", " + time),
                       event->id, 0});
    }
}

/// What the coordinates mean, as exactly as they may be told.
void addCoordinates(std::string_view query, std::vector<GoToItem>& items) {
  constexpr int kDigits = 5;
  if (const auto at = geo::readCoordinates(query))
    items.push_back({.kind = GoToItem::Kind::place,
                     .title = geo::decimalDegrees(*at, kDigits),
                     .detail = geo::degreesMinutesSeconds(*at),
                     .id = {},
                     .at = *at});
}

/// True where the query is words of the text, not only the beginning of one.
bool holdsWords(std::string_view folded, const std::string& query) {
  const auto isLetter = [&](std::size_t at) {
    return at < folded.size() && folded[at] != ' ' && folded[at] != '-' && folded[at] != ':' &&
           folded[at] != '.';
  };
  for (std::size_t at = folded.find(query); at != std::string_view::npos; at = folded.find(query, at + 1))
    if ((at == 0 || !isLetter(at - 1)) && !isLetter(at + query.size())) return true;
  return false;
}

/// Words of commands are asked for rather than places that only begin so, as Darkhan does with "dark"; what
/// is called just so comes first. Words of one or two letters are the beginning of anything.
void putWordsFirst(const std::string& query, std::vector<GoToItem>& places, std::vector<GoToItem>& commands) {
  constexpr std::size_t kShortestWord = 3;
  if (query.size() < kShortestWord) return;
  const auto meantEnd = std::stable_partition(commands.begin(), commands.end(), [&](const GoToItem& item) {
    return holdsWords(article::fold(item.title), query);
  });
  const auto calledSo = std::stable_partition(
      places.begin(), places.end(), [&](const GoToItem& item) { return article::fold(item.title) == query; });
  places.insert(calledSo, std::make_move_iterator(commands.begin()), std::make_move_iterator(meantEnd));
  commands.erase(commands.begin(), meantEnd);
}

void addCommands(const State& state, const std::string& query, std::vector<GoToItem>& items) {
  for (const NamedCommand& named : namedCommands()) {
    std::string title(named.title);
    if (named.id == kFixedPlaneId) {
      if (!state.fixedPlane) continue;
      title += state.fixedPlane->crs().name;
    }
    if (query.empty() || holds(title, query))
      items.push_back(
          {GoToItem::Kind::command, std::move(title), std::string(named.keys), std::string(named.id), 0});
  }
  if (query.empty()) return;  // they would be as many as the commands
  for (const map::KnownLanguage& language : map::kLanguages) {
    const std::string title = "Map language: " + std::string(language.title);
    if (holds(title, query) || language.code == query)
      items.push_back({GoToItem::Kind::command, title, std::string(language.code),
                       std::string(kLanguageId) + std::string(language.code), 0});
  }
}

}  // namespace

std::vector<GoToItem> goToItems(const State& state, std::string_view query) {
  std::vector<GoToItem> items;
  if (!isValidUtf8(query)) return items;
  const std::string folded = foldedQuery(query);
  addCoordinates(query, items);
  addEvents(state, folded, items);
  std::vector<GoToItem> places = placesFor(state, query), commands;
  addCommands(state, folded, commands);
  putWordsFirst(folded, places, commands);
  for (std::vector<GoToItem>* found : {&places, &commands})
    std::ranges::move(*found, std::back_inserter(items));
  return items;
}

std::optional<Command> commandNamed(std::string_view id) {
  if (const NamedCommand* named = findNamed(id)) return named->command;
  if (id.starts_with(kLanguageId)) return command::SetMapLanguage{std::string(id.substr(kLanguageId.size()))};
  return std::nullopt;
}

}  // namespace dateline::session
