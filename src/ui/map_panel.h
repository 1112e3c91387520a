#pragma once

#include <optional>
#include <string>

#include "ui/widgets.h"

namespace dateline::ui {

/// The mouse on the map, and what stands over it: buttons, coordinates, the hover card and the menu of the
/// right button. The map itself is drawn by others before.
class MapPanel {
 public:
  void draw(Context& context, const Area& area);
  /// The buttons and what the mouse brings up; after the rooms, so that they stand above.
  void drawTools(Context& context);
  void drawMenu(Context& context);
  [[nodiscard]] bool menuOpen() const { return menuAt_.has_value(); }
  /// Where the coordinates of the mouse stand, however long they are; empty when they do not.
  [[nodiscard]] const Area& readout() const { return readout_; }

 private:
  void useMouse(Context& context, const Hit& hit);
  void click(Context& context, const map::Placed* pin);
  void coordinates(Context& context);
  void buttons(Context& context);
  [[nodiscard]] map::ScreenPoint local(ImVec2 at) const { return {at.x - area_.x, at.y - area_.y}; }

  Area area_, readout_;
  bool over_ = false;  ///< the mouse is on the map and on nothing above it
  ImVec2 pressedAt_{}, lastAt_{};
  bool panning_ = false, pressed_ = false;
  std::optional<ImVec2> menuAt_;
};

/// The small card beside a pin that the mouse is on; for a closed cluster the list of its events.
void drawHoverCard(Context& context, const Area& mapArea, const map::Placed& pin);

}  // namespace dateline::ui
