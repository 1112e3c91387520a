#pragma once

#include <string>

#include "ui/widgets.h"

namespace dateline::ui {

/// A card has room for when it began: "Feb 2022 –". What is no time stays as it is written.
std::string timeOnCard(const std::string& iso, bool withYear);
/// True for events of several years: a day without its year could be of any.
bool spansYears(const story::Story& story);

/// The events in their order, a card each, below the map. Only the cards in sight cost anything.
class Timeline {
 public:
  void draw(Context& context, const Area& area);
  /// Where an event's card stands now, in the window; may lie outside the strip.
  [[nodiscard]] Area cardOf(int event) const;

 private:
  void scroll(Context& context, int count);
  void drawCard(Context& context, int event);

  Area area_;
  story::StoryPtr story_;  ///< whose events are shown
  bool spansYears_ = false;
  float scroll_ = 0;
  float target_ = 0;
  std::string followed_;  ///< the selection that was scrolled to
  bool dragging_ = false;
  float pressedX_ = 0;
  float pressedScroll_ = 0;
};

}  // namespace dateline::ui
