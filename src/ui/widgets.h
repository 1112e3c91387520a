// The few controls that panels are made of. All draw themselves; Dear ImGui keeps track of the mouse.
#pragma once

#include <string>

#include "ui/context.h"

namespace dateline::ui {

/// Layers of windows: rooms tile the window and never rise; overlays stand above them, notices above those;
/// veils cover all and take the mouse.
enum class Layer : std::uint8_t { room, overlay, notice, tip, veil };

/// A window of Dear ImGui without any decoration, for as long as it lives.
class PanelWindow {
 public:
  PanelWindow(const char* id, const Area& area, Layer layer);
  ~PanelWindow();
  PanelWindow(const PanelWindow&) = delete;
  PanelWindow& operator=(const PanelWindow&) = delete;
};

/// A press that moves farther drags.
inline constexpr float kDragPx = 4;
/// A click that comes sooner after another may be the second of two.
inline constexpr double kDoubleClickSeconds = 0.3;

struct Hit {
  bool hovered = false;
  bool held = false;
  bool pressed = false;  ///< went down in this pass
  bool clicked = false;  ///< went down and up on it
  bool doubleClicked = false;
};
/// The mouse on an area of the current window.
Hit hitArea(const char* id, const Area& area);
/// The same with the hand as cursor.
Hit clickable(Context& context, const char* id, const Area& area);

/// Around what has the keyboard.
void ring(const Context& context, const Area& area);

Area mouseArea();  ///< an area of no size at the mouse

/// A button with text; `main` is the one that Enter stands for.
bool button(Context& context, const char* id, const Area& area, std::string_view text, bool main = false,
            bool enabled = true);
float buttonWidth(const Context& context, std::string_view text);
/// `tip` says in words what it does.
bool iconButton(Context& context, const char* id, const Area& area, Icon icon, std::string_view tip,
                bool enabled = true);
/// True when a key presses a control of a dialog that has the keyboard; it has a ring as long as it has it.
bool keyPressed(Context& context, const char* id, const Area& area);
/// Says that a list goes on, at its right edge: of `content` px those from `scroll` on are in sight.
void scrollThumb(const Context& context, const Area& list, float content, float scroll);
/// A ring that is filled for the chosen one of several.
void radioMark(const Context& context, float x, float y, bool chosen);
/// Ink of what cannot be used now.
Colour disabledInk(const Tones& tones);
bool checkBox(Context& context, const char* id, float x, float centreY, std::string_view text, bool checked);
/// A row of choices joined in one box; gives the one that was clicked, else `current`.
int choice(Context& context, const char* id, const Area& area, std::span<const std::string> texts,
           int current);

/// A floating panel's ground: shadow, rounded box with a rule around it.
void panelGround(const Context& context, const Area& area, float radius = 8);

}  // namespace dateline::ui
