// platform: the GLFW window with its events, and the display-less EGL context. Knows nothing of maps,
// articles or Dear ImGui. This header is plain data: a replay file and a test make the same events as a
// keyboard and a mouse.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace dateline::platform {

/// Keys by what the layout of the keyboard prints on them. Ranges (a to z, digit0 to digit9, f1 to f12) are
/// consecutive.
// clang-format off
enum class Key : std::uint8_t {
  unknown,
  a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, s, t, u, v, w, x, y, z,
  digit0, digit1, digit2, digit3, digit4, digit5, digit6, digit7, digit8, digit9,
  f1, f2, f3, f4, f5, f6, f7, f8, f9, f10, f11, f12,
  left, right, up, down, home, end, pageUp, pageDown,
  tab, escape, enter, backspace, insert, deleteKey, space, menu,
  plus, minus, equal, bracketLeft, bracketRight, slash, question,
  comma, period, semicolon, apostrophe, backslash, grave,
};
// clang-format on

struct Mods {
  bool ctrl = false;
  bool shift = false;
  bool alt = false;
  bool super = false;
  friend bool operator==(const Mods&, const Mods&) = default;
};

struct KeyPress {
  Key key = Key::unknown;
  Mods mods = {};
  friend bool operator==(const KeyPress&, const KeyPress&) = default;
};

/// Shift+/ is `?` and Shift+= is `+` whatever the way they were struck; every other press stays as it is.
KeyPress normalised(KeyPress press);
/// "Ctrl+Shift+F3", "?", "Ctrl++", "Esc", "PageUp"; case does not matter. Nothing for a name that is no key.
std::optional<KeyPress> parseKey(std::string_view name);
/// The name as menus print it, which parseKey reads back; empty for Key::unknown.
std::string keyName(KeyPress press);

enum class Cursor : std::uint8_t { arrow, hand, text, resizeHorizontal, crosshair };

enum class Button : std::uint8_t { left, right, middle };

/// Positions and sizes are in logical pixels from the window's top left; device pixels are these times the
/// scale.
struct MouseMove {
  double x = 0;
  double y = 0;
};
struct MouseButton {  ///< at the place of the last MouseMove
  Button button = Button::left;
  bool down = false;
  Mods mods = {};
};
struct Wheel {  ///< in notches; y > 0 is away from the user
  double dx = 0;
  double dy = 0;
};
struct KeyEvent {
  Key key = Key::unknown;
  bool down = false;
  bool repeat = false;
  Mods mods = {};
};
struct Char {  ///< text as typed, after layout and dead keys
  char32_t codepoint = 0;
};
struct Drop {  ///< files let fall on the window, at the place of the last MouseMove
  std::vector<std::filesystem::path> paths;
};
struct Resize {
  double width = 0;
  double height = 0;
};
struct Scale {
  float scale = 1;
};
struct Focus {
  bool focused = false;
};
struct Close {};    ///< the user asks the window to close
struct Refresh {};  ///< the system lost what the window showed

using Event =
    std::variant<MouseMove, MouseButton, Wheel, KeyEvent, Char, Drop, Resize, Scale, Focus, Close, Refresh>;

}  // namespace dateline::platform
