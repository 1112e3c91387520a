// platform: the GLFW window, its events in our own words, and the display-less EGL context. Knows no maps and no articles.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace dateline::platform {

enum class Key : std::uint8_t {
  unknown,
  a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, s, t, u, v, w, x, y, z,
  digit0, digit1, digit2, digit3, digit4, digit5, digit6, digit7, digit8, digit9,
  f1, f2, f3, f4, f5, f6, f7, f8, f9, f10, f11, f12,
  left, right, up, down, home, end, pageUp, pageDown, insert, del,
  tab, enter, escape, backspace, space,
  plus, minus, equal, bracketLeft, bracketRight, slash, question, comma, period,
};

/// Held together with a key or a button.
struct Mods {
  bool ctrl = false, shift = false, alt = false, super = false;
  friend bool operator==(const Mods&, const Mods&) = default;
};

/// A key with what is held: "Ctrl+Shift+F3". `plus` and `question` are what the layout makes of Shift and a key.
struct KeyPress {
  Key key = Key::unknown;
  Mods mods = {};
  friend bool operator==(const KeyPress&, const KeyPress&) = default;
};
/// nullopt for what names no key.
std::optional<KeyPress> parseKey(std::string_view name);
std::string keyName(KeyPress press);

enum class MouseButton : std::uint8_t { left, right, middle };
enum class Cursor : std::uint8_t { arrow, hand, text, resizeHorizontal, grab };

// Events; positions in logical px from the window's top left.
struct MouseMoved { double x = 0, y = 0; };
struct MousePressed { MouseButton button = MouseButton::left; bool down = true; Mods mods = {}; };
struct WheelTurned { double dx = 0, dy = 0; };
struct KeyPressed { KeyPress press; bool down = true; bool repeat = false; };
struct CharTyped { char32_t codePoint = 0; };
struct FilesDropped { std::vector<std::string> paths; };
struct Resized { int width = 0, height = 0; };  ///< logical px
struct Rescaled { float scale = 1; };
struct FocusChanged { bool focused = true; };
struct CloseAsked {};
struct RefreshAsked {};

using Event = std::variant<MouseMoved, MousePressed, WheelTurned, KeyPressed, CharTyped, FilesDropped, Resized, Rescaled,
                           FocusChanged, CloseAsked, RefreshAsked>;

}  // namespace dateline::platform
