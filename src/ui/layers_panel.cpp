#include "ui/layers_panel.h"

#include <algorithm>

#include "session/layer_reading.h"

namespace dateline::ui {
namespace {

constexpr float kLayersWidth = 264;
constexpr float kLayersHeader = 40;
constexpr float kLayerRow = 36;
constexpr float kNote = 18;
constexpr float kLayersFooter = 44;
constexpr float kBelowLayers = 72;  // the scale bar and the attribution stay free

}  // namespace

/// Until all of a layer is drawn, the map shows a part of it.
std::string LayersPanel::noteOf(const session::LayerEntry& entry) const {
  if (entry.source == session::LayerSource::file && entry.layer.meanwhile) return "Drawing";
  std::string note;
  const auto add = [&](const std::string& more) {
    if (!more.empty()) note += (note.empty() ? "" : " · ") + more;
  };
  if (std::ranges::find(withoutLegend_, entry.layer.id) != withoutLegend_.end())
    add("The map has no room for its legend");
  add(entry.note);
  if (entry.layer.classes) add(session::noteOf(entry.layer.classes->warnings));
  return note;
}

float LayersPanel::rightIn(const session::State& state, const Area& mapArea) {
  const bool shown = state.showLayers && mapArea.w >= kLayersWidth + 80;
  return mapArea.x + (shown ? 14 + kLayersWidth : 0.0f);
}

float LayersPanel::heightOf(const session::LayerEntry& entry) const {
  const float paints = entry.layer.id == painting_ ? colours_.heightFor(entry) : 0;
  return kLayerRow + (noteOf(entry).empty() ? 0 : kNote) + paints;
}

float LayersPanel::contentHeight(const session::State& state) const {
  float content = state.layers.empty() ? 56.0f : 0.0f;
  for (const session::LayerEntry& entry : state.layers) content += heightOf(entry);
  return content;
}

Area LayersPanel::areaIn(const session::State& state, const Area& mapArea) const {
  if (rightIn(state, mapArea) <= mapArea.x) return {};
  const float room = std::max(60.0f, mapArea.h - 14 - kBelowLayers - kLayersHeader - kLayersFooter);
  const float shown = std::min(contentHeight(state), room);
  return {mapArea.x + 14, mapArea.y + 14, kLayersWidth, kLayersHeader + shown + kLayersFooter};
}

void LayersPanel::draw(Context& context, const Area& mapArea) {
  if (context.input.built != nullptr) withoutLegend_ = context.input.built->withoutLegend;
  const Area box = areaIn(context.state, mapArea);
  if (box.empty()) return;
  const auto& layers = context.state.layers;
  const bool paints = std::ranges::any_of(layers, [&](const auto& e) { return e.layer.id == painting_; });
  if (paints && !context.state.find.open && context.take(platform::Key::escape) && !colours_.closeList())
    painting_.clear();
  const float content = contentHeight(context.state), shown = box.h - kLayersHeader - kLayersFooter;
  const PanelWindow window("##layers", box, Layer::overlay);
  panelGround(context, box);
  const Pen pen = context.pen();
  const Tones& tones = context.tones;
  pen.label("Layers", type::kBodyStrong, box.x + 14, box.y + kLayersHeader / 2, tones.ink);
  if (iconButton(context, "##close", {box.right() - 34, box.y + 8, 24, 24}, Icon::cross, "Close"))
    context.ask(command::Toggle{command::Toggled::layers});
  const Area list{box.x, box.y + kLayersHeader, box.w, shown};
  const ImVec2 mouse = ImGui::GetIO().MousePos;
  if (list.contains(mouse.x, mouse.y) && ImGui::IsWindowHovered())
    scroll_ -= ImGui::GetIO().MouseWheel * kLayerRow;
  scroll_ = std::clamp(scroll_, 0.0f, std::max(0.0f, content - shown));
  if (layers.empty()) {
    const text::LayoutPtr hint = pen.set("No layers yet. Open a file, or drop one on the window.",
                                         type::kLabel, {.widthPx = kLayersWidth - 28, .lineHeightPx = 17});
    pen.draw(*hint, list.x + 14, list.y + 6, tones.muted);
  }
  {
    const Pen::Clip clip(pen, list);
    float y = list.y - scroll_;
    for (std::size_t i = layers.size(); i-- > 0;) {
      const float height = heightOf(layers[i]);
      if (y + height > list.y && y < list.bottom()) row(context, i, {list.x, y, list.w, height});
      y += height;
    }
    scrollThumb(context, list, content, scroll_);
  }
  if (button(context, "##open", {box.x + 12, box.bottom() - kLayersFooter + 6, kLayersWidth - 24, 28},
             "Open layer…"))
    context.ask(command::OpenDialog{session::Dialog::openLayer, {}});
}

void LayersPanel::row(Context& context, std::size_t index, const Area& area) {
  const session::LayerEntry& entry = context.state.layers[index];
  const map::UserLayer& layer = entry.layer;
  const Pen pen = context.pen();
  const Tones& tones = context.tones;
  ImGui::PushID(layer.id.c_str());
  const float y = area.y + kLayerRow / 2;
  if (iconButton(context, "##eye", {area.x + 8, y - 12, 24, 24}, layer.visible ? Icon::eye : Icon::eyeClosed,
                 layer.visible ? "Hide" : "Show"))
    context.ask(command::ShowLayer{layer.id, !layer.visible});
  const Area swatch{area.x + 38, y - 8, 16, 16};
  const Hit swatchHit = clickable(context, "##swatch", swatch.inset(-3));
  if (swatchHit.hovered && painting_ != layer.id) context.tip = Tip{"Colour", swatch};
  if (swatchHit.clicked) {
    painting_ = painting_ == layer.id ? "" : layer.id;
    colours_ = {};
  }
  const map::Style& style = map::styleOf(context.state.look);
  const Colour shown = layer.classes
                           ? map::classColour(*layer.classes, layer.classes->labels.size() / 2, style)
                           : map::colourOf(layer, style);
  pen.box(swatch, withAlpha(shown, 1), tones.rule, 4);
  const Area name{area.x + 64, y - 12, area.w - 64 - 84, 24};
  pen.label(cutInMiddle(context.painter.typesetter(), layer.name, type::kBody, name.w), type::kBody, name.x,
            y, layer.visible ? tones.ink : tones.muted, {.maxWidth = name.w});
  if (hitArea("##name", name).hovered) context.tip = Tip{entry.path, name};
  float x = area.right() - 82;
  const bool top = index + 1 == context.state.layers.size();
  if (iconButton(context, "##up", {x, y - 12, 24, 24}, Icon::chevronUp, "Move up", !top))
    context.ask(command::MoveLayer{layer.id, 1});
  if (iconButton(context, "##down", {x + 24, y - 12, 24, 24}, Icon::chevronDown, "Move down", index > 0))
    context.ask(command::MoveLayer{layer.id, -1});
  if (iconButton(context, "##remove", {x + 48, y - 12, 24, 24}, Icon::cross, "Remove"))
    context.ask(command::RemoveLayer{layer.id});
  float below = area.y + kLayerRow;
  if (const std::string note = noteOf(entry); !note.empty()) {
    const Area line{area.x + 64, below - 6, area.w - 78, kNote};
    pen.label(note, type::kSmall, line.x, line.centreY(),
              entry.source == session::LayerSource::lost ? tones.kicker : tones.muted, {.maxWidth = line.w});
    if (hitArea("##note", line).hovered) context.tip = Tip{note, line};
    below += kNote;
  }
  if (layer.id == painting_ &&
      colours_.draw(context, entry, {area.x + 38, below, area.w - 50, area.bottom() - below}))
    painting_.clear();
  ImGui::PopID();
}

}  // namespace dateline::ui
