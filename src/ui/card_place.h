#pragma once

#include <span>

#include "ui/area.h"

namespace dateline::ui {

inline constexpr float kCardGap = 14;  ///< between a card and its pin

/// Where a card of this size stands beside a pin: to its right if there is room, else to its left, above or
/// below, else near by; always inside `room`. It covers neither the pin nor what is `taken` as long as the
/// room allows, and else as little of them as it can, least of all of the pin.
Area placeCard(const Area& pin, float width, float height, const Area& room,
               std::span<const Area> taken = {});
/// How much a card covers of what it should not, px²; of its pin a px counts for several.
float coveredBy(const Area& card, const Area& pin, std::span<const Area> taken);
/// Whether a card covers nothing that it should not.
bool standsFree(const Area& card, const Area& pin, std::span<const Area> taken);

}  // namespace dateline::ui
