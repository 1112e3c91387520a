#pragma once

#include <utility>

#include "ui/widgets.h"

namespace dateline::ui {

/// How a layer is coloured, below its row in the panel: its colour, or the attribute that gives it and how
/// the values are classed.
class LayerColours {
 public:
  [[nodiscard]] float heightFor(const session::LayerEntry& entry) const;
  /// True when a colour was chosen.
  bool draw(Context& context, const session::LayerEntry& entry, const Area& area);
  /// Closes the list of attributes; false where it is not open.
  bool closeList() { return std::exchange(listing_, false); }

 private:
  void attribute(Context& context, const session::LayerEntry& entry, const Area& area);
  void list(Context& context, const session::LayerEntry& entry, const Area& area);

  bool listing_ = false;  ///< all attributes are shown, one of which can be chosen
};

}  // namespace dateline::ui
