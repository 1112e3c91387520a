#include <algorithm>
#include <vector>

#include "geo/coordinates.h"
#include "ui/layer_tip.h"
#include "ui/map_panel.h"

// The right button's menu.

namespace dateline::ui {
namespace {

constexpr float kMapMenuRow = 30;
constexpr float kMenuWidth = 262;
constexpr float kMenuRuleRoom = 9;

struct MenuRow {
  std::string words, detail;
  session::Command asks;
};

std::vector<MenuRow> rowsOfPlace(geo::LngLat at) {
  return {{geo::degreesMinutesSeconds(at), "Copy", command::CopyText{geo::degreesMinutesSeconds(at)}},
          {geo::decimalDegrees(at, 5), "Copy", command::CopyText{geo::decimalDegrees(at, 5)}}};
}

}  // namespace

void MapPanel::drawMenu(Context& context) {
  if (!menuAt_) return;
  // Beside the Earth there is no place to speak of.
  const map::Camera camera = cameraOf(context.state);
  const bool onEarth = camera.onEarth(local(*menuAt_));
  std::vector<MenuRow> rows =
      onEarth ? rowsOfPlace(camera.toLngLat(local(*menuAt_))) : std::vector<MenuRow>();
  if (const std::optional<ShownFeature> feature = featureUnder(context.state, local(*menuAt_));
      feature && !attributesOf(*feature).empty())
    rows.push_back(
        {"Attributes of " + feature->entry.layer.name, "Copy", command::CopyText{attributeTable(*feature)}});
  const std::size_t copies = rows.size();
  if (onEarth) rows.push_back({"Zoom in here", "", command::ZoomSmoothlyAt{local(*menuAt_), 1}});
  rows.push_back({"The story’s view", "Home", command::HomeView{}});
  const float rule = copies > 0 ? kMenuRuleRoom : 0;  // below what is copied
  const float height = kMapMenuRow * static_cast<float>(rows.size()) + 8 + rule;
  const Area all{0, 0, context.input.width, context.input.height};
  const PanelWindow window("##map-menu", all, Layer::veil);
  const Hit away = hitArea("##away", {0, 0, all.w, 1});
  const Area box{std::min(menuAt_->x, all.w - kMenuWidth - 8), std::min(menuAt_->y, all.h - height - 7),
                 kMenuWidth, height};
  panelGround(context, box);
  const Pen pen = context.pen();
  bool chosen = false;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const Area row{box.x + 6, box.y + 4 + kMapMenuRow * static_cast<float>(i) + (i >= copies ? rule : 0.0f),
                   box.w - 12, kMapMenuRow};
    const Hit hit = clickable(context, rows[i].words.c_str(), row);
    if (hit.hovered) pen.fill(row, context.tones.hover, 5);
    pen.label(rows[i].detail, type::kLabel, row.right() - 10, row.centreY(), context.tones.muted,
              {.align = text::Align::right});
    pen.label(rows[i].words, type::kBody, row.x + 10, row.centreY(), context.tones.ink,
              {.maxWidth = row.w - 30 - pen.widthOf(rows[i].detail, type::kLabel)});
    if (hit.clicked) context.ask(rows[i].asks);
    chosen |= hit.clicked;
  }
  if (copies > 0)
    pen.horizontal(box.x + 1, box.right() - 1, box.y + kMapMenuRow * static_cast<float>(copies) + 8,
                   context.tones.rule);
  const ImVec2 mouse = ImGui::GetIO().MousePos;
  const bool pressedAway =
      (ImGui::IsMouseClicked(0) || ImGui::IsMouseClicked(1)) && !box.contains(mouse.x, mouse.y);
  const bool opening = ImGui::IsWindowAppearing();
  if (chosen || (pressedAway && !opening) || away.clicked || context.take(platform::Key::escape))
    menuAt_.reset();
}

}  // namespace dateline::ui
