#pragma once

#include "ui/widgets.h"

namespace dateline::ui {

/// Where a card of this size stands beside a pin: to its right if there is room, else to its left, above or
/// below; always inside `room`, and not on the pin as long as the room allows.
Area placeCard(const Area& pin, float width, float height, const Area& room);

/// The selected event at its pin: what it is, where, when, and the passage itself. Gives the area it took;
/// empty when closed.
Area drawEventCard(Context& context, const Area& mapArea);

/// The kind as a word: "Meeting".
std::string kindName(const std::string& kind);

}  // namespace dateline::ui
