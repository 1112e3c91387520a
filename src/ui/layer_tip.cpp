#include "ui/layer_tip.h"

#include <algorithm>
#include <cmath>

#include "ui/card_place.h"

namespace dateline::ui {
namespace {

constexpr std::size_t kMostRows = 14;
constexpr float kWidestTip = 300, kNarrowestTip = 220, kTipEdge = 12, kColumnGap = 10;
constexpr float kLeastColumn = 60, kWidestColumn = 116;
constexpr float kTipHead = 32, kTipLine = 15, kTipRow = 18, kTipFoot = 8;
constexpr float kTipShare = 0.6f;  // of the map, at most
constexpr double kNearPx = 4;

/// Of a feature: its class's, where the layer is coloured by an attribute.
Colour colourOf(const map::UserLayer& layer, std::uint32_t row, const map::Style& style) {
  const map::ColourClassesPtr& classes = layer.classes;
  return classes && row < classes->ofRow.size() ? map::classColour(*classes, classes->ofRow[row], style)
                                                : map::colourOf(layer, style);
}

struct TipRow {
  text::LayoutPtr column, value;
  [[nodiscard]] float height() const {
    return std::max(column->height(), value->height()) + kTipRow - kTipLine;
  }
};

/// Names and values in two lines each at most.
struct TipTable {
  std::vector<TipRow> rows;
  float columnWidth = kLeastColumn;
  float height = 0;
};

TipTable tableOf(const Context& context, const std::vector<std::pair<std::string, std::string>>& values,
                 float tipWidth) {
  TipTable table;
  const std::size_t count = std::min(values.size(), kMostRows);
  for (std::size_t i = 0; i < count; ++i)
    table.columnWidth =
        std::max(table.columnWidth, std::ceil(context.set(values[i].first, type::kSmall)->width()));
  table.columnWidth = std::min(table.columnWidth, kWidestColumn);
  const float valueWidth = tipWidth - 2 * kTipEdge - table.columnWidth - kColumnGap;
  const auto lines = [&](const std::string& words, float width) {
    return context.set(words, type::kSmall, {.widthPx = width, .lineHeightPx = kTipLine, .maxLines = 2});
  };
  for (std::size_t i = 0; i < count; ++i) {
    table.rows.push_back({lines(values[i].first, table.columnWidth), lines(values[i].second, valueWidth)});
    table.height += table.rows.back().height();
  }
  return table;
}

/// So that it is no higher than this with the line that tells of others.
void shorten(TipTable& table, float most) {
  while (!table.rows.empty() && table.height + kTipRow > most) {
    table.height -= table.rows.back().height();
    table.rows.pop_back();
  }
}

}  // namespace

std::optional<ShownFeature> featureUnder(const session::State& state, map::ScreenPoint at) {
  if (state.layers.empty()) return {};
  const map::Camera camera = cameraOf(state);
  if (!camera.onEarth(at)) return {};
  const double tolerance = std::abs(camera.toLngLat({at.x + kNearPx, at.y}).lng - camera.toLngLat(at).lng);
  for (auto entry = state.layers.rbegin(); entry != state.layers.rend(); ++entry) {
    if (!entry->layer.visible || entry->layer.features == nullptr) continue;
    const geo::FeatureSet& set = *entry->layer.features;
    if (const int found = geo::featureAt(set, camera.toLngLat(at), tolerance); found >= 0)
      return ShownFeature{*entry, set.features[static_cast<std::size_t>(found)].row};
  }
  return {};
}

std::vector<std::pair<std::string, std::string>> attributesOf(const ShownFeature& feature) {
  const auto& attributes = feature.entry.layer.features->attributes;
  std::vector<std::pair<std::string, std::string>> values;
  for (std::size_t c = 0; c < attributes.columns.size(); ++c) {
    const auto& column = attributes.values[c];
    if (feature.row < column.size() && !column[feature.row].empty())
      values.emplace_back(attributes.columns[c], column[feature.row]);
  }
  return values;
}

std::string attributeTable(const ShownFeature& feature) {
  std::string table;
  for (const auto& [column, value] : attributesOf(feature)) table += column + "\t" + value + "\n";
  return table;
}

void drawLayerTip(Context& context, const Area& mapArea, const ShownFeature& feature) {
  const ImVec2 mouse = ImGui::GetIO().MousePos;
  const auto values = attributesOf(feature);
  const float width = std::clamp(kTipShare * mapArea.w, kNarrowestTip, kWidestTip);
  TipTable table = tableOf(context, values, width);
  const float most = kTipShare * mapArea.h - kTipHead - kTipFoot;
  if (table.rows.size() < values.size() || table.height > most) shorten(table, most);
  const std::size_t more = values.size() - table.rows.size();
  const float height =
      kTipHead + table.height + (more > 0 ? kTipRow : 0.0f) + (values.empty() ? 0.0f : kTipFoot);
  const Area pointer{mouse.x - 4, mouse.y - 4, 14, 18};
  const Area placed = placeCard(pointer, width, height, mapArea.inset(8), context.panels);
  const PanelWindow window("##layer-tip", placed, Layer::tip);
  panelGround(context, placed);
  const Pen pen = context.pen();
  const Tones& tones = context.tones;
  const map::UserLayer& layer = feature.entry.layer;
  float y = placed.y + kTipHead / 2;
  pen.fill({placed.x + kTipEdge, y - 5, 10, 10},
           colourOf(layer, feature.row, map::styleOf(context.state.look)), 3);
  pen.label(layer.name, type::kLabelStrong, placed.x + kTipEdge + 17, y, tones.ink,
            {.maxWidth = width - 2 * kTipEdge - 17});
  y = placed.y + kTipHead;
  for (const TipRow& row : table.rows) {
    pen.draw(*row.column, placed.x + kTipEdge, y, tones.muted);
    pen.draw(*row.value, placed.x + kTipEdge + table.columnWidth + kColumnGap, y, tones.ink);
    y += row.height();
  }
  if (more > 0)
    pen.label(std::to_string(more) + " more · right-click to copy all", type::kSmall, placed.x + kTipEdge,
              y + kTipLine / 2, tones.muted, {.maxWidth = width - 2 * kTipEdge});
}

}  // namespace dateline::ui
