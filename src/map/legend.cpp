#include "map/legend.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>

#include "map/labels.h"

namespace dateline::map {
namespace {

constexpr double kLeft = 12, kFoot = 12, kGap = 8, kTop = 12;
constexpr double kPadX = 12, kPadY = 8, kTitle = 20, kRow = 18;
constexpr double kSwatchWidth = 18, kSwatchHeight = 12, kSwatchGap = 8;
constexpr float kWidestText = 190;
constexpr double kPlateOpacity = 236 / 255.0;

/// Its words, as they are set, and the room that it takes.
struct Legend {
  const ColourClasses* classes = nullptr;
  text::LayoutPtr title;
  std::vector<text::LayoutPtr> rows;
  double width = 0, height = 0;
};

/// On one line; what is too long ends in an ellipsis.
text::LayoutPtr line(text::Typesetter& typesetter, const std::string& words, const text::TextStyle& style) {
  text::LayoutPtr layout = typesetter.layout(words, style, {.maxLines = 1});
  if (layout->width() <= kWidestText) return layout;
  return typesetter.layout(words, style, {.widthPx = kWidestText, .maxLines = 1});
}

Legend legendOf(const UserLayer& layer, text::Typesetter& typesetter) {
  Legend legend{.classes = layer.classes.get()};
  const text::TextStyle title{.weight = 600, .sizePx = 12}, plain{.sizePx = 11.5f};
  legend.title = line(typesetter, legendTitle(layer), title);
  for (const std::string& label : layer.classes->labels)
    legend.rows.push_back(line(typesetter, label, plain));
  if (layer.classes->noData) legend.rows.push_back(line(typesetter, "no data", plain));
  double words = legend.title->width() - kSwatchWidth - kSwatchGap;
  for (const text::LayoutPtr& row : legend.rows) words = std::max<double>(words, row->width());
  legend.width = 2 * kPadX + kSwatchWidth + kSwatchGap + std::ceil(words);
  legend.height = 2 * kPadY + kTitle + kRow * static_cast<double>(legend.rows.size());
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
  double middle = box.minY + kPadY + kTitle + kRow / 2;
  for (std::size_t i = 0; i < legend.rows.size(); ++i, middle += kRow) {
    const Colour colour = classColour(*legend.classes, i, style.theme);
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

/// Where legends stand: one upon the other from the foot of the map, then in columns beside, clear of what is
/// there and of what a window shows above the map.
class LegendRoom {
 public:
  LegendRoom(const MapModel& model, const Camera& camera, std::vector<ScreenBox> taken)
      : right_(camera.width() - kLeft), foot_(camera.height() - kFoot), taken_(std::move(taken)) {
    taken_.insert(taken_.end(), model.covered.begin(), model.covered.end());
  }

  /// nullopt when there is no room.
  std::optional<ScreenBox> take(double width, double height) {
    std::optional<double> left = left_;
    while (left && *left + width <= right_) {
      if (const auto box = inColumn(*left, width, height)) {
        left_ = *left;
        taken_.push_back(*box);
        return box;
      }
      left = beside(*left, width);
    }
    return std::nullopt;
  }

 private:
  [[nodiscard]] std::optional<ScreenBox> inColumn(double left, double width, double height) const {
    for (double foot = foot_;;) {
      const ScreenBox box{left, foot - height, left + width, foot};
      if (box.minY < kTop) return std::nullopt;
      const auto other =
          std::ranges::find_if(taken_, [&](const ScreenBox& one) { return one.intersects(box); });
      if (other == taken_.end()) return box;
      foot = other->minY - kGap;
    }
  }
  /// Right of the nearest thing that stands in a column; nullopt when nothing does.
  [[nodiscard]] std::optional<double> beside(double left, double width) const {
    std::optional<double> next;
    for (const ScreenBox& one : taken_)
      if (one.intersects({left, kTop, left + width, foot_}) && one.maxX + kGap > left)
        next = std::min(next.value_or(one.maxX + kGap), one.maxX + kGap);
    return next;
  }

  double right_, foot_;
  double left_ = kLeft;  ///< of the column that is being filled
  std::vector<ScreenBox> taken_;
};

}  // namespace

std::string legendTitle(const UserLayer& layer) {
  return layer.classes ? layer.classes->by.column + " · " + layer.name : layer.name;
}

Legends addLegends(const MapModel& model, const Camera& camera, text::Typesetter& typesetter,
                   const std::vector<ScreenBox>& taken, Scene& scene) {
  Legends legends;
  if (!model.look.furniture) return legends;
  LegendRoom room(model, camera, taken);
  for (const UserLayer& layer : model.layers) {
    if (!layer.visible || !layer.features || !layer.classes) continue;
    const Legend legend = legendOf(layer, typesetter);
    const auto box = room.take(legend.width, legend.height);
    if (!box) {
      legends.without.push_back(layer.id);
      continue;
    }
    draw(legend, *box, styleOf(model.look), scene);
    legends.boxes.push_back(*box);
  }
  return legends;
}

}  // namespace dateline::map
