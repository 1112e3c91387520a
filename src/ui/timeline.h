#pragma once

#include <string>

#include "ui/widgets.h"

namespace dateline::ui {

/// A time as exactly as so many px have room for: "27 Feb – 1 Mar 2023", "Feb – Mar 2023" or "2023". What is
/// no time stays as it is written.
std::string timeWithin(text::Typesetter& typesetter, const std::string& iso, float width,
                       bool withYear = true);
/// True for events of several years: a day without its year could be of any.
bool spansYears(const story::Story& story);

/// The events in their order, a card each, below the map. Only the cards in sight cost anything.
class Timeline {
 public:
  void draw(Context& context, const Area& area);
  /// Where an event's card stands now, in the window; may lie outside the strip.
  [[nodiscard]] Area cardOf(int event) const;

 private:
  void refresh(const session::State& state);
  void scroll(Context& context, int count);
  void drawCard(Context& context, int event);

  Area area_;
  story::StoryPtr story_;  ///< whose events are shown
  article::ArticlePtr article_;
  bool spansYears_ = false;
  float scroll_ = 0;
  float target_ = 0;
  std::string followed_;  ///< the selection that was scrolled to
  bool dragging_ = false;
  float pressedX_ = 0;
  float pressedScroll_ = 0;
};

}  // namespace dateline::ui
