#pragma once

#include <string>
#include <vector>

#include "map/label_data.h"
#include "map/style.h"

namespace dateline::map {

/// The names that stand by the zoom alone. Those of countries and of the story's places stand by what is in
/// view.
enum class NameClass : std::uint8_t { place, sea, lake, province, river };

/// How a name is set.
struct NameText {
  std::string_view text;
  text::TextStyle style;
  text::LayoutOptions options;
  Colour colour;
};
NameText nameText(NameClass what, const NamedPlace& name, const Style& style, Zoom zoom);

/// In steps, so that zooming does not ask for a new set of letters in every frame.
float nameSizePx(double size);
/// Likewise; 0 for letters that join. `share`: of the class's letter spacing.
float nameSpacingPx(std::string_view text, const LabelStyle& label, float sizePx, Zoom zoom,
                    double share = 1);
/// Of the largest names of a class, `share` of their size.
text::TextStyle textStyle(const LabelStyle& label, Zoom zoom, double share = 1);

/// Where the ink of a name so large may stand around its place, best first; a river's around its middle, a
/// city's around a ring of this radius.
std::vector<ScreenBox> nameSlots(NameClass what, double width, double height, double ringPx);

}  // namespace dateline::map
