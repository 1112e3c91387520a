#pragma once

#include <optional>

#include "ui/cards.h"

namespace dateline::ui {

inline constexpr float kCardPadding = 16;
inline constexpr float kCardFooter = 40;
inline constexpr float kPassageLine = 22;

/// The parts of the card, set, with the heights they take.
struct CardText {
  text::LayoutPtr title, place, note;
  text::LayoutPtr passage;  ///< all of it; null where the card has no line for it
  float passageHeight = 0;  ///< of the lines that the card has room for
  bool footer = false;      ///< there are passages to go to
  std::optional<CandidateList> candidates;
  float width, height = 0;
  float shown = 1;  ///< of its passage, as far as a card ever shows it at once, and of the places to choose
};

/// The card of an event, in `wanted` px of height if that leaves two lines of its passage. Where `room` has
/// not even those, what is in the reader and the timeline too is said more briefly, so that no line lies over
/// another.
CardText composeCard(const Context& context, int index, float width, float wanted, float room);

}  // namespace dateline::ui
