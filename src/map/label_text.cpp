#include "map/label_text.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "map/text_case.h"

namespace dateline::map {
namespace {

constexpr double kSeaShare = 0.3;   // of its name's size: how far that is shifted at once
constexpr double kRingGapPx = 4.5;  // from a city's ring to its name
constexpr std::array kSeaSizes{1.0, 14 / 16.0, 13 / 16.0, 12 / 16.0};
constexpr std::array kSeaSpacing{1.0, 0.6, 0.3, 0.2};  // of an ocean's, by rank

template <std::size_t N>
double ofRank(const std::array<double, N>& shares, double rank) {
  return shares[static_cast<std::size_t>(std::clamp(rank, 0.0, N - 1.0))];
}

const LabelStyle& labelStyle(NameClass what, const NamedPlace& name, const Style& style, Zoom zoom) {
  switch (what) {
    case NameClass::sea:
      return style.labels.sea;
    case NameClass::lake:
      return style.labels.lake;
    case NameClass::province:
      return style.labels.province;
    case NameClass::river:
      return style.labels.river;
    case NameClass::place:
      break;
  }
  return style.shown.largeCities.shows(name.rank, zoom) ? style.labels.largeCity : style.labels.city;
}

Colour colourOf(NameClass what, const LabelStyle& label, const Palette& colours) {
  if (label.colour) return *label.colour;
  if (what == NameClass::place) return colours.label;
  return what == NameClass::province ? mixed(colours.muted, colours.label, 0.5) : colours.seaName;
}

/// The box, and the box shifted a little up, down and aside.
std::vector<ScreenBox> around(double width, double height, double dx, double dy) {
  std::vector<ScreenBox> boxes;
  const auto add = [&](double x, double y) {
    boxes.push_back({x - width / 2, y - height / 2, x + width / 2, y + height / 2});
  };
  add(0, 0), add(0, -dy), add(0, dy), add(-dx, 0), add(dx, 0), add(0, -2 * dy), add(0, 2 * dy);
  return boxes;
}

}  // namespace

float nameSizePx(double size) {
  return static_cast<float>(std::max(1.0, std::round(size * 2) / 2));
}

float nameSpacingPx(std::string_view text, const LabelStyle& label, float sizePx, Zoom zoom, double share) {
  if (joinsLetters(text)) return 0;
  return static_cast<float>(std::round(label.letterSpacing.at(zoom) * share * sizePx * 2) / 2);
}

text::TextStyle textStyle(const LabelStyle& label, Zoom zoom, double share) {
  return {.face = label.face,
          .weight = label.weight,
          .italic = label.italic,
          .sizePx = nameSizePx(label.sizePx.at(zoom) * share),
          .family = label.family};
}

NameText nameText(NameClass what, const NamedPlace& name, const Style& style, Zoom zoom) {
  const LabelStyle& label = labelStyle(what, name, style, zoom);
  const bool sea = what == NameClass::sea;
  NameText text{.text = name.name, .style = textStyle(label, zoom, sea ? ofRank(kSeaSizes, name.rank) : 1)};
  text.style.italic = label.italic && hasItalics(name.name);
  text.style.letterSpacingPx =
      nameSpacingPx(name.name, label, text.style.sizePx, zoom, sea ? ofRank(kSeaSpacing, name.rank) : 1);
  text.colour = colourOf(what, label, style.colours);
  if (!sea) return text;
  // Never narrower than its longest word.
  const double letters = std::max(5.0, 0.7 * widthInLetters(name.name) * 0.62);
  text.options.widthPx = static_cast<float>(letters * text.style.sizePx +
                                            0.7 * widthInLetters(name.name) * text.style.letterSpacingPx);
  text.options.breaksWords = false;
  text.options.align = text::Align::centre;
  return text;
}

std::vector<ScreenBox> nameSlots(NameClass what, double width, double height, double ringPx) {
  switch (what) {
    case NameClass::sea:
      return around(width, height, std::max(14.0, width * kSeaShare), std::max(12.0, height * kSeaShare));
    case NameClass::lake:
      return around(width, height, 10, 8);
    case NameClass::province:
      return around(width, height, 12, 14);
    case NameClass::river:
      return {{-width / 2, -height / 2, width / 2, height / 2}};
    case NameClass::place:
      break;
  }
  const double beside = ringPx + kRingGapPx, over = beside - 2;
  return {{beside, -height / 2, beside + width, height / 2},
          {-beside - width, -height / 2, -beside, height / 2},
          {-width / 2, -over - height, width / 2, -over},
          {-width / 2, over, width / 2, over + height}};
}

}  // namespace dateline::map
