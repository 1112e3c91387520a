#include "ui/imgui_compat.h"

#include <imgui_internal.h>

namespace dateline::ui::compat {

#if IMGUI_VERSION_NUM < 18700

void prepareInput() {}
void mouseMoved(float x, float y) {
  ImGui::GetIO().MousePos = {x, y};
}
void mouseButton(int button, bool down) {
  ImGui::GetIO().MouseDown[button] = down;
}
void mouseWheel(float dx, float dy) {
  ImGui::GetIO().MouseWheelH += dx;
  ImGui::GetIO().MouseWheel += dy;
}
void mods(platform::Mods held) {
  ImGuiIO& io = ImGui::GetIO();
  io.KeyCtrl = held.ctrl;
  io.KeyShift = held.shift;
  io.KeyAlt = held.alt;
  io.KeySuper = held.super;
}
void releaseAll() {
  ImGuiIO& io = ImGui::GetIO();
  for (bool& down : io.MouseDown) down = false;
  mods({});
}

#else

namespace {
#if IMGUI_VERSION_NUM < 18900
constexpr ImGuiKey kCtrl = ImGuiKey_ModCtrl, kShift = ImGuiKey_ModShift, kAlt = ImGuiKey_ModAlt,
                   kSuper = ImGuiKey_ModSuper;
#else
constexpr ImGuiKey kCtrl = ImGuiMod_Ctrl, kShift = ImGuiMod_Shift, kAlt = ImGuiMod_Alt,
                   kSuper = ImGuiMod_Super;
#endif
}  // namespace

void prepareInput() {
  // Events are cut into slices before they get here: each must arrive whole.
  ImGui::GetIO().ConfigInputTrickleEventQueue = false;
}
void mouseMoved(float x, float y) {
  ImGui::GetIO().AddMousePosEvent(x, y);
}
void mouseButton(int button, bool down) {
  ImGui::GetIO().AddMouseButtonEvent(button, down);
}
void mouseWheel(float dx, float dy) {
  ImGui::GetIO().AddMouseWheelEvent(dx, dy);
}
void mods(platform::Mods held) {
  ImGuiIO& io = ImGui::GetIO();
  io.AddKeyEvent(kCtrl, held.ctrl);
  io.AddKeyEvent(kShift, held.shift);
  io.AddKeyEvent(kAlt, held.alt);
  io.AddKeyEvent(kSuper, held.super);
}
void releaseAll() {
  ImGui::GetIO().AddFocusEvent(false);
}

#endif

void toFront() {
  ImGui::BringWindowToDisplayFront(ImGui::GetCurrentWindow());
}

// An id is a pointer in old versions and an integer in new ones.
ImTextureID textureId(std::uint64_t id) {
  return (ImTextureID)(std::uintptr_t)id;
}

void loadFont() {
  ImFontAtlas& fonts = *ImGui::GetIO().Fonts;
  fonts.AddFontDefault();
  fonts.Flags |= ImFontAtlasFlags_NoBakedLines;
  fonts.Build();
}

}  // namespace dateline::ui::compat
