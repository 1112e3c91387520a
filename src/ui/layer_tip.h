#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "ui/widgets.h"

namespace dateline::ui {

/// A feature of a layer that the user added, as the map shows it.
struct ShownFeature {
  const session::LayerEntry& entry;
  std::uint32_t row = 0;  ///< of its attributes
};
/// The topmost at this place of the map, or a few px beside it.
std::optional<ShownFeature> featureUnder(const session::State& state, map::ScreenPoint at);

/// Its attributes by name, without those that have no value.
std::vector<std::pair<std::string, std::string>> attributesOf(const ShownFeature& feature);
/// The same as a table of two columns, parted by tabs.
std::string attributeTable(const ShownFeature& feature);

/// The attributes beside the mouse: as many as the map has room for, and how many more there are.
void drawLayerTip(Context& context, const Area& mapArea, const ShownFeature& feature);

}  // namespace dateline::ui
