// The one place that knows which version of Dear ImGui this is: 1.86 is told what the mouse does by setting
// values, from 1.87 on there are events. No key goes to it: panels and text fields use them themselves.
#pragma once

#include <imgui.h>

#include <cstdint>

#include "platform/input.h"

namespace dateline::ui::compat {

/// Once after ImGui::CreateContext.
void prepareInput();
void mouseMoved(float x, float y);
void mouseButton(int button, bool down);
void mouseWheel(float dx, float dy);
void mods(platform::Mods mods);
/// Releases everything that is held: the window lost the focus.
void releaseAll();

/// Raises the window that is begun above all others.
void toFront();

ImTextureID textureId(std::uint64_t id);

/// Dear ImGui wants a font, though no letter is drawn with it.
void loadFont();

}  // namespace dateline::ui::compat
