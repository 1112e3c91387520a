#include "ui/widgets.h"

#include <algorithm>
#include <cmath>

#include "session/review.h"
#include "ui/imgui_compat.h"

namespace dateline::ui {
namespace {

ImGuiWindowFlags flagsOf(Layer layer) {
  constexpr ImGuiWindowFlags kAll = ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove |
                                    ImGuiWindowFlags_NoBackground | ImGuiWindowFlags_NoSavedSettings |
                                    ImGuiWindowFlags_NoNav | ImGuiWindowFlags_NoScrollWithMouse;
  switch (layer) {
    case Layer::room:
      return kAll | ImGuiWindowFlags_NoBringToFrontOnFocus | ImGuiWindowFlags_NoFocusOnAppearing;
    case Layer::overlay:
    case Layer::notice:
      return kAll | ImGuiWindowFlags_NoFocusOnAppearing;
    case Layer::tip:
      return kAll | ImGuiWindowFlags_NoFocusOnAppearing | ImGuiWindowFlags_NoInputs;
    case Layer::veil:
      return kAll;
  }
  return kAll;
}

/// True when a control of a dialog has the keyboard; it then has a ring.
bool hasKeyboard(Context& context, const char* id, const Area& area) {
  if (context.focus == nullptr || !context.focus->add(ImGui::GetID(id))) return false;
  ring(context, area);
  return true;
}

}  // namespace

EventMark markOf(const Context& context, int event) {
  const story::Event& what = context.state.story->events[static_cast<std::size_t>(event)];
  const map::KindLook& look = context.tones.style.kind(what.kind);
  return {look.shape, context.tones.kind(what.kind), event + 1,
          session::isHollow(context.state, static_cast<std::size_t>(event))};
}

PanelWindow::PanelWindow(const char* id, const Area& area, Layer layer) {
  ImGui::SetNextWindowPos({area.x, area.y});
  ImGui::SetNextWindowSize({std::max(1.0f, area.w), std::max(1.0f, area.h)});
  ImGui::Begin(id, nullptr, flagsOf(layer));
  if (layer == Layer::tip || layer == Layer::notice || layer == Layer::veil) compat::toFront();
}

PanelWindow::~PanelWindow() {
  ImGui::End();
}

void ring(const Context& context, const Area& area) {
  const Area around = area.inset(-1);
  context.pen().list().AddRect({around.x, around.y}, {around.right(), around.bottom()},
                               packed(context.tones.link), 7, 0, 1.5f);
}

Hit hitArea(const char* id, const Area& area) {
  Hit hit;
  if (area.empty()) return hit;
  ImGui::SetCursorScreenPos({area.x, area.y});
  hit.clicked = ImGui::InvisibleButton(id, {area.w, area.h});
  hit.hovered = ImGui::IsItemHovered();
  hit.held = ImGui::IsItemActive();
  hit.pressed = ImGui::IsItemActivated();
  hit.doubleClicked = hit.hovered && ImGui::IsMouseDoubleClicked(ImGuiMouseButton_Left);
  return hit;
}

Hit clickable(Context& context, const char* id, const Area& area) {
  const Hit hit = hitArea(id, area);
  if (hit.hovered) context.cursor = platform::Cursor::hand;
  return hit;
}

Area mouseArea() {
  const ImVec2 at = ImGui::GetIO().MousePos;
  return {at.x, at.y, 0, 0};
}

float buttonWidth(const Context& context, std::string_view text) {
  return std::max(72.0f, std::ceil(context.set(text, type::kBodyMedium)->width()) + 28);
}

bool button(Context& context, const char* id, const Area& area, std::string_view text, bool main,
            bool enabled) {
  const Hit hit = enabled ? clickable(context, id, area) : Hit{};
  const Tones& tones = context.tones;
  const Pen pen = context.pen();
  if (main && enabled) {
    pen.fill(area, hit.hovered ? mix(tones.accent, tones.ink, 0.14f) : tones.accent, 6);
  } else {
    pen.box(area, hit.hovered ? tones.hover : tones.panel, tones.rule, 6);
  }
  const Colour ink = !enabled ? disabledInk(tones) : main ? tones.accentInk : tones.ink;
  pen.label(text, type::kBodyMedium, area.centreX(), area.centreY(), ink, {.align = text::Align::centre});
  const bool byKey = enabled && keyPressed(context, id, area);
  return hit.clicked || byKey;
}

bool keyPressed(Context& context, const char* id, const Area& area) {
  return hasKeyboard(context, id, area) &&
         (context.take(platform::Key::space) || context.take(platform::Key::enter));
}

Colour disabledInk(const Tones& tones) {
  return mix(tones.muted, tones.panel, 0.45f);
}

bool iconButton(Context& context, const char* id, const Area& area, Icon icon, std::string_view tip,
                bool enabled) {
  const Hit hit = enabled ? clickable(context, id, area) : Hit{};
  const Pen pen = context.pen();
  const Tones& tones = context.tones;
  if (hit.hovered) {
    pen.fill(area, tones.hover, 5);
    context.tip = Tip{std::string(tip), area};
  }
  const Colour colour = !enabled ? disabledInk(tones) : hit.hovered ? tones.ink : tones.muted;
  pen.icon(icon, area.centreX(), area.centreY(), 10, colour);
  // Escape closes as well.
  const bool stop = enabled && icon != Icon::cross;
  const bool byKey = stop && keyPressed(context, id, area);
  return hit.clicked || byKey;
}

void scrollThumb(const Context& context, const Area& list, float content, float scroll) {
  if (content <= list.h) return;
  constexpr float kThumbWidth = 4, kEdge = 3, kLeastHeight = 24;
  const float height = std::max(kLeastHeight, list.h * list.h / content);
  const float y = list.y + (list.h - height) * scroll / (content - list.h);
  context.pen().fill({list.right() - kEdge - kThumbWidth, y, kThumbWidth, height}, context.tones.thumb,
                     kThumbWidth / 2);
}

void radioMark(const Context& context, float x, float y, bool chosen) {
  const Tones& tones = context.tones;
  const Pen pen = context.pen();
  pen.disc(x, y, 6, chosen ? tones.accent : tones.muted);
  pen.disc(x, y, chosen ? 2.5f : 4.8f, chosen ? tones.accentInk : tones.panel);
}

bool checkBox(Context& context, const char* id, float x, float centreY, std::string_view text, bool checked) {
  const Pen pen = context.pen();
  const float width = 26 + pen.widthOf(text, type::kBody);
  const Hit hit = clickable(context, id, {x, centreY - 12, width, 24});
  const Area square{x, centreY - 8, 16, 16};
  const Tones& tones = context.tones;
  if (checked) {
    pen.fill(square, tones.accent, 4);
    pen.icon(Icon::check, square.centreX(), square.centreY(), 9, tones.accentInk);
  } else {
    pen.box(square, hit.hovered ? tones.hover : tones.field, tones.muted, 4);
  }
  pen.label(text, type::kBody, x + 26, centreY, tones.ink);
  const bool byKey =
      hasKeyboard(context, id, {x - 4, centreY - 12, width + 8, 24}) && context.take(platform::Key::space);
  return hit.clicked || byKey;
}

int choice(Context& context, const char* id, const Area& area, std::span<const std::string> texts,
           int current) {
  const Tones& tones = context.tones;
  const Pen pen = context.pen();
  pen.box(area, tones.field, tones.rule, 6);
  const float step = area.w / static_cast<float>(texts.size());
  ImGui::PushID(id);
  int chosen = current;
  for (int i = 0; i < static_cast<int>(texts.size()); ++i) {
    const Area part{area.x + step * static_cast<float>(i), area.y, step, area.h};
    const Hit hit = clickable(context, texts[static_cast<std::size_t>(i)].c_str(), part);
    if (hit.clicked) chosen = i;
    if (i == current) pen.box(part.inset(2), tones.panel, tones.accent, 5, 1.5f);
    const Colour ink = i == current || hit.hovered ? tones.ink : tones.muted;
    pen.label(texts[static_cast<std::size_t>(i)], type::kLabel, part.centreX(), part.centreY(), ink,
              {.maxWidth = step - 8, .align = text::Align::centre});
  }
  ImGui::PopID();
  if (!hasKeyboard(context, id, area)) return chosen;
  const int last = static_cast<int>(texts.size()) - 1;
  if (context.take(platform::Key::left)) chosen = std::clamp(chosen - 1, 0, last);
  if (context.take(platform::Key::right)) chosen = std::clamp(chosen + 1, 0, last);
  return chosen;
}

void panelGround(const Context& context, const Area& area, float radius) {
  const Pen pen = context.pen();
  const Pen::Clip everywhere(pen, {0, 0, context.input.width, context.input.height}, true);
  pen.shadow(area, radius);
  pen.box(area, context.tones.panel, context.tones.rule, radius);
}

}  // namespace dateline::ui
