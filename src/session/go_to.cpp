#include "session/go_to.h"

#include <algorithm>
#include <array>
#include <string>

#include "article/folding.h"
#include "session/go_to_places.h"

namespace dateline::session {
namespace {

constexpr std::size_t kMostEvents = 8;

struct Named {
  std::string_view id;
  std::string_view title;
  std::string_view keys;
  Command command;
};

constexpr std::string_view kFixedPlane = "fixed";  // of use where there is one

const auto& namedCommands() {
  using namespace command;
  static const std::array<Named, 28> commands = {{
      {"open", "Open article or story", "Ctrl+O", OpenDialog{Dialog::openArticle, {}}},
      {"layer", "Open layer", "", OpenDialog{Dialog::openLayer, {}}},
      {"export", "Export the map", "Ctrl+E", OpenDialog{Dialog::exportImage, {}}},
      {"screenshot", "Screenshot of the window", "F12", Screenshot{ExportSpec::What::window}},
      {"map-screenshot", "Screenshot of the map", "Ctrl+F12", Screenshot{ExportSpec::What::map}},
      {"encoding", "Text encoding", "", OpenDialog{Dialog::encoding, {}}},
      {"save", "Save story", "Ctrl+S", SaveStory{}},
      {"undo", "Undo", "Ctrl+Z", Undo{}},
      {"redo", "Redo", "Ctrl+Shift+Z", Redo{}},
      {"review", "Review passages that were not found as they were", "R", OpenReview{}},
      {"find", "Find in the text", "Ctrl+F", OpenFind{}},
      {"home", "The story’s view", "Home", HomeView{}},
      {"light", "Light theme", "", SetTheme{map::Theme::light}},
      {"dark", "Dark theme", "", SetTheme{map::Theme::dark}},
      {"print", "Style: Print", "", SetStyle{"print"}},
      {"colour-blind", "Style: Colour-blind safe", "", SetStyle{"colour-blind"}},
      {"style", "Open style", "", OpenDialog{Dialog::openStyle, {}}},
      {"un", "Borders: United Nations view", "", SetBorders{map::Borders::un}},
      {"de-facto", "Borders: De facto", "", SetBorders{map::Borders::deFacto}},
      {"mercator", "Projection: Mercator", "1", SetProjection{map::ProjectionKind::mercator}},
      {"azimuthal", "Projection: Azimuthal, equal areas", "2", SetProjection{map::ProjectionKind::azimuthal}},
      {"globe", "Projection: Globe", "3", SetProjection{map::ProjectionKind::globe}},
      {kFixedPlane, "Projection: the coordinate system named with --crs or by the story", "4",
       SetProjection{map::ProjectionKind::fixed}},
      {"graticule", "Show or hide the graticule", "G", Toggle{Toggled::graticule}},
      {"layers", "Show or hide the layers", "", Toggle{Toggled::layers}},
      {"relief", "Show or hide the relief", "", Toggle{Toggled::relief}},
      {"full-screen", "Full screen", "F11", ToggleFullScreen{}},
      {"keys", "Keys", "F1", OpenDialog{Dialog::keys, {}}},
  }};
  return commands;
}

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
      if (items.size() == kMostEvents) return;
      const std::string time = story::displayTime(event->time);
      items.push_back({GoToItem::Kind::event, event->title, event->place + (time.empty() ? "" : ", " + time),
                       event->id, 0});
    }
}

void addCommands(const State& state, const std::string& query, std::vector<GoToItem>& items) {
  for (const Named& named : namedCommands())
    if ((state.fixedPlane || named.id != kFixedPlane) && (query.empty() || holds(named.title, query)))
      items.push_back({GoToItem::Kind::command, std::string(named.title), std::string(named.keys),
                       std::string(named.id), 0});
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
  addEvents(state, folded, items);
  for (GoToItem& item : placesFor(state, query)) items.push_back(std::move(item));
  addCommands(state, folded, items);
  return items;
}

std::optional<Command> commandNamed(std::string_view id) {
  for (const Named& named : namedCommands())
    if (named.id == id) return named.command;
  if (id.starts_with(kLanguageId)) return command::SetMapLanguage{std::string(id.substr(kLanguageId.size()))};
  return std::nullopt;
}

}  // namespace dateline::session
