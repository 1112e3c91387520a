#include "ui/imgui_compat.h"

#include <imgui_internal.h>

#include <array>
#include <utility>

namespace dateline::ui::compat {
namespace {

using platform::Key;

// The keys that text fields live on. Not Enter and Escape: a field would give up the keyboard, or its text.
constexpr std::array<std::pair<Key, ImGuiKey>, 20> kKeys = {{
    {Key::tab, ImGuiKey_Tab},
    {Key::left, ImGuiKey_LeftArrow},
    {Key::right, ImGuiKey_RightArrow},
    {Key::up, ImGuiKey_UpArrow},
    {Key::down, ImGuiKey_DownArrow},
    {Key::pageUp, ImGuiKey_PageUp},
    {Key::pageDown, ImGuiKey_PageDown},
    {Key::home, ImGuiKey_Home},
    {Key::end, ImGuiKey_End},
    {Key::insert, ImGuiKey_Insert},
    {Key::deleteKey, ImGuiKey_Delete},
    {Key::backspace, ImGuiKey_Backspace},
    {Key::space, ImGuiKey_Space},
    {Key::a, ImGuiKey_A},
    {Key::c, ImGuiKey_C},
    {Key::v, ImGuiKey_V},
    {Key::x, ImGuiKey_X},
    {Key::y, ImGuiKey_Y},
    {Key::z, ImGuiKey_Z},
    {Key::unknown, ImGuiKey_COUNT},
}};

const char* readClipboard(Clipboard& owner) {
  owner.last = owner.read ? owner.read() : std::string{};
  return owner.last.c_str();
}

}  // namespace

#if IMGUI_VERSION_NUM < 18700

void prepareInput() {
  for (const auto& [key, imguiKey] : kKeys)
    if (imguiKey != ImGuiKey_COUNT) ImGui::GetIO().KeyMap[imguiKey] = static_cast<int>(key);
}
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
void key(platform::Key key, platform::Mods held, bool down) {
  ImGui::GetIO().KeysDown[static_cast<int>(key)] = down;
  mods(held);
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
  for (bool& down : io.KeysDown) down = false;
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
void key(platform::Key key, platform::Mods held, bool down) {
  mods(held);
  for (const auto& [ours, imguiKey] : kKeys)
    if (ours == key && imguiKey != ImGuiKey_COUNT) ImGui::GetIO().AddKeyEvent(imguiKey, down);
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

void character(char32_t codePoint) {
  ImGui::GetIO().AddInputCharacter(static_cast<unsigned>(codePoint));
}

#if IMGUI_VERSION_NUM < 19111
void setClipboard(Clipboard& owner) {
  ImGuiIO& io = ImGui::GetIO();
  io.ClipboardUserData = &owner;
  io.SetClipboardTextFn = [](void* data, const char* text) { static_cast<Clipboard*>(data)->write(text); };
  io.GetClipboardTextFn = [](void* data) { return readClipboard(*static_cast<Clipboard*>(data)); };
}
#else
void setClipboard(Clipboard& owner) {
  ImGuiPlatformIO& io = ImGui::GetPlatformIO();
  io.Platform_ClipboardUserData = &owner;
  io.Platform_SetClipboardTextFn = [](ImGuiContext*, const char* text) {
    static_cast<Clipboard*>(ImGui::GetPlatformIO().Platform_ClipboardUserData)->write(text);
  };
  io.Platform_GetClipboardTextFn = [](ImGuiContext*) {
    return readClipboard(*static_cast<Clipboard*>(ImGui::GetPlatformIO().Platform_ClipboardUserData));
  };
}
#endif

void leaveField() {
  if (ImGui::GetIO().WantTextInput) ImGui::ClearActiveID();
}

void toFront() {
  ImGui::BringWindowToDisplayFront(ImGui::GetCurrentWindow());
}

// An id is a pointer in old versions and an integer in new ones.
ImTextureID textureId(std::uint64_t id) {
  return (ImTextureID)(std::uintptr_t)id;
}

void loadFieldFont(const std::string& file, float pixels, float scale) {
  // Latin with its extensions, Greek, Cyrillic, punctuation, currency, arrows: what one types into a search
  // field.
  static constexpr ImWchar kRanges[] = {0x0020, 0x024F, 0x0370, 0x03FF, 0x0400, 0x052F, 0x1E00, 0x1EFF,
                                        0x2000, 0x206F, 0x20A0, 0x20BF, 0x2190, 0x2193, 0};
  ImGuiIO& io = ImGui::GetIO();
  io.Fonts->Clear();
  ImFontConfig config;
  config.OversampleH = 2;
  // What Dear ImGui takes as the size is ascent and descent together, which Inter has at 1.21 of the em.
  constexpr float kInterHeight = 1.2102f;
  io.Fonts->AddFontFromFileTTF(file.c_str(), pixels * kInterHeight, &config, kRanges);
  io.Fonts->Flags |= ImFontAtlasFlags_NoBakedLines;
  // Building forgets the texture's id, which whoever uploads it may well keep.
  const ImTextureID texture = io.Fonts->TexID;
  io.Fonts->Build();
  io.Fonts->SetTexID(texture);
  io.FontGlobalScale = 1.0f / scale;
}

}  // namespace dateline::ui::compat
