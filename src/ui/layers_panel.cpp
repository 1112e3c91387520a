#include "ui/layers_panel.h"

#include <algorithm>
#include <array>

namespace dateline::ui {
namespace {

constexpr float kLayersWidth = 264;
constexpr float kLayersHeader = 40;
constexpr float kLayerRow = 36;
constexpr float kNote = 18;
constexpr float kColours = 34;
constexpr float kBy = 28;
constexpr std::size_t kMostOffered = 8;  // colours in a row
constexpr float kLayersFooter = 44;

constexpr std::array kMethods = {map::ColourMethod::quantiles, map::ColourMethod::equal,
                                 map::ColourMethod::jenks, map::ColourMethod::categories};
constexpr std::array kMethodWords = {"quantiles", "equal steps", "natural breaks", "categories"};

/// Rows that choose what a layer is coloured by: the attribute, the method where there is a choice, the
/// number.
int choicesOf(const session::LayerEntry& entry) {
  if (!entry.layer.features || entry.layer.features->attributes.columns.empty()) return 0;
  if (!entry.layer.classes) return 1;
  return entry.layer.classes->numbers ? 3 : 2;
}

/// A value between two arrows; -1 or 1 when one was clicked.
int stepper(Context& context, const char* id, const char* title, const std::string& value, const Area& area) {
  const Pen pen = context.pen();
  constexpr float kTitle = 66;
  const float y = area.y + area.h / 2;
  pen.label(title, type::kSmall, area.x, y, context.tones.muted, {.maxWidth = kTitle});
  pen.label(value, type::kBody, area.x + kTitle + 24, y, context.tones.ink,
            {.maxWidth = area.w - kTitle - 48});
  ImGui::PushID(id);
  const bool back =
      iconButton(context, "##back", {area.x + kTitle, y - 12, 24, 24}, Icon::chevronLeft, "Previous");
  const bool on =
      iconButton(context, "##on", {area.right() - 24, y - 12, 24, 24}, Icon::chevronRight, "Next");
  ImGui::PopID();
  return on ? 1 : back ? -1 : 0;
}

}  // namespace

/// Until all of a layer is drawn, the map shows a part of it.
std::string LayersPanel::noteOf(const session::LayerEntry& entry) const {
  if (entry.source == session::LayerSource::file && entry.layer.meanwhile) return "Drawing";
  if (std::ranges::find(withoutLegend_, entry.layer.id) == withoutLegend_.end()) return entry.note;
  const std::string lacks = "The map has no room for its legend";
  return entry.note.empty() ? lacks : lacks + " · " + entry.note;
}

float LayersPanel::rightIn(const session::State& state, const Area& mapArea) {
  const bool shown = state.showLayers && mapArea.w >= kLayersWidth + 80;
  return mapArea.x + (shown ? 14 + kLayersWidth : 0.0f);
}

float LayersPanel::heightOf(const session::LayerEntry& entry) const {
  const float paints = kColours + kBy * static_cast<float>(choicesOf(entry));
  return kLayerRow + (noteOf(entry).empty() ? 0 : kNote) + (entry.layer.id == painting_ ? paints : 0);
}

float LayersPanel::contentHeight(const session::State& state) const {
  float content = state.layers.empty() ? 56.0f : 0.0f;
  for (const session::LayerEntry& entry : state.layers) content += heightOf(entry);
  return content;
}

Area LayersPanel::areaIn(const session::State& state, const Area& mapArea) const {
  if (rightIn(state, mapArea) <= mapArea.x) return {};
  const float room = std::max(60.0f, mapArea.h - 28 - kLayersHeader - kLayersFooter);
  const float shown = std::min(contentHeight(state), room);
  return {mapArea.x + 14, mapArea.y + 14, kLayersWidth, kLayersHeader + shown + kLayersFooter};
}

void LayersPanel::draw(Context& context, const Area& mapArea) {
  if (context.input.built != nullptr) withoutLegend_ = context.input.built->withoutLegend;
  const Area box = areaIn(context.state, mapArea);
  if (box.empty()) return;
  const auto& layers = context.state.layers;
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
  if (swatchHit.hovered) context.tip = Tip{"Colour", swatch};
  if (swatchHit.clicked) painting_ = painting_ == layer.id ? "" : layer.id;
  const map::Style& style = map::styleOf(context.state.look);
  const Colour shown = layer.classes
                           ? map::classColour(*layer.classes, layer.classes->labels.size() / 2, style)
                           : map::colourOf(layer, style);
  pen.box(swatch, withAlpha(shown, 1), tones.rule, 4);
  const Area name{area.x + 64, y - 12, area.w - 64 - 84, 24};
  pen.label(layer.name, type::kBody, name.x, y, layer.visible ? tones.ink : tones.muted,
            {.maxWidth = name.w});
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
  if (layer.id == painting_) {
    colours(context, entry, {area.x + 38, below, area.w - 50, kColours});
    colourBy(context, entry, {area.x + 38, below + kColours, area.w - 50, kBy});
  }
  ImGui::PopID();
}

void LayersPanel::colours(Context& context, const session::LayerEntry& entry, const Area& area) {
  const Pen pen = context.pen();
  const map::Style& style = map::styleOf(context.state.look);
  const std::vector<Colour>& offered = style.layers.plain;
  const Colour now = map::colourOf(entry.layer, style);
  for (std::size_t i = 0; i < std::min(offered.size(), kMostOffered); ++i) {
    const Area swatch{area.x + 25 * static_cast<float>(i), area.y + 4, 20, 20};
    ImGui::PushID(static_cast<int>(i));
    const bool chosen = clickable(context, "##colour", swatch).clicked;
    ImGui::PopID();
    pen.box(swatch, offered[i], now == offered[i] ? context.tones.ink : context.tones.rule, 5, 1.5f);
    if (!chosen) continue;
    context.ask(command::PaintLayer{entry.layer.id, offered[i]});
    context.ask(command::ColourLayerBy{entry.layer.id, {}});
    painting_.clear();
  }
}

/// "Colour by", the attribute, and, once there is one, how its values are classed.
void LayersPanel::colourBy(Context& context, const session::LayerEntry& entry, const Area& area) {
  const int rows = choicesOf(entry);
  if (rows == 0) return;
  const auto& columns = entry.layer.features->attributes.columns;
  const map::ColourClassesPtr& classes = entry.layer.classes;
  const int all = static_cast<int>(columns.size()) + 1;  // the first is no attribute at all
  const int now = classes ? static_cast<int>(std::find(columns.begin(), columns.end(), classes->by.column) -
                                             columns.begin()) +
                                1
                          : 0;
  if (const int step =
          stepper(context, "##column", "Colour by", classes ? classes->by.column : "one colour", area)) {
    const int next = (now + step + all) % all;
    context.ask(command::ColourLayerBy{
        entry.layer.id, {.column = next == 0 ? "" : columns[static_cast<std::size_t>(next - 1)]}});
  }
  if (rows < 2) return;
  Area below{area.x, area.y + kBy, area.w, kBy};
  if (rows > 2) {
    method(context, entry, below);
    below.y += kBy;
  }
  numberOfClasses(context, entry, below);
}

void LayersPanel::method(Context& context, const session::LayerEntry& entry, const Area& area) {
  map::ColourBy by = entry.layer.classes->by;
  const auto at = std::find(kMethods.begin(), kMethods.end(), by.method) - kMethods.begin();
  const int step = stepper(context, "##method", "Method", kMethodWords[static_cast<std::size_t>(at)], area);
  if (step == 0) return;
  const auto count = static_cast<std::ptrdiff_t>(kMethods.size());
  by.method = kMethods[static_cast<std::size_t>((at + step + count) % count)];
  by.classes = 0;  // as many as suit the method
  context.ask(command::ColourLayerBy{entry.layer.id, by});
}

void LayersPanel::numberOfClasses(Context& context, const session::LayerEntry& entry, const Area& area) {
  const map::ColourClasses& classes = *entry.layer.classes;
  const std::string shown = std::to_string(classes.by.classes) + (classes.other ? " and other" : "");
  const int step = stepper(context, "##number", "Classes", shown, area);
  if (step == 0) return;
  map::ColourBy by = classes.by;
  by.classes = std::clamp(by.classes + step, map::kLeastClasses, map::mostClasses(by.method));
  if (by.classes != classes.by.classes) context.ask(command::ColourLayerBy{entry.layer.id, by});
}

}  // namespace dateline::ui
