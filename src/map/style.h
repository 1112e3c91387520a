#pragma once

#include <string_view>

#include "map/scene.h"

namespace dateline::map {

enum class Theme : std::uint8_t { light, dark };

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
};
const Palette& palette(Theme theme);

/// A kind of event as it is drawn: "meeting", "pressure", "conflict", "trade", "energy", "money", "movement",
/// "vote", "institution"; unknown kinds look like institutions.
struct KindLook {
  Colour colour;
  MarkerShape shape;
};
KindLook kindLook(std::string_view kind, Theme theme);

}  // namespace dateline::map
