#pragma once

#include <array>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "map/by_zoom.h"
#include "map/scene.h"

namespace dateline::map {

enum class Theme : std::uint8_t { light, dark };

/// `share` 0 gives a, 1 gives b.
Colour mixed(Colour a, Colour b, double share);
/// WCAG 2: (L1 + 0.05) / (L2 + 0.05) of the relative luminances, 1 to 21.
double contrast(Colour a, Colour b);
/// At a share of its own opacity.
Colour veiled(Colour colour, double share);

/// The colours of LOOK: one table a theme, used by the map and by the interface alike.
struct Palette {
  Colour window, panel, ink, muted, rule;
  Colour water, land, landFocus;
  Colour border, borderFocus, province;
  Colour river, seaName;
  Colour label, halo;
  Colour highlight, highlightRule;
  Colour meeting, pressure, trade, movement, institution;
  Colour pinRim, pinInk;
  Colour space, rim, graticule;  ///< beside the globe, its edge, meridians and parallels
  Colour route;
  friend bool operator==(const Palette&, const Palette&) = default;
};
const Palette& palette(Theme theme);

/// How the pins of a kind of event are drawn.
struct KindLook {
  Colour colour;
  MarkerShape shape = MarkerShape::drop;
  std::optional<Colour> ink = {};  ///< of the number, where it is not the palette's
  friend bool operator==(const KindLook&, const KindLook&) = default;
};

/// The kinds of events; those that are not known are drawn as the last.
inline constexpr std::array<std::string_view, 10> kKindNames = {
    "meeting", "pressure", "conflict", "trade",       "energy",
    "money",   "movement", "vote",     "institution", "other"};
using Kinds = std::array<KindLook, kKindNames.size()>;

/// How names of one class are set.
struct LabelStyle {
  ByZoom sizePx;  ///< of the largest names of the class, logical px; smaller ones in proportion
  text::Face face = text::Face::interface;
  text::FontFamily family = {};  ///< before the face
  int weight = 400;
  bool italic = false;
  ByZoom letterSpacing = 0;  ///< between two letters, em; of countries and seas the most there may be
  std::optional<Colour> colour = {};  ///< absent: as the class derives it from the palette
  friend bool operator==(const LabelStyle&, const LabelStyle&) = default;
};

struct Labels {
  LabelStyle country{.sizePx = 22, .weight = 600, .letterSpacing = 0.8};
  LabelStyle province{.sizePx = 10.5, .weight = 500, .letterSpacing = 0.05};
  LabelStyle city{.sizePx = 11.5};
  LabelStyle largeCity{.sizePx = 13, .weight = 500};
  LabelStyle sea{.sizePx = 16, .face = text::Face::reading, .italic = true, .letterSpacing = 0.25};
  LabelStyle lake{.sizePx = 11, .face = text::Face::reading, .italic = true};
  LabelStyle river{.sizePx = 10.5, .face = text::Face::reading, .italic = true, .letterSpacing = 0.05};
  LabelStyle storyPlace{.sizePx = 13, .weight = 700};
  friend bool operator==(const Labels&, const Labels&) = default;
};

/// Widths of lines, logical px.
struct Widths {
  ByZoom coast = 0.9, border = 0.9, borderFocus = 1.6, disputed = 0.9;
  ByZoom province = 0.7, river = 1, lake = 0.8;  ///< `lake`: its shore, in the colour of the water
  ByZoom layer = 1.2;                            ///< the outlines of the user's layers
  ByZoom graticule = 0.8, route = 2.2;
  ByZoom halo = 2;    ///< around names
  ByZoom ring = 1.2;  ///< of cities
  friend bool operator==(const Widths&, const Widths&) = default;
};

/// How large marks are, logical px across.
struct Sizes {
  ByZoom pin = 24, ring = 5;
  friend bool operator==(const Sizes&, const Sizes&) = default;
};

/// Lengths of a dashed line, logical px.
struct Dash {
  float dashPx = 4, gapPx = 3;
  friend bool operator==(const Dash&, const Dash&) = default;
};

struct Dashes {
  Dash disputed;     ///< disputed lines and borders
  ByZoom route = 6;  ///< from dot to dot; where it is less than the route's width that is a line
  friend bool operator==(const Dashes&, const Dashes&) = default;
};

/// What is shown from which zoom on.
struct Shown {
  FromZoom rivers{-2.2, -1.35, -0.5, 0.35, 1.2, 2.05, 2.9, 3.75, 4.6, 5.45, 6.3, 7.15, 8};
  FromZoom provinces{3, 3, 3, 3, 3.45, 3.9, 4.35, 4.8, 5.25, 5.7, 6.15};
  FromZoom cities{1.1, 2.071, 3.042, 4.013, 4.983, 5.954, 6.925, 7.896, 8.867, 9.838, 10.809};
  FromZoom capitals{-0.842, 0.129, 1.1, 2.071, 3.042, 4.013, 4.983, 5.954, 6.925, 7.896, 8.867};
  FromZoom largeCities{6, 6, 6, 7, 8, 9, 10, 11, 12, 13, 14};  ///< set as such, not when they are shown
  FromZoom seaNames{1, 2.2, 3.2, 4.5, 5.4, 6.5};
  FromZoom riverNames{2.8, 3.2, 3.6, 4, 4.4, 4.8, 5.4, 6, 6.6, 7.2, 7.8, 8.4, 9};
  FromZoom countryNames = 0, provinceNames = 5.5, lakeNames = 0;
  friend bool operator==(const Shown&, const Shown&) = default;
};

/// The colours of the user's layers, none of the lists empty.
struct LayerColours {
  std::vector<Colour> plain;       ///< one a layer, in the order in which they are opened
  std::vector<Colour> categories;  ///< the first for the commonest
  std::vector<Colour> ramp;  ///< of numbers from low to high, two or more; between two it goes in a line
  Colour other, noData;      ///< of the rare categories; of features without a value
  friend bool operator==(const LayerColours&, const LayerColours&) = default;
};

/// How the map looks. Immutable once it is shared.
struct Style {
  std::uint64_t id = 0;  ///< given by makeStyle, and never twice
  std::string name;
  Theme theme = Theme::light;  ///< of the interface that goes with it
  Palette colours;             ///< what only the interface uses of them is the theme's
  Kinds kinds = {};
  Widths widths;
  Sizes sizes;
  Dashes dashes;
  Labels labels;
  Shown shown;
  LayerColours layers;
  ByZoom relief{{6.5, 0.28}, {9.5, 0}};  ///< strength of its light and shade, 0 to 1; nearer it is a blur

  [[nodiscard]] const KindLook& kind(std::string_view kindName) const;
};
using StylePtr = std::shared_ptr<const Style>;

StylePtr makeStyle(Style style);
/// A sentence on the fonts of the style that are not here; empty: none is missing.
std::string missingFonts(const Style& style, const text::Typesetter& typesetter);
/// Paper, or night.
const StylePtr& builtInStyle(Theme theme);

}  // namespace dateline::map
