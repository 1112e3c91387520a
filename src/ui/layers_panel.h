#pragma once

#include <string>
#include <vector>

#include "ui/layer_colours.h"
#include "ui/widgets.h"

namespace dateline::ui {

/// The user's layers, top-most first: show, hide, recolour, reorder, remove.
class LayersPanel {
 public:
  void draw(Context& context, const Area& mapArea);
  /// Where the panel ends; the map's left edge when it is not shown.
  [[nodiscard]] static float rightIn(const session::State& state, const Area& mapArea);
  /// Empty when it is not shown.
  [[nodiscard]] Area areaIn(const session::State& state, const Area& mapArea) const;

 private:
  [[nodiscard]] std::string noteOf(const session::LayerEntry& entry) const;
  [[nodiscard]] float heightOf(const session::LayerEntry& entry) const;
  [[nodiscard]] float contentHeight(const session::State& state) const;
  void row(Context& context, std::size_t index, const Area& area);

  std::string painting_;  ///< id of the layer whose colours are shown
  LayerColours colours_;
  float scroll_ = 0;
  std::vector<std::string> withoutLegend_;  ///< ids of layers for whose legend the map has no room
};

}  // namespace dateline::ui
