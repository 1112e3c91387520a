#include "ui/layer_colours.h"

#include <algorithm>
#include <array>

namespace dateline::ui {
namespace {

constexpr float kColours = 34;
constexpr float kBy = 28;
constexpr float kAttribute = 24;  // a row of the list
constexpr float kStepTitle = 66, kArrow = 24;
constexpr std::size_t kMostOffered = 8;  // colours in a row
constexpr const char* kOneColour = "one colour";

constexpr std::array kMethods = {map::ColourMethod::quantiles, map::ColourMethod::equal,
                                 map::ColourMethod::jenks, map::ColourMethod::categories};
constexpr std::array kMethodWords = {"quantiles", "equal steps", "natural breaks", "categories"};

/// Rows that choose what a layer is coloured by: the attribute, the method where there is a choice, the
/// number.
int choicesOf(const session::LayerEntry& entry) {
  if (!entry.layer.features || entry.layer.features->attributes.columns.empty()) return 0;
  if (!entry.layer.classes) return 1;
  return entry.layer.classes->ordered ? 3 : 2;
}

/// 0 is no attribute at all.
std::size_t attributeNow(const session::LayerEntry& entry) {
  const auto& columns = entry.layer.features->attributes.columns;
  if (!entry.layer.classes) return 0;
  return static_cast<std::size_t>(std::ranges::find(columns, entry.layer.classes->by.column) -
                                  columns.begin()) +
         1;
}

void colourBy(Context& context, const session::LayerEntry& entry, std::size_t attribute) {
  const auto& columns = entry.layer.features->attributes.columns;
  context.ask(
      command::ColourLayerBy{entry.layer.id, {.column = attribute == 0 ? "" : columns[attribute - 1]}});
}

Area valueArea(const Area& area) {
  return {area.x + kStepTitle + kArrow, area.y, area.w - kStepTitle - 2 * kArrow, area.h};
}

/// A value between two arrows; -1 or 1 when one was clicked.
int stepper(Context& context, const char* id, const char* title, const std::string& value, const Area& area) {
  const Pen pen = context.pen();
  const float y = area.centreY();
  pen.label(title, type::kSmall, area.x, y, context.tones.muted, {.maxWidth = kStepTitle});
  const Area between = valueArea(area);
  pen.label(value, type::kBody, between.x, y, context.tones.ink, {.maxWidth = between.w});
  ImGui::PushID(id);
  const bool back =
      iconButton(context, "##back", {area.x + kStepTitle, y - 12, kArrow, 24}, Icon::chevronLeft, "Previous");
  const bool on =
      iconButton(context, "##on", {area.right() - kArrow, y - 12, kArrow, 24}, Icon::chevronRight, "Next");
  ImGui::PopID();
  return on ? 1 : back ? -1 : 0;
}

bool swatches(Context& context, const session::LayerEntry& entry, const Area& area) {
  const Pen pen = context.pen();
  const map::Style& style = map::styleOf(context.state.look);
  const std::vector<Colour>& offered = style.layers.plain;
  const Colour now = map::colourOf(entry.layer, style);
  bool chosen = false;
  for (std::size_t i = 0; i < std::min(offered.size(), kMostOffered); ++i) {
    const Area swatch{area.x + 25 * static_cast<float>(i), area.y + 4, 20, 20};
    ImGui::PushID(static_cast<int>(i));
    const bool clicked = clickable(context, "##colour", swatch).clicked;
    ImGui::PopID();
    pen.box(swatch, offered[i], now == offered[i] ? context.tones.ink : context.tones.rule, 5, 1.5f);
    if (!clicked) continue;
    context.ask(command::PaintLayer{entry.layer.id, offered[i]});
    context.ask(command::ColourLayerBy{entry.layer.id, {}});
    chosen = true;
  }
  return chosen;
}

void method(Context& context, const session::LayerEntry& entry, const Area& area) {
  map::ColourBy by = entry.layer.classes->by;
  const auto at = std::ranges::find(kMethods, by.method) - kMethods.begin();
  const int step = stepper(context, "##method", "Method", kMethodWords[static_cast<std::size_t>(at)], area);
  if (step == 0) return;
  const auto count = static_cast<std::ptrdiff_t>(kMethods.size());
  by.method = kMethods[static_cast<std::size_t>((at + step + count) % count)];
  by.classes = 0;  // as many as suit the method
  context.ask(command::ColourLayerBy{entry.layer.id, by});
}

void numberOfClasses(Context& context, const session::LayerEntry& entry, const Area& area) {
  const map::ColourClasses& classes = *entry.layer.classes;
  const std::string shown = std::to_string(classes.by.classes) + (classes.other ? " and other" : "");
  const int step = stepper(context, "##number", "Classes", shown, area);
  if (step == 0) return;
  map::ColourBy by = classes.by;
  by.classes = std::clamp(by.classes + step, map::kLeastClasses, map::mostClasses(by.method));
  if (by.classes != classes.by.classes) context.ask(command::ColourLayerBy{entry.layer.id, by});
}

}  // namespace

float LayerColours::heightFor(const session::LayerEntry& entry) const {
  const float rows = kColours + kBy * static_cast<float>(choicesOf(entry));
  if (!listing_ || choicesOf(entry) == 0) return rows;
  return rows + kAttribute * static_cast<float>(entry.layer.features->attributes.columns.size() + 1);
}

bool LayerColours::draw(Context& context, const session::LayerEntry& entry, const Area& area) {
  const bool chosen = swatches(context, entry, {area.x, area.y, area.w, kColours});
  const int rows = choicesOf(entry);
  if (rows == 0) return chosen;
  Area row{area.x, area.y + kColours, area.w, kBy};
  attribute(context, entry, row);
  row.y += kBy;
  if (listing_) {
    const float all = kAttribute * static_cast<float>(entry.layer.features->attributes.columns.size() + 1);
    list(context, entry, {row.x, row.y, row.w, all});
    row.y += all;
  }
  if (rows > 2) {
    method(context, entry, row);
    row.y += kBy;
  }
  if (rows > 1) numberOfClasses(context, entry, row);
  return chosen;
}

/// The arrows lead to the next one; a click on its name shows all of them.
void LayerColours::attribute(Context& context, const session::LayerEntry& entry, const Area& area) {
  const std::size_t all = entry.layer.features->attributes.columns.size() + 1, now = attributeNow(entry);
  const Area value = valueArea(area);
  const Hit hit = clickable(context, "##attributes", value);
  if (hit.hovered) context.pen().fill(value.inset(1), context.tones.hover, 5);
  if (hit.hovered && !listing_) context.tip = Tip{"All attributes", value};
  if (hit.clicked) listing_ = !listing_;
  const std::string shown = now == 0 ? kOneColour : entry.layer.classes->by.column;
  if (const int step = stepper(context, "##column", "Colour by", shown, area))
    colourBy(context, entry, (now + all + static_cast<std::size_t>(step)) % all);
}

void LayerColours::list(Context& context, const session::LayerEntry& entry, const Area& area) {
  const auto& columns = entry.layer.features->attributes.columns;
  const std::size_t now = attributeNow(entry);
  const Pen pen = context.pen();
  const ImVec2 top = ImGui::GetWindowPos(), size = ImGui::GetWindowSize();
  for (std::size_t i = 0; i <= columns.size(); ++i) {
    const Area row{area.x + kStepTitle, area.y + kAttribute * static_cast<float>(i), area.w - kStepTitle,
                   kAttribute};
    if (row.bottom() < top.y || row.y > top.y + size.y) continue;
    ImGui::PushID(static_cast<int>(i));
    const Hit hit = clickable(context, "##attribute", row);
    ImGui::PopID();
    if (hit.hovered || i == now) pen.fill(row, hit.hovered ? context.tones.hover : context.tones.track, 5);
    pen.label(i == 0 ? kOneColour : columns[i - 1], i == now ? type::kBodyStrong : type::kBody,
              row.x + kArrow, row.centreY(), context.tones.ink, {.maxWidth = row.w - kArrow - 4});
    if (!hit.clicked) continue;
    colourBy(context, entry, i);
    listing_ = false;
  }
}

}  // namespace dateline::ui
