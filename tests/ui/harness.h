// The panels with a real typesetter and a state made by hand, without a window: events go in, commands come
// out.
#pragma once

#include <gtest/gtest.h>
#include <imgui_internal.h>

#include <string>
#include <vector>

#include "article/article.h"
#include "ui/ui.h"

namespace dateline::ui {

inline text::Typesetter& sharedTypesetter() {
  static const auto typesetter = text::Typesetter::create(std::string(DATELINE_ROOT) + "/assets/fonts");
  if (!typesetter) throw std::runtime_error(typesetter.error().text());
  return **typesetter;
}

inline constexpr const char* kArticle =
    "# A bridge opens\n\n"
    "*Two towns and a river between them.*\n\n"
    "The bridge at Aldermoor opened on Monday. Nobody crossed it before noon. The ferry went on as "
    "before.\n\n"
    "## Downstream\n\n"
    "At Brackwater the mayor counted the boats. A [record](https://example.org/boats) was not set.\n";

/// Offsets of `words` in the article's text.
inline article::TextRange rangeOf(const article::Article& article, const std::string& words) {
  const auto found = article::find(article, words, 1);
  if (found.empty()) throw std::runtime_error("not in the article: " + words);
  return found.front();
}

inline story::Resolution found(article::TextRange range) {
  story::Resolution resolution;
  resolution.state = story::AnchorState::exact;
  resolution.range = range;
  return resolution;
}

inline std::u32string codePointsOf(const std::string& utf8) {
  std::u32string points;
  for (const char c : utf8) {
    const auto byte = static_cast<unsigned char>(c);
    if ((byte & 0xC0) == 0x80)
      points.back() = points.back() << 6 | (byte & 0x3F);
    else
      points += byte < 0x80 ? byte : byte & (byte < 0xE0 ? 0x1F : byte < 0xF0 ? 0x0F : 0x07);
  }
  return points;
}

inline story::Event eventOf(const std::string& id, const std::string& title, geo::LngLat at, int anchors) {
  story::Event event;
  event.id = id;
  event.title = title;
  event.place = "Aldermoor";
  event.time = "2023-02-28";
  event.kind = "meeting";
  event.status = "confirmed";
  event.at = at;
  event.anchors.resize(static_cast<std::size_t>(anchors));
  return event;
}

/// Two events: "bridge" with two passages, "boats" with one.
inline session::State stateOf(const std::string& markdown = kArticle) {
  session::State state;
  state.article = article::parseArticle(markdown, "test.md").value();
  auto story = std::make_shared<story::Story>();
  story->title = "A bridge opens";
  story->kicker = "Rivers";
  story->published = "2023-02-28";
  story->events = {eventOf("bridge", "The bridge opens", {10, 50}, 2),
                   eventOf("boats", "The boats", {11, 51}, 1)};
  state.story = story;
  if (markdown == kArticle)
    state.resolutions = {{found(rangeOf(*state.article, "The bridge at Aldermoor opened on Monday.")),
                          found(rangeOf(*state.article, "The ferry went on as before."))},
                         {found(rangeOf(*state.article, "the mayor counted the boats"))}};
  else
    state.resolutions = {{}, {}};
  return state;
}

class Harness {
 public:
  explicit Harness(session::State start = stateOf()) : state(std::move(start)), ui(sharedTypesetter(), 1) {
    frame();
  }

  session::State state;
  Ui ui;
  map::BuiltScene built;
  float width = 1280, height = 800, scale = 1;
  double seconds = 0;
  FrameOutput last;

  /// Frames until the panels have used all events and nothing moves; gives every command they asked for.
  session::Commands frame(std::vector<platform::Event> events = {}) {
    session::Commands commands;
    for (int i = 0; i < 400; ++i) {
      last = ui.frame(state, {width, height, scale, seconds, events, &built});
      const ImGuiWindow* stray = ImGui::FindWindowByName("Debug##Default");
      EXPECT_FALSE(stray != nullptr && stray->Active) << "something is drawn outside of any window";
      commands.insert(commands.end(), last.commands.begin(), last.commands.end());
      events.clear();
      seconds += 1.0 / 60;
      if (!last.animating) break;
    }
    return commands;
  }

  session::Commands click(double x, double y, platform::Mods mods = {}) {
    using namespace platform;
    return frame(
        {MouseMove{x, y}, MouseButton{Button::left, true, mods}, MouseButton{Button::left, false, mods}});
  }
  session::Commands move(double x, double y) { return frame({platform::MouseMove{x, y}}); }
  session::Commands drag(double x0, double y0, double x1, double y1) {
    using namespace platform;
    return frame({MouseMove{x0, y0}, MouseButton{Button::left, true, {}},
                  MouseMove{(x0 + x1) / 2, (y0 + y1) / 2}, MouseMove{x1, y1},
                  MouseButton{Button::left, false, {}}});
  }
  session::Commands press(const std::string& name) {
    const platform::KeyPress key = platform::parseKey(name).value();
    return frame({platform::KeyEvent{key.key, true, false, key.mods},
                  platform::KeyEvent{key.key, false, false, key.mods}});
  }
  session::Commands type(const std::string& text) {
    std::vector<platform::Event> events;
    for (const char32_t character : codePointsOf(text)) events.emplace_back(platform::Char{character});
    return frame(events);
  }
  /// The words that the last copying put on the clipboard.
  [[nodiscard]] std::string copied(const session::Commands& commands) const {
    std::string text;
    for (const session::Command& what : commands)
      if (const auto* copy = what.as<session::command::CopyRange>()) text = state.article->slice(copy->range);
    return text;
  }
  [[nodiscard]] WindowLayout rooms() const { return layoutWindow(state, width, height); }
};

/// The commands of one kind, in order.
template <typename C>
std::vector<C> only(const session::Commands& commands) {
  std::vector<C> some;
  for (const session::Command& command : commands)
    if (const C* one = command.as<C>()) some.push_back(*one);
  return some;
}

/// All but the hovering, which any move of the mouse may bring.
inline session::Commands deeds(const session::Commands& commands) {
  session::Commands rest;
  for (const session::Command& command : commands)
    if (!command.is<session::command::HoverEvent>()) rest.push_back(command);
  return rest;
}

inline map::Placed placed(const std::string& id, double x, double y, std::vector<std::string> members = {}) {
  map::Placed pin;
  pin.id = id;
  pin.members = std::move(members);
  pin.tip = {x, y};
  pin.body = {x - 12, y - 30, x + 12, y};
  return pin;
}

}  // namespace dateline::ui
