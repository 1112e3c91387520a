#include "map/style.h"

#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <cmath>

namespace dateline::map {
namespace {

double linear(std::uint8_t channel) {
  const double c = channel / 255.0;
  return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
}

double luminance(Colour c) {
  return 0.2126 * linear(c.r) + 0.7152 * linear(c.g) + 0.0722 * linear(c.b);
}

constexpr Palette kLight{.window = rgb(0xfbf9f4),
                         .panel = rgb(0xfffdf8),
                         .ink = rgb(0x24211b),
                         .muted = rgb(0x857d6d),
                         .rule = rgb(0xe5dfd1),
                         .water = rgb(0xd3e3ea),
                         .land = rgb(0xf3efe4),
                         .landFocus = rgb(0xefe4c9),
                         .border = rgb(0xc4b9a2),
                         .borderFocus = rgb(0x8c7a55),
                         .province = rgb(0xe0d6be),
                         .river = rgb(0xa8c8d8),
                         .seaName = rgb(0x41677d),
                         .label = rgb(0x4a4436),
                         .halo = rgb(0xf6f1e4),
                         .highlight = rgb(0xfff0b5),
                         .highlightRule = rgb(0xd9a514),
                         .meeting = rgb(0x2b6cb0),
                         .pressure = rgb(0xc44f27),
                         .trade = rgb(0x157f62),
                         .movement = rgb(0x7453a6),
                         .institution = rgb(0xa96f12),
                         .pinRim = rgb(0xffffff),
                         .pinInk = rgb(0xffffff),
                         .space = rgb(0xfbf9f4),
                         .rim = rgb(0xa9c2ce),
                         .graticule = rgb(0x7d8a8c, 84),
                         .route = rgb(0x2b6cb0)};

constexpr Palette kDark{.window = rgb(0x14171a),
                        .panel = rgb(0x1b1f23),
                        .ink = rgb(0xe6e1d6),
                        .muted = rgb(0x8f8a7e),
                        .rule = rgb(0x2d3237),
                        .water = rgb(0x16212b),
                        .land = rgb(0x262a2c),
                        .landFocus = rgb(0x33352f),
                        .border = rgb(0x4a4d48),
                        .borderFocus = rgb(0x8d8464),
                        .province = rgb(0x3b3e3b),
                        .river = rgb(0x22405a),
                        .seaName = rgb(0x7fa3ba),
                        .label = rgb(0xcfc8b6),
                        .halo = rgb(0x1d2022),
                        .highlight = rgb(0x4a3f17),
                        .highlightRule = rgb(0xd9b13b),
                        .meeting = rgb(0x5aa2e6),
                        .pressure = rgb(0xef7f57),
                        .trade = rgb(0x35b892),
                        .movement = rgb(0xb28fe0),
                        .institution = rgb(0xe0ae4a),
                        .pinRim = rgb(0x1d2022),
                        .pinInk = rgb(0x14171a),
                        .space = rgb(0x0e1114),
                        .rim = rgb(0x34485a),
                        .graticule = rgb(0x93a3ab, 64),
                        .route = rgb(0x5aa2e6)};

/// Any two of a list are told apart by readers of every colour vision, as a test proves.
LayerColours layerColoursOf(Theme theme) {
  if (theme == Theme::light)
    return {.plain = {rgb(0x0055a7), rgb(0xd23d2f), rgb(0x12836d), rgb(0x744885), rgb(0xc88305),
                      rgb(0x17a1d3), rgb(0xae3650), rgb(0x2e3317)},
            .categories = {rgb(0x428be4), rgb(0xe2c548), rgb(0x0a6c49), rgb(0x8e1e00), rgb(0x692c8e),
                           rgb(0x39d6ff), rgb(0xa8891b), rgb(0xbe5193), rgb(0x71883f), rgb(0x373f4e),
                           rgb(0xfba47b)},
            .ramp = {rgb(0xf4efc4), rgb(0xb4dcb4), rgb(0x5db3b8), rgb(0x2f73a8), rgb(0x22356f)},
            .other = rgb(0xb3ab9b),
            .noData = rgb(0xdcd8ce)};
  return {
      .plain = {rgb(0x3883cb), rgb(0xdc8769), rgb(0x51bfa5), rgb(0x938bb4), rgb(0xdab055), rgb(0x9dd0e3),
                rgb(0xa25676), rgb(0x6f6244)},
      .categories = {rgb(0x64acf2), rgb(0xf0c147), rgb(0x409163), rgb(0xa45428), rgb(0x86549d), rgb(0xaed9ff),
                     rgb(0xb4871b), rgb(0xf3929b), rgb(0xcae796), rgb(0x859dbb), rgb(0xf9dbdd)},
      .ramp = {rgb(0x24404e), rgb(0x2c6d84), rgb(0x43a29b), rgb(0x9ccf90), rgb(0xf4eeb0)},
      .other = rgb(0x6b7178),
      .noData = rgb(0x3d4348)};
}

std::uint64_t nextStyleId() {
  static std::atomic<std::uint64_t> last{0};
  return ++last;
}

Kinds kindsOf(const Palette& colours) {
  const KindLook meeting{colours.meeting, MarkerShape::drop},
      pressure{colours.pressure, MarkerShape::diamond}, trade{colours.trade, MarkerShape::square},
      movement{colours.movement, MarkerShape::diamond}, institution{colours.institution, MarkerShape::disc};
  return {meeting, pressure, pressure, trade, trade, trade, movement, institution, institution, institution};
}

Style builtIn(Theme theme) {
  const bool light = theme == Theme::light;
  Style style;
  style.name = light ? "Paper" : "Night";
  style.theme = theme;
  style.colours = palette(theme);
  style.kinds = kindsOf(style.colours);
  style.layers = layerColoursOf(theme);
  if (!light) style.relief = {{6.5, 0.3}, {9.5, 0}};
  return style;
}

}  // namespace

double contrast(Colour a, Colour b) {
  const double first = luminance(a) + 0.05;
  const double second = luminance(b) + 0.05;
  return std::max(first, second) / std::min(first, second);
}

Colour mixed(Colour a, Colour b, double share) {
  const auto mix = [share](std::uint8_t x, std::uint8_t y) {
    return static_cast<std::uint8_t>(
        std::lround(std::lerp(static_cast<double>(x), static_cast<double>(y), share)));
  };
  return {mix(a.r, b.r), mix(a.g, b.g), mix(a.b, b.b), mix(a.a, b.a)};
}

Colour veiled(Colour colour, double share) {
  colour.a = static_cast<std::uint8_t>(std::lround(share * colour.a));
  return colour;
}

const Palette& palette(Theme theme) {
  return theme == Theme::light ? kLight : kDark;
}

const KindLook& Style::kind(std::string_view kindName) const {
  const auto known = std::find(kKindNames.begin(), kKindNames.end() - 1, kindName);
  return kinds[static_cast<std::size_t>(known - kKindNames.begin())];
}

StylePtr makeStyle(Style style) {
  style.id = nextStyleId();
  return std::make_shared<const Style>(std::move(style));
}

const StylePtr& builtInStyle(Theme theme) {
  static const StylePtr light = makeStyle(builtIn(Theme::light)), dark = makeStyle(builtIn(Theme::dark));
  return theme == Theme::light ? light : dark;
}

std::string missingFonts(const Style& style, const text::Typesetter& typesetter) {
  const Labels& l = style.labels;
  std::vector<std::string> names;
  for (const LabelStyle* label :
       {&l.country, &l.province, &l.city, &l.largeCity, &l.sea, &l.lake, &l.river, &l.storyPlace}) {
    const std::string name(label->family.name());
    if (name.empty() || typesetter.has(label->family)) continue;
    if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
  }
  if (names.empty()) return {};
  return fmt::format("The style {} asks for fonts that are not installed, others stand in for them: {}",
                     style.name, fmt::join(names, ", "));
}

}  // namespace dateline::map
