// The one place that knows which version of Dear ImGui this is: 1.86 takes keys as an array, from 1.87 on
// there are events.
#pragma once

#include <imgui.h>

#include <cstdint>
#include <functional>
#include <string>

#include "platform/input.h"

namespace dateline::ui::compat {

/// Once after ImGui::CreateContext.
void prepareInput();
void mouseMoved(float x, float y);
void mouseButton(int button, bool down);
void mouseWheel(float dx, float dy);
void key(platform::Key key, platform::Mods mods, bool down);
void mods(platform::Mods mods);
void character(char32_t codePoint);
/// Releases everything that is held: the window lost the focus.
void releaseAll();

/// What the clipboard functions call. `owner` must stay where it is.
struct Clipboard {
  std::function<void(std::string)> write;
  std::function<std::string()> read;
  std::string last;  ///< owns what Dear ImGui was given
};
void setClipboard(Clipboard& owner);

/// Takes the keyboard from the text field that has it.
void leaveField();
/// Raises the window that is begun above all others.
void toFront();

ImTextureID textureId(std::uint64_t id);

/// The one font of text fields, `pixels` per em; drawn at `1 / scale` of that.
void loadFieldFont(const std::string& file, float pixels, float scale);

}  // namespace dateline::ui::compat
