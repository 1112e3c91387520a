#include "map/legend.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>

#include "map/labels.h"
#include "map/legend_room.h"
#include "map/legend_rows.h"

namespace dateline::map {
namespace {

constexpr double kPadX = 12, kPadY = 8, kTitle = 20, kRow = 18;
constexpr double kSwatchWidth = 18, kSwatchHeight = 12, kSwatchGap = 8;
constexpr double kRowGap = 4;  // between rows of two lines
constexpr float kWidestText = 190;
constexpr std::size_t kMostLegends = 40;  // in which nobody looks anything up
constexpr double kPlateOpacity = 236 / 255.0;

/// Its words, as they are set, and the room that it takes.
struct Legend {
  const ColourClasses* classes = nullptr;
  text::LayoutPtr title;
  std::vector<text::LayoutPtr> rows;
  LegendSize size;
};

/// On one line; what is too long ends in an ellipsis.
text::LayoutPtr line(text::Typesetter& typesetter, const std::string& words, const text::TextStyle& style) {
  text::LayoutPtr layout = typesetter.layout(words, style, {.maxLines = 1});
  if (layout->width() <= kWidestText) return layout;
  return typesetter.layout(words, style, {.widthPx = kWidestText, .maxLines = 1});
}

double heightOf(const text::LayoutPtr& row) {
  return std::max(kRow, std::ceil(row->height()) + kRowGap);
}

Legend legendOf(const UserLayer& layer, text::Typesetter& typesetter) {
  Legend legend{.classes = layer.classes.get()};
  const text::TextStyle title{.weight = 600, .sizePx = 12}, plain{.sizePx = 11.5f};
  legend.title = line(typesetter, legendTitle(layer), title);
  std::vector<std::string> labels = layer.classes->labels;
  if (layer.classes->noData) labels.emplace_back("no data");
  legend.rows = legendRows(labels, typesetter, plain, kWidestText);
  double words = legend.title->width() - kSwatchWidth - kSwatchGap;
  legend.size.height = 2 * kPadY + kTitle;
  for (const text::LayoutPtr& row : legend.rows) {
    words = std::max<double>(words, row->width());
    legend.size.height += heightOf(row);
  }
  legend.size.width = 2 * kPadX + kSwatchWidth + kSwatchGap + std::ceil(words);
  return legend;
}

void draw(const Legend& legend, ScreenBox box, const Style& style, Scene& scene) {
  const Palette& colours = style.colours;
  scene.furniture.push_back(
      {{box.minX, box.minY}, box.width(), box.height(), 6, veiled(colours.panel, kPlateOpacity)});
  const auto write = [&](const text::LayoutPtr& words, double left, double middle, Colour colour) {
    scene.furnitureLabels.push_back(
        {words, {left, std::round(middle - words->height() / 2)}, colour, colours.halo, 0});
  };
  const double left = box.minX + kPadX;
  write(legend.title, left, box.minY + kPadY + kTitle / 2 - 1, colours.ink);
  double top = box.minY + kPadY + kTitle;
  for (std::size_t i = 0; i < legend.rows.size(); top += heightOf(legend.rows[i]), ++i) {
    const double middle = top + heightOf(legend.rows[i]) / 2;
    const Colour colour = classColour(*legend.classes, i, style);
    // A rim, so that a pale class is seen on the plate.
    scene.furniture.push_back({{left, middle - kSwatchHeight / 2},
                               kSwatchWidth,
                               kSwatchHeight,
                               2,
                               mixed(colour, colours.ink, 0.3)});
    scene.furniture.push_back(
        {{left + 1, middle - kSwatchHeight / 2 + 1}, kSwatchWidth - 2, kSwatchHeight - 2, 1, colour});
    write(legend.rows[i], left + kSwatchWidth + kSwatchGap, middle, mixed(colours.muted, colours.ink, 0.6));
  }
}

}  // namespace

std::string legendTitle(const UserLayer& layer) {
  return layer.classes ? layer.classes->by.column + " · " + layer.name : layer.name;
}

Legends addLegends(const MapModel& model, const Camera& camera, text::Typesetter& typesetter,
                   const LegendObstacles& obstacles, Scene& scene) {
  Legends legends;
  if (!model.look.furniture) return legends;
  LegendGround ground{camera.width(), camera.height(), obstacles.furniture, obstacles.pins};
  ground.taken.insert(ground.taken.end(), model.covered.begin(), model.covered.end());
  std::vector<const UserLayer*> layers;
  std::vector<Legend> made;
  std::vector<LegendSize> sizes;
  for (const UserLayer& layer : model.layers) {
    if (!layer.visible || !layer.features || !layer.classes) continue;
    if (made.size() == kMostLegends) {
      legends.without.push_back(layer.id);
      continue;
    }
    layers.push_back(&layer);
    sizes.push_back(made.emplace_back(legendOf(layer, typesetter)).size);
  }
  const std::vector<std::optional<ScreenBox>> boxes = placeLegends(sizes, ground);
  for (std::size_t i = 0; i < made.size(); ++i) {
    if (!boxes[i]) {
      legends.without.push_back(layers[i]->id);
      continue;
    }
    draw(made[i], *boxes[i], styleOf(model.look), scene);
    legends.boxes.push_back(*boxes[i]);
  }
  return legends;
}

}  // namespace dateline::map
