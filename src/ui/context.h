#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "ui/active_field.h"
#include "ui/focus_order.h"
#include "ui/pen.h"
#include "ui/ui.h"

namespace dateline::ui {

namespace command = session::command;

/// What a control without words says of itself while the mouse rests on it.
struct Tip {
  std::string text;
  Area of;
};

/// What one pass over the panels sees and leaves behind.
struct Context {
  const session::State& state;
  const FrameInput& input;
  const WindowLayout& rooms;
  const Tones& tones;
  const TextPainter& painter;
  ActiveField& field;
  const std::function<std::string()>& readClipboard;  ///< may be empty
  float elapsed = 0;                                  ///< seconds since the last pass, at most a few frames
  std::vector<platform::KeyPress> keys = {};          ///< struck in this pass and not taken yet
  std::vector<char32_t> typed = {};                   ///< after those keys
  bool mouseMoved = false;
  std::vector<Area> panels = {};  ///< what stands over the map, which cards keep clear of
  float belowProblems = 0;        ///< where the map begins that problems leave; 0: there are none

  session::Commands commands = {};
  platform::Cursor cursor = platform::Cursor::arrow;
  std::optional<std::string> hovered = {};   ///< the event under the mouse, of whichever panel
  std::vector<std::string> hoveredToo = {};  ///< others that share the words under the mouse
  FocusOrder* focus = nullptr;               ///< of the dialog that is being drawn
  std::optional<Tip> tip = {};               ///< of the control under the mouse
  bool animating = false;

  /// Only while a window of Dear ImGui is begun.
  [[nodiscard]] Pen pen() const { return Pen(painter, tones); }
  [[nodiscard]] text::LayoutPtr set(std::string_view text, const text::TextStyle& style,
                                    const text::LayoutOptions& options = {}) const {
    return painter.typesetter().layout(text, style, options);
  }
  template <typename C>
  void ask(C what) {
    commands.emplace_back(std::move(what));
  }
  /// True when the key was struck; it is then taken.
  bool take(platform::Key key, platform::Mods mods = {}) {
    for (auto it = keys.begin(); it != keys.end(); ++it) {
      if (it->key != key || !(it->mods == mods)) continue;
      keys.erase(it);
      return true;
    }
    return false;
  }
};

using session::cameraOf;

/// What an event looks like in lists: its number is its place in the story.
struct EventMark {
  map::MarkerShape shape;
  Colour colour;
  int number;
  bool hollow;  ///< suggested, or without a passage in this text
};
EventMark markOf(const Context& context, int event);

}  // namespace dateline::ui
