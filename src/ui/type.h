// The type of the interface: LOOK's sizes under names.
#pragma once

#include "text/typesetter.h"

namespace dateline::ui::type {

using text::Face;
using text::LayoutOptions;
using text::TextStyle;

constexpr TextStyle kBody{.face = Face::interface, .sizePx = 13};
constexpr TextStyle kBodyMedium{.face = Face::interface, .weight = 500, .sizePx = 13};
constexpr TextStyle kBodyStrong{.face = Face::interface, .weight = 600, .sizePx = 13};
constexpr TextStyle kLabel{.face = Face::interface, .sizePx = 12};
constexpr TextStyle kLabelStrong{.face = Face::interface, .weight = 600, .sizePx = 12};
constexpr TextStyle kSmall{.face = Face::interface, .sizePx = 11};
constexpr TextStyle kKicker{.face = Face::interface, .weight = 600, .sizePx = 11, .letterSpacingPx = 1.1f};
constexpr TextStyle kNumber{.face = Face::interface, .weight = 700, .sizePx = 11};

constexpr TextStyle kWordmark{.face = Face::reading, .weight = 600, .sizePx = 17};
constexpr TextStyle kDialogTitle{.face = Face::reading, .weight = 600, .sizePx = 20};
constexpr TextStyle kCardTitle{.face = Face::reading, .weight = 600, .sizePx = 17};
constexpr TextStyle kCardText{.face = Face::reading, .sizePx = 15};

constexpr TextStyle kTitle{.face = Face::reading, .weight = 600, .sizePx = 31};
constexpr TextStyle kDek{.face = Face::reading, .italic = true, .sizePx = 17.5f};
constexpr TextStyle kHeading{.face = Face::reading, .weight = 600, .sizePx = 20};
constexpr TextStyle kReading{.face = Face::reading, .sizePx = 17};

}  // namespace dateline::ui::type
