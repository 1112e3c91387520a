#include "ui/map_panel.h"

#include <algorithm>
#include <cmath>

#include "geo/coordinates.h"
#include "ui/cluster_list.h"
#include "ui/layer_tip.h"

namespace dateline::ui {
namespace {

constexpr double kLevelsPerNotch = 0.35;
constexpr float kSide = 34;  // of a button
constexpr float kFootOfFurniture = 40;

const map::Placed* pinUnder(const Context& context, map::ScreenPoint at) {
  return context.input.built == nullptr ? nullptr : map::pinAt(*context.input.built, at);
}

}  // namespace

void MapPanel::draw(Context& context, const Area& area) {
  area_ = area;
  over_ = false;
  if (area.empty()) return;
  const PanelWindow window("##map", area, Layer::room);
  const Hit hit = hitArea("##ground", area);
  over_ = hit.hovered;
  useMouse(context, hit);
  coordinates(context);
}

void MapPanel::useMouse(Context& context, const Hit& hit) {
  const ImGuiIO& io = ImGui::GetIO();
  const map::ScreenPoint at = local(io.MousePos);
  const map::Placed* pin = hit.hovered ? pinUnder(context, at) : nullptr;
  if (hit.pressed) {
    pressedAt_ = lastAt_ = io.MousePos;
    pressed_ = true;
    panning_ = false;
  }
  if (pressed_ && std::hypot(io.MousePos.x - pressedAt_.x, io.MousePos.y - pressedAt_.y) >= kDragPx)
    panning_ = true;
  if (pressed_ && panning_ && (io.MousePos.x != lastAt_.x || io.MousePos.y != lastAt_.y)) {
    context.ask(command::Pan{io.MousePos.x - lastAt_.x, io.MousePos.y - lastAt_.y});
    lastAt_ = io.MousePos;
  }
  if (hit.doubleClicked && pin == nullptr)
    context.ask(command::ZoomSmoothlyAt{at, io.KeyShift ? -1.0 : 1.0});
  else if (hit.clicked && !panning_)
    click(context, pin);
  if (!hit.held) pressed_ = false;
  if (!hit.hovered) return;
  if (io.MouseWheel != 0)
    context.ask(command::ZoomAt{at, std::clamp(io.MouseWheel * kLevelsPerNotch, -1.5, 1.5)});
  if (ImGui::IsMouseClicked(ImGuiMouseButton_Right)) menuAt_ = io.MousePos;
  if (pin == nullptr || panning_) return;
  context.hovered = pin->id;
  context.cursor = platform::Cursor::hand;
}

void MapPanel::click(Context& context, const map::Placed* pin) {
  const session::State& state = context.state;
  if (pin != nullptr && pin->members.size() > 1)
    return context.ask(command::OpenCluster{isListed(state, *pin) ? std::string() : pin->id});
  if (pin != nullptr) {
    // The passage that is being read stays when its own pin is clicked again.
    const int passage = pin->id == state.selected ? state.passage : -1;
    return context.ask(command::SelectEvent{pin->id, passage, false});
  }
  if (!state.selected.empty() || !state.openCluster.empty() || state.mention >= 0)
    context.ask(command::ClearSelection{});
}

void MapPanel::coordinates(Context& context) {
  readout_ = {};
  if (!over_ || area_.w < 420) return;
  const ImVec2 mouse = ImGui::GetIO().MousePos;
  if (!cameraOf(context.state).onEarth(local(mouse))) return;
  const geo::LngLat at = cameraOf(context.state).toLngLat(local(mouse));
  // Between the scale bar and the attribution, or above both where there is no room.
  float x = 130, end = area_.w;
  if (context.input.built != nullptr) {
    for (const map::SceneLabel& label : context.input.built->scene.furnitureLabels) {
      if (label.layout == nullptr) continue;
      const auto left = static_cast<float>(label.origin.x);
      if (static_cast<float>(label.origin.y) < area_.h - kFootOfFurniture) continue;  // of a legend
      if (label.layout->width() >= 120)
        end = std::min(end, left - 16);
      else if (left < 280)
        x = std::max(x, left + label.layout->width() + 16);
    }
  }
  const Pen pen = context.pen();
  const text::LayoutPtr text = pen.set(geo::decimalDegrees(at), type::kSmall);
  const float widest = pen.widthOf("88.88° N 188.88° W", type::kSmall);
  const float up = x + widest > end ? 41 : 17;
  const Tones& tones = context.tones;
  const float left = area_.x + x, top = area_.bottom() - up - text->height() / 2;
  readout_ = {left - 5, top - 1, widest + 10, text->height() + 2};
  // A border or a pin may stand there.
  pen.fill({left - 5, top - 1, text->width() + 10, text->height() + 2}, withAlpha(tones.halo, 0.8f), 4);
  pen.drawWithHalo(*text, left, top, readable(tones.muted, tones.halo, tones.ink),
                   withAlpha(tones.halo, 0.9f), 2);
}

void MapPanel::drawTools(Context& context) {
  if (area_.empty()) return;
  buttons(context);
  if (over_ && !panning_) {
    const map::Placed* pin = pinUnder(context, local(ImGui::GetIO().MousePos));
    // One card at a time: the open one stays what is read.
    const bool open = context.state.cardOpen || (pin != nullptr && isListed(context.state, *pin));
    if (pin != nullptr && !open) drawHoverCard(context, area_, *pin);
    if (pin != nullptr) return;
    if (const auto feature = featureUnder(context.state, local(ImGui::GetIO().MousePos)))
      drawLayerTip(context, area_, *feature);
  }
}

void MapPanel::buttons(Context& context) {
  const Area box = mapButtons(area_);
  if (box.empty()) return;
  const PanelWindow window("##map-buttons", box, Layer::overlay);
  const Tones& tones = context.tones;
  const Pen pen = context.pen();
  panelGround(context, box);
  const Icon icons[] = {Icon::plus, Icon::minus, Icon::home};
  const char* ids[] = {"##in", "##out", "##home"};
  const char* tips[] = {"Zoom in", "Zoom out", "The story’s view"};
  for (int i = 0; i < 3; ++i) {
    const Area part{box.x, box.y + box.w * static_cast<float>(i), box.w, box.w};
    const Hit hit = clickable(context, ids[i], part);
    if (hit.hovered) {
      pen.fill(part.inset(2), tones.hover, 6);
      context.tip = Tip{tips[i], part};
    }
    if (i > 0) pen.horizontal(part.x + 1, part.right() - 1, part.y, tones.rule);
    pen.icon(icons[i], part.centreX(), part.centreY(), i == 2 ? 11.0f : 10.0f,
             hit.hovered ? tones.ink : tones.label);
    if (!hit.clicked) continue;
    if (i == 2)
      context.ask(command::HomeView{});
    else
      context.ask(command::ZoomBy{i == 0 ? 1.0 : -1.0});
  }
}

}  // namespace dateline::ui
