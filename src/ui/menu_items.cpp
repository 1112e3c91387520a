#include "ui/menu_items.h"

#include <fmt/format.h>

#include <cassert>
#include <filesystem>

#include "map/style_file.h"
#include "session/named_commands.h"
#include "session/review.h"
#include "ui/ui.h"

namespace dateline::ui {
namespace {

namespace command = session::command;
using session::State;

constexpr std::size_t kMostEvents = 14;

struct Standing {
  bool checked = false;
  bool enabled = true;
  bool ruleAbove = false;
};

/// The named command as an item of a menu.
MenuItem item(std::string_view id, const Standing& how = {}) {
  const session::NamedCommand* named = session::findNamed(id);
  assert(named != nullptr);
  return {.label = std::string(named->label),
          .keys = std::string(named->keys),
          .command = named->command,
          .checked = how.checked,
          .enabled = how.enabled,
          .ruleAbove = how.ruleAbove};
}

Menu fileMenu() {
  return {"File",
          {item("open"), item("layer"), item("save", {.ruleAbove = true}), item("save-as"),
           item("export", {.ruleAbove = true}), item("screenshot"), item("map-screenshot"),
           item("clear-cache", {.ruleAbove = true}), item("quit", {.ruleAbove = true})}};
}

Menu editMenu(const State& state, bool textSelected) {
  Menu menu{"Edit", {}};
  const auto step = [&](const char* id, const std::string& what) {
    menu.items.push_back(item(id, {.enabled = !what.empty()}));
    if (!what.empty()) menu.items.back().label += " " + what;
  };
  step("undo", state.undo);
  step("redo", state.redo);
  for (MenuItem& copy : copyItems(textSelected)) menu.items.push_back(std::move(copy));
  menu.items[2].ruleAbove = true;
  menu.items.push_back(selectAllItem(state));
  menu.items.push_back(item("find", {.ruleAbove = true}));
  menu.items.push_back(item("find-next"));
  menu.items.push_back(item("find-previous"));
  menu.items.push_back({"Go to…", "Ctrl+K", command::OpenGoTo{}});
  return menu;
}

Menu textMenu(const State& state) {
  using session::Measure;
  const session::ReaderLook& look = state.readerLook;
  return {"Text",
          {item("larger", {.enabled = look.sizePercent < session::kLargestTextSize}),
           item("smaller", {.enabled = look.sizePercent > session::kLeastTextSize}),
           item("normal-size", {.checked = look.sizePercent == 100}),
           item("narrow", {.checked = look.measure == Measure::narrow, .ruleAbove = true}),
           item("normal", {.checked = look.measure == Measure::normal}),
           item("wide", {.checked = look.measure == Measure::wide}),
           item("serif", {.checked = look.serif, .ruleAbove = true}),
           item("sans-serif", {.checked = !look.serif}), item("encoding", {.ruleAbove = true})}};
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
  items.push_back(item("style", {.ruleAbove = true}));
  return menu;
}

MenuItem bordersItem(const State& state) {
  using map::Borders;
  const Borders shown = state.look.borders;
  return {.label = "Borders",
          .more = {item("un", {.checked = shown == Borders::un}),
                   item("de-facto", {.checked = shown == Borders::deFacto})}};
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
  using map::ProjectionKind;
  using map::Theme;
  const map::Look& look = state.look;
  const bool light = state.style.empty() ? look.theme == Theme::light : state.style == "paper";
  const bool dark = state.style.empty() ? look.theme == Theme::dark : state.style == "night";
  const ProjectionKind plane = map::kindOf(state.view).kind;
  Menu menu{"View",
            {item("light", {.checked = light}), item("dark", {.checked = dark}), styleItem(state),
             bordersItem(state),
             item("mercator", {.checked = plane == ProjectionKind::mercator, .ruleAbove = true}),
             item("azimuthal", {.checked = plane == ProjectionKind::azimuthal}),
             item("globe", {.checked = plane == ProjectionKind::globe})}};
  if (state.fixedPlane) {
    menu.items.push_back(item(session::kFixedPlaneId, {.checked = plane == ProjectionKind::fixed}));
    menu.items.back().label = shortened(state.fixedPlane->crs().name);
  }
  for (MenuItem& next : std::vector<MenuItem>{
           item("graticule", {.checked = look.graticule}),
           item("relief", {.checked = look.relief, .ruleAbove = true}),
           item("route", {.checked = look.route}),
           item("names", {.checked = look.labels}),
           languageItem(state),
           item("reader", {.checked = state.showReader, .ruleAbove = true}),
           item("timeline", {.checked = state.showTimeline}),
           item("layers", {.checked = state.showLayers}),
           item("places-found", {.checked = state.showSuggestions}),
           item("zoom-in", {.ruleAbove = true}),
           item("zoom-out"),
           item("home"),
           item("back"),
           item("forward"),
           item("full-screen", {.ruleAbove = true}),
       })
    menu.items.push_back(std::move(next));
  return menu;
}

MenuItem reviewItem(const State& state) {
  const std::size_t count = session::findings(state).size();
  MenuItem review = item("review", {.enabled = count > 0, .ruleAbove = true});
  if (count > 0) review.label = count == 1 ? "Review 1 passage…" : fmt::format("Review {} passages…", count);
  return review;
}

Menu storyMenu(const State& state) {
  const auto& events = state.story->events;
  const bool any = !events.empty();
  const story::Event* selected = session::selectedEvent(state);
  const bool passages = selected != nullptr && selected->anchors.size() > 1;
  Menu menu{"Story",
            {item("next-event", {.enabled = any}), item("previous-event", {.enabled = any}),
             item("next-passage", {.enabled = passages}), item("previous-passage", {.enabled = passages}),
             reviewItem(state)}};
  for (std::size_t i = 0; i < events.size() && i < kMostEvents; ++i)
    menu.items.push_back({.label = events[i].title,
                          .command = command::SelectEvent{events[i].id},
                          .checked = events[i].id == state.selected,
                          .ruleAbove = i == 0,
                          .number = static_cast<int>(i) + 1});
  if (events.size() > kMostEvents) menu.items.push_back({"All events…", "Ctrl+K", command::OpenGoTo{}});
  return menu;
}

Menu helpMenu() {
  return {"Help", {item("keys"), item("about")}};
}

}  // namespace

std::vector<MenuItem> copyItems(bool textSelected) {
  return {item("copy", {.enabled = textSelected}), item("copy-quotation", {.enabled = textSelected}),
          item("copy-annotation", {.enabled = textSelected})};
}

MenuItem selectAllItem(const State& state) {
  return item("select-all", {.enabled = state.showReader && !state.article->text.empty()});
}

std::vector<Menu> menusOf(const session::State& state, bool textSelected) {
  return {fileMenu(), editMenu(state, textSelected), viewMenu(state), textMenu(state), storyMenu(state),
          helpMenu()};
}

}  // namespace dateline::ui
