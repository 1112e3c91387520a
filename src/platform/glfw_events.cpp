#include "platform/glfw_events.h"

#include <array>
#include <cmath>
#include <utility>

namespace dateline::platform {
namespace {

constexpr std::array<std::pair<int, Key>, 33> kKeys = {{
    {GLFW_KEY_LEFT, Key::left},
    {GLFW_KEY_RIGHT, Key::right},
    {GLFW_KEY_UP, Key::up},
    {GLFW_KEY_DOWN, Key::down},
    {GLFW_KEY_HOME, Key::home},
    {GLFW_KEY_END, Key::end},
    {GLFW_KEY_PAGE_UP, Key::pageUp},
    {GLFW_KEY_PAGE_DOWN, Key::pageDown},
    {GLFW_KEY_TAB, Key::tab},
    {GLFW_KEY_ESCAPE, Key::escape},
    {GLFW_KEY_ENTER, Key::enter},
    {GLFW_KEY_KP_ENTER, Key::enter},
    {GLFW_KEY_BACKSPACE, Key::backspace},
    {GLFW_KEY_INSERT, Key::insert},
    {GLFW_KEY_DELETE, Key::deleteKey},
    {GLFW_KEY_SPACE, Key::space},
    {GLFW_KEY_MENU, Key::menu},
    {GLFW_KEY_KP_ADD, Key::plus},
    {GLFW_KEY_KP_SUBTRACT, Key::minus},
    {GLFW_KEY_MINUS, Key::minus},
    {GLFW_KEY_EQUAL, Key::equal},
    {GLFW_KEY_LEFT_BRACKET, Key::bracketLeft},
    {GLFW_KEY_RIGHT_BRACKET, Key::bracketRight},
    {GLFW_KEY_SLASH, Key::slash},
    {GLFW_KEY_KP_DIVIDE, Key::slash},
    {GLFW_KEY_COMMA, Key::comma},
    {GLFW_KEY_PERIOD, Key::period},
    {GLFW_KEY_KP_DECIMAL, Key::period},
    {GLFW_KEY_SEMICOLON, Key::semicolon},
    {GLFW_KEY_APOSTROPHE, Key::apostrophe},
    {GLFW_KEY_BACKSLASH, Key::backslash},
    {GLFW_KEY_GRAVE_ACCENT, Key::grave},
    {GLFW_KEY_KP_EQUAL, Key::equal},
}};

Key shifted(Key first, int by) {
  return static_cast<Key>(static_cast<int>(first) + by);
}

/// GLFW names keys by their place on an American keyboard; the layout's own letter or sign is what the user
/// means.
Key keyFromLayout(int key, int scancode) {
  const char* name = glfwGetKeyName(key, scancode);
  if (name == nullptr || name[0] == '\0' || name[1] != '\0') return Key::unknown;
  const auto press = parseKey(name);
  return press ? press->key : Key::unknown;
}

EventSink& sinkOf(GLFWwindow* window) {
  return *static_cast<EventSink*>(glfwGetWindowUserPointer(window));
}

void push(GLFWwindow* window, Event event) {
  sinkOf(window).events.push_back(std::move(event));
}

Mods modsOf(int bits) {
  return {.ctrl = (bits & GLFW_MOD_CONTROL) != 0,
          .shift = (bits & GLFW_MOD_SHIFT) != 0,
          .alt = (bits & GLFW_MOD_ALT) != 0,
          .super = (bits & GLFW_MOD_SUPER) != 0};
}

/// Logical pixels per GLFW window coordinate.
double logicalPerUnit(GLFWwindow* window) {
  int windowWidth = 0;
  int framebufferWidth = 0;
  glfwGetWindowSize(window, &windowWidth, nullptr);
  glfwGetFramebufferSize(window, &framebufferWidth, nullptr);
  const double perUnit = windowWidth > 0 ? static_cast<double>(framebufferWidth) / windowWidth : 1.0;
  return perUnit / scaleOf(window);
}

void onMove(GLFWwindow* window, double x, double y) {
  const double factor = logicalPerUnit(window);
  push(window, MouseMove{x * factor, y * factor});
}

void onButton(GLFWwindow* window, int button, int action, int mods) {
  if (button > GLFW_MOUSE_BUTTON_MIDDLE) return;
  push(window, MouseButton{static_cast<Button>(button), action == GLFW_PRESS, modsOf(mods)});
}

/// X11 tells what was held before the event: of a modifier's own press and release the key itself says what
/// is held after it.
Mods modsAfter(int key, int action, int bits) {
  Mods mods = modsOf(bits);
  const bool down = action != GLFW_RELEASE;
  if (key == GLFW_KEY_LEFT_CONTROL || key == GLFW_KEY_RIGHT_CONTROL) mods.ctrl = down;
  if (key == GLFW_KEY_LEFT_SHIFT || key == GLFW_KEY_RIGHT_SHIFT) mods.shift = down;
  if (key == GLFW_KEY_LEFT_ALT || key == GLFW_KEY_RIGHT_ALT) mods.alt = down;
  if (key == GLFW_KEY_LEFT_SUPER || key == GLFW_KEY_RIGHT_SUPER) mods.super = down;
  return mods;
}

void onKey(GLFWwindow* window, int key, int scancode, int action, int mods) {
  // Keys without a name of ours go on too: they carry the modifiers.
  const KeyPress press = normalised({keyFromGlfw(key, scancode), modsAfter(key, action, mods)});
  push(window, KeyEvent{press.key, action != GLFW_RELEASE, action == GLFW_REPEAT, press.mods});
}

void onDrop(GLFWwindow* window, int count, const char** names) {
  Drop drop;
  for (int i = 0; i < count; ++i) drop.paths.emplace_back(names[i]);
  push(window, std::move(drop));
}

void onFramebufferSize(GLFWwindow* window, int width, int height) {
  const double scale = scaleOf(window);
  push(window, Resize{width / scale, height / scale});
}

void onScale(GLFWwindow* window, float, float) {
  push(window, Scale{scaleOf(window)});
}

}  // namespace

float scaleOf(GLFWwindow* window) {
  if (const float forced = sinkOf(window).forcedScale; forced > 0) return forced;
  float x = 1;
  float y = 1;
  glfwGetWindowContentScale(window, &x, &y);
  return std::isfinite(x) && x > 0 ? x : 1.0F;
}

Key keyFromGlfw(int key, int scancode) {
  if (key >= GLFW_KEY_KP_0 && key <= GLFW_KEY_KP_9) return shifted(Key::digit0, key - GLFW_KEY_KP_0);
  if (const Key printed = keyFromLayout(key, scancode); printed != Key::unknown) return printed;
  if (key >= GLFW_KEY_A && key <= GLFW_KEY_Z) return shifted(Key::a, key - GLFW_KEY_A);
  if (key >= GLFW_KEY_0 && key <= GLFW_KEY_9) return shifted(Key::digit0, key - GLFW_KEY_0);
  if (key >= GLFW_KEY_F1 && key <= GLFW_KEY_F12) return shifted(Key::f1, key - GLFW_KEY_F1);
  for (const auto& [code, mapped] : kKeys)
    if (code == key) return mapped;
  return Key::unknown;
}

void deliverEvents(GLFWwindow* window, EventSink& sink) {
  glfwSetWindowUserPointer(window, &sink);
  glfwSetCursorPosCallback(window, onMove);
  glfwSetMouseButtonCallback(window, onButton);
  glfwSetScrollCallback(window, [](GLFWwindow* w, double dx, double dy) { push(w, Wheel{dx, dy}); });
  glfwSetKeyCallback(window, onKey);
  glfwSetCharCallback(window, [](GLFWwindow* w, unsigned codepoint) { push(w, Char{codepoint}); });
  glfwSetDropCallback(window, onDrop);
  glfwSetFramebufferSizeCallback(window, onFramebufferSize);
  glfwSetWindowContentScaleCallback(window, onScale);
  glfwSetWindowFocusCallback(window,
                             [](GLFWwindow* w, int focused) { push(w, Focus{focused == GLFW_TRUE}); });
  glfwSetWindowRefreshCallback(window, [](GLFWwindow* w) { push(w, Refresh{}); });
  glfwSetWindowCloseCallback(window, [](GLFWwindow* w) {
    glfwSetWindowShouldClose(w, GLFW_FALSE);  // whether it closes is the program's decision
    push(w, Close{});
  });
}

}  // namespace dateline::platform
