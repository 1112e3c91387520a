#include <fmt/format.h>

#include <array>
#include <cmath>

#include "ui/card_place.h"
#include "ui/map_panel.h"

// The right button's menu and the attributes of what a user's layer shows under the mouse.

namespace dateline::ui {
namespace {

constexpr float kMapMenuRow = 30;
constexpr std::size_t kMostColumns = 8;
constexpr float kTipWidth = 260;
constexpr double kNearPx = 4;

std::string sixty(double degrees, const char* positive, const char* negative) {
  const long seconds = std::lround(std::abs(degrees) * 3600);
  return fmt::format("{}°{:02}′{:02}″ {}", seconds / 3600, seconds / 60 % 60, seconds % 60,
                     degrees < 0 ? negative : positive);
}

/// Of a feature: its class's, where the layer is coloured by an attribute.
Colour colourOf(const map::UserLayer& layer, std::uint32_t row, const map::Style& style) {
  const map::ColourClassesPtr& classes = layer.classes;
  return classes && row < classes->ofRow.size() ? map::classColour(*classes, classes->ofRow[row], style)
                                                : map::colourOf(layer, style);
}

}  // namespace

std::string decimalDegrees(geo::LngLat at, int digits) {
  return fmt::format("{:.{}f}° {} {:.{}f}° {}", std::abs(at.lat), digits, at.lat < 0 ? "S" : "N",
                     std::abs(at.lng), digits, at.lng < 0 ? "W" : "E");
}

std::string degreesMinutesSeconds(geo::LngLat at) {
  return sixty(at.lat, "N", "S") + " " + sixty(at.lng, "E", "W");
}

void MapPanel::drawMenu(Context& context) {
  if (!menuAt_) return;
  const geo::LngLat at = cameraOf(context.state).toLngLat(local(*menuAt_));
  const std::array<std::string, 4> rows = {degreesMinutesSeconds(at), decimalDegrees(at, 5), "Zoom in here",
                                           "The story’s view"};
  const std::array<const char*, 4> details = {"Copy", "Copy", "", "Home"};
  const Area all{0, 0, context.input.width, context.input.height};
  const PanelWindow window("##map-menu", all, Layer::veil);
  const Hit away = hitArea("##away", {0, 0, all.w, 1});
  const Area box{std::min(menuAt_->x, all.w - 270), std::min(menuAt_->y, all.h - 4 * kMapMenuRow - 24), 262,
                 4 * kMapMenuRow + 17};
  panelGround(context, box);
  const Pen pen = context.pen();
  int chosen = -1;
  for (int i = 0; i < 4; ++i) {
    const auto index = static_cast<std::size_t>(i);
    const Area row{box.x + 6, box.y + 4 + kMapMenuRow * static_cast<float>(i) + (i > 1 ? 9.0f : 0.0f),
                   box.w - 12, kMapMenuRow};
    const Hit hit = clickable(context, rows[index].c_str(), row);
    if (hit.hovered) pen.fill(row, context.tones.hover, 5);
    pen.label(rows[index], type::kBody, row.x + 10, row.centreY(), context.tones.ink);
    pen.label(details[index], type::kLabel, row.right() - 10, row.centreY(), context.tones.muted,
              {.align = text::Align::right});
    if (hit.clicked) chosen = i;
  }
  pen.horizontal(box.x + 1, box.right() - 1, box.y + 2 * kMapMenuRow + 8, context.tones.rule);
  if (chosen == 0 || chosen == 1) context.ask(command::CopyText{rows[static_cast<std::size_t>(chosen)]});
  if (chosen == 2) context.ask(command::ZoomSmoothlyAt{local(*menuAt_), 1});
  if (chosen == 3) context.ask(command::HomeView{});
  const ImVec2 mouse = ImGui::GetIO().MousePos;
  const bool pressedAway =
      (ImGui::IsMouseClicked(0) || ImGui::IsMouseClicked(1)) && !box.contains(mouse.x, mouse.y);
  const bool opening = ImGui::IsWindowAppearing();
  if (chosen >= 0 || (pressedAway && !opening) || away.clicked || context.take(platform::Key::escape))
    menuAt_.reset();
}

void MapPanel::layerTip(Context& context) {
  const session::State& state = context.state;
  if (state.layers.empty()) return;
  const ImVec2 mouse = ImGui::GetIO().MousePos;
  const map::Camera camera = cameraOf(state);
  const map::ScreenPoint at = local(mouse);
  if (!camera.onEarth(at)) return;
  const double tolerance = std::abs(camera.toLngLat({at.x + kNearPx, at.y}).lng - camera.toLngLat(at).lng);
  for (auto entry = state.layers.rbegin(); entry != state.layers.rend(); ++entry) {
    if (!entry->layer.visible || entry->layer.features == nullptr) continue;
    const geo::FeatureSet& set = *entry->layer.features;
    const int found = geo::featureAt(set, camera.toLngLat(at), tolerance);
    if (found < 0) continue;
    const std::uint32_t row = set.features[static_cast<std::size_t>(found)].row;
    std::vector<std::pair<std::string, std::string>> values;
    for (std::size_t c = 0; c < set.attributes.columns.size() && values.size() < kMostColumns; ++c) {
      const auto& column = set.attributes.values[c];
      if (row < column.size() && !column[row].empty())
        values.emplace_back(set.attributes.columns[c], column[row]);
    }
    const Area pointer{mouse.x - 4, mouse.y - 4, 14, 18};
    const float height = 32 + 18 * static_cast<float>(values.size());
    const Area placed = placeCard(pointer, kTipWidth, height, area_.inset(8), context.panels);
    const PanelWindow window("##layer-tip", placed, Layer::tip);
    panelGround(context, placed);
    const Pen pen = context.pen();
    float y = placed.y + 17;
    pen.fill({placed.x + 12, y - 5, 10, 10}, colourOf(entry->layer, row, map::styleOf(state.look)), 3);
    pen.label(entry->layer.name, type::kLabelStrong, placed.x + 29, y, context.tones.ink,
              {.maxWidth = kTipWidth - 40});
    for (const auto& [column, value] : values) {
      y += 18;
      pen.label(column, type::kSmall, placed.x + 12, y, context.tones.muted, {.maxWidth = 84});
      pen.label(value, type::kSmall, placed.x + 102, y, context.tones.ink, {.maxWidth = kTipWidth - 114});
    }
    return;
  }
}

}  // namespace dateline::ui
