#include "ui/menu_items.h"

#include <filesystem>

#include "map/style_file.h"
#include "session/review.h"
#include "ui/ui.h"

namespace dateline::ui {
namespace {

namespace command = session::command;
using session::Dialog;
using session::State;

constexpr std::size_t kMostEvents = 14;
const std::string kFigureSpace = "\u2007";  // as wide as a digit

Menu fileMenu() {
  using What = session::ExportSpec::What;
  return {"File",
          {{"Open article or story…", "Ctrl+O", command::OpenDialog{Dialog::openArticle, {}}},
           {"Open layer…", "", command::OpenDialog{Dialog::openLayer, {}}},
           {.label = "Save story", .keys = "Ctrl+S", .command = command::SaveStory{}, .ruleAbove = true},
           {"Save story as…", "", command::OpenDialog{Dialog::saveStory, {}}},
           {.label = "Export the map…",
            .keys = "Ctrl+E",
            .command = command::OpenDialog{Dialog::exportImage, {}},
            .ruleAbove = true},
           {"Screenshot of the window", "F12", command::Screenshot{What::window}},
           {"Screenshot of the map", "Ctrl+F12", command::Screenshot{What::map}},
           {.label = "Clear the layer cache", .command = command::ClearLayerCache{}, .ruleAbove = true},
           {.label = "Quit", .keys = "Ctrl+Q", .command = command::Quit{}, .ruleAbove = true}}};
}

Menu editMenu(const State& state, bool textSelected) {
  Menu menu{"Edit", {}};
  const auto named = [](const char* verb, const std::string& what) {
    return what.empty() ? std::string(verb) : std::string(verb) + " " + what;
  };
  menu.items.push_back({.label = named("Undo", state.undo),
                        .keys = "Ctrl+Z",
                        .command = command::Undo{},
                        .enabled = !state.undo.empty()});
  menu.items.push_back({.label = named("Redo", state.redo),
                        .keys = "Ctrl+Shift+Z",
                        .command = command::Redo{},
                        .enabled = !state.redo.empty()});
  for (MenuItem& item : copyItems(textSelected)) menu.items.push_back(std::move(item));
  menu.items[2].ruleAbove = true;
  menu.items.push_back({.label = "Select all",
                        .keys = "Ctrl+A",
                        .onText = OnText::selectAll,
                        .enabled = state.showReader && !state.article->text.empty()});
  menu.items.push_back(
      {.label = "Find in the text…", .keys = "Ctrl+F", .command = command::OpenFind{}, .ruleAbove = true});
  menu.items.push_back({"Find next", "F3", command::StepFind{1}});
  menu.items.push_back({"Find previous", "Shift+F3", command::StepFind{-1}});
  menu.items.push_back({"Go to…", "Ctrl+K", command::OpenGoTo{}});
  return menu;
}

Menu textMenu(const State& state) {
  using session::Measure;
  const session::ReaderLook& look = state.readerLook;
  const auto measure = [&](const char* label, Measure value) {
    return MenuItem{.label = label,
                    .command = command::SetMeasure{value},
                    .checked = look.measure == value,
                    .ruleAbove = value == Measure::narrow};
  };
  return {"Text",
          {{.label = "Larger",
            .keys = "Ctrl++",
            .command = command::StepTextSize{1},
            .enabled = look.sizePercent < session::kLargestTextSize},
           {.label = "Smaller",
            .keys = "Ctrl+-",
            .command = command::StepTextSize{-1},
            .enabled = look.sizePercent > session::kLeastTextSize},
           {.label = "Normal size",
            .keys = "Ctrl+0",
            .command = command::StepTextSize{0},
            .checked = look.sizePercent == 100},
           measure("Narrow column", Measure::narrow),
           measure("Normal column", Measure::normal),
           measure("Wide column", Measure::wide),
           {.label = "Serif", .command = command::SetSerif{true}, .checked = look.serif, .ruleAbove = true},
           {.label = "Sans serif", .command = command::SetSerif{false}, .checked = !look.serif},
           {.label = "Encoding…", .command = command::OpenDialog{Dialog::encoding, {}}, .ruleAbove = true}}};
}

/// The styles that are more than a theme's own look, and the user's.
MenuItem styleItem(const State& state) {
  MenuItem menu{.label = "Style"};
  std::vector<MenuItem>& items = menu.more;
  for (const map::ShippedStyle& style : map::kShippedStyles)
    if (style.name != "paper" && style.name != "night")
      items.push_back({.label = std::string(style.title),
                       .command = command::SetStyle{std::string(style.name)},
                       .checked = state.style == style.name});
  if (map::isStylePath(state.style))
    items.push_back({.label = std::filesystem::path(state.style).filename().string(),
                     .command = command::SetStyle{state.style},
                     .checked = true});
  items.push_back(
      {.label = "Open style…", .command = command::OpenDialog{Dialog::openStyle, {}}, .ruleAbove = true});
  return menu;
}

MenuItem bordersItem(const State& state) {
  using map::Borders;
  const auto policy = [&](const char* label, Borders borders) {
    return MenuItem{
        .label = label, .command = command::SetBorders{borders}, .checked = state.look.borders == borders};
  };
  return {.label = "Borders",
          .more = {policy("United Nations view", Borders::un), policy("De facto", Borders::deFacto)}};
}

/// Each language is written in itself.
MenuItem languageItem(const State& state) {
  const std::string_view spoken = state.look.language ? std::string_view(state.look.language->code()) : "en";
  MenuItem menu{.label = "Map language"};
  for (const map::KnownLanguage& language : map::kLanguages)
    menu.more.push_back({.label = std::string(language.title),
                         .command = command::SetMapLanguage{std::string(language.code)},
                         .checked = language.code == spoken});
  return menu;
}

/// PROJ strings are of any length.
std::string shortened(std::string name) {
  constexpr std::size_t kLongest = 40;
  if (name.size() <= kLongest) return name;
  std::size_t end = kLongest - 1;
  while (end > 0 && (static_cast<unsigned char>(name[end]) & 0xC0) == 0x80) --end;
  return name.substr(0, end) + "…";
}

Menu viewMenu(const State& state) {
  using map::Theme;
  const map::Look& look = state.look;
  const bool light = state.style.empty() ? look.theme == Theme::light : state.style == "paper";
  const bool dark = state.style.empty() ? look.theme == Theme::dark : state.style == "night";
  const auto toggle = [](const char* label, command::Toggled what, bool checked, bool rule = false) {
    return MenuItem{.label = label, .command = command::Toggle{what}, .checked = checked, .ruleAbove = rule};
  };
  using map::ProjectionKind;
  const auto projection = [&](const char* label, const char* keys, ProjectionKind kind, bool rule = false) {
    return MenuItem{.label = label,
                    .keys = keys,
                    .command = command::SetProjection{kind},
                    .checked = map::kindOf(state.view).kind == kind,
                    .ruleAbove = rule};
  };
  Menu menu{
      "View",
      {{.label = "Light theme", .command = command::SetTheme{Theme::light}, .checked = light},
       {.label = "Dark theme", .command = command::SetTheme{Theme::dark}, .checked = dark},
       styleItem(state),
       bordersItem(state),
       projection("Mercator", "1", ProjectionKind::mercator, true),
       projection("Azimuthal, equal areas", "2", ProjectionKind::azimuthal),
       projection("Globe", "3", ProjectionKind::globe),
       {.label = "Graticule",
        .keys = "G",
        .command = command::Toggle{command::Toggled::graticule},
        .checked = look.graticule},
       toggle("Relief", command::Toggled::relief, look.relief, true),
       toggle("Route", command::Toggled::route, look.route),
       toggle("Names", command::Toggled::labels, look.labels),
       languageItem(state),
       toggle("Reader", command::Toggled::reader, state.showReader, true),
       toggle("Timeline", command::Toggled::timeline, state.showTimeline),
       toggle("Layers", command::Toggled::layers, state.showLayers),
       toggle("Places found", command::Toggled::suggestions, state.showSuggestions),
       {.label = "Zoom in", .keys = "+", .command = command::ZoomBy{1}, .ruleAbove = true},
       {"Zoom out", "-", command::ZoomBy{-1}},
       {"The story’s view", "Home", command::HomeView{}},
       {"Back", "[", command::ViewBack{}},
       {"Forward", "]", command::ViewForward{}},
       {.label = "Full screen", .keys = "F11", .command = command::ToggleFullScreen{}, .ruleAbove = true}}};
  if (state.fixedPlane) {
    const auto globe = std::find_if(menu.items.begin(), menu.items.end(),
                                    [](const MenuItem& item) { return item.keys == std::string_view("3"); });
    MenuItem fixed = projection("", "4", ProjectionKind::fixed);
    fixed.label = shortened(state.fixedPlane->crs().name);
    menu.items.insert(globe + 1, std::move(fixed));
  }
  return menu;
}

MenuItem reviewItem(const State& state) {
  const std::size_t count = session::findings(state).size();
  return {.label = count == 0   ? "Review passages…"
                   : count == 1 ? "Review 1 passage…"
                                : "Review " + std::to_string(count) + " passages…",
          .keys = "R",
          .command = command::OpenReview{},
          .enabled = count > 0,
          .ruleAbove = true};
}

Menu storyMenu(const State& state) {
  const auto& events = state.story->events;
  const bool any = !events.empty();
  const session::State& s = state;
  const story::Event* selected = session::selectedEvent(s);
  const bool passages = selected != nullptr && selected->anchors.size() > 1;
  Menu menu{
      "Story",
      {{.label = "Next event", .keys = "N", .command = command::StepEvent{1}, .enabled = any},
       {.label = "Previous event", .keys = "P", .command = command::StepEvent{-1}, .enabled = any},
       {.label = "Next passage", .keys = ".", .command = command::StepPassage{1}, .enabled = passages},
       {.label = "Previous passage", .keys = ",", .command = command::StepPassage{-1}, .enabled = passages},
       reviewItem(state)}};
  for (std::size_t i = 0; i < events.size() && i < kMostEvents; ++i)
    menu.items.push_back(
        {.label = (i < 9 ? kFigureSpace : "") + std::to_string(i + 1) + "   " + events[i].title,
         .command = command::SelectEvent{events[i].id},
         .checked = events[i].id == state.selected,
         .ruleAbove = i == 0});
  if (events.size() > kMostEvents) menu.items.push_back({"All events…", "Ctrl+K", command::OpenGoTo{}});
  return menu;
}

Menu helpMenu() {
  return {"Help",
          {{"Keys", "F1", command::OpenDialog{Dialog::keys, {}}},
           {"About Dateline", "", command::OpenDialog{Dialog::about, {}}}}};
}

}  // namespace

std::vector<MenuItem> copyItems(bool textSelected) {
  return {{.label = "Copy", .keys = "Ctrl+C", .onText = OnText::copy, .enabled = textSelected},
          {.label = "Copy as a quotation",
           .keys = "Ctrl+Shift+C",
           .onText = OnText::copyQuotation,
           .enabled = textSelected},
          {.label = "Copy as a W3C annotation",
           .keys = "Ctrl+Alt+C",
           .onText = OnText::copyAnnotation,
           .enabled = textSelected}};
}

std::vector<Menu> menusOf(const session::State& state, bool textSelected) {
  return {fileMenu(), editMenu(state, textSelected), viewMenu(state), textMenu(state), storyMenu(state),
          helpMenu()};
}

}  // namespace dateline::ui
