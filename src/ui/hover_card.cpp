#include <fmt/format.h>
#include <algorithm>
#include "map/grouped_digits.h"

#include "ui/card_place.h"
#include "ui/cards.h"
#include "ui/cluster_list.h"
#include "ui/map_panel.h"

namespace dateline::ui {
namespace {

constexpr float kHoverWidth = 236;
constexpr float kHoverPadding = 12;
constexpr std::size_t kMostShown = 6;

/// Above or below its pin: beside it stands the name that the card is about.
Area besidePin(const Context& context, const Area& mapArea, const map::Placed& pin, float height) {
  const Area body{mapArea.x + static_cast<float>(pin.body.minX),
                  mapArea.y + static_cast<float>(pin.body.minY), static_cast<float>(pin.body.width()),
                  static_cast<float>(pin.body.height())};
  constexpr float kPinGap = 8;
  const Area room = mapArea.inset(8);
  const float x =
      std::clamp(body.centreX() - kHoverWidth / 2, room.x, std::max(room.x, room.right() - kHoverWidth));
  for (const float y : {body.y - kPinGap - height, body.bottom() + kPinGap}) {
    const Area card{x, y, kHoverWidth, height};
    if (y >= room.y && card.bottom() <= room.bottom() && standsFree(card, body, context.panels)) return card;
  }
  return placeCard(body, kHoverWidth, height, room, context.panels);
}

void oneEvent(Context& context, const Area& mapArea, const map::Placed& pin, int index) {
  const story::Event& event = context.state.story->events[static_cast<std::size_t>(index)];
  const Tones& tones = context.tones;
  constexpr float kInner = kHoverWidth - 2 * kHoverPadding - 28;
  const text::LayoutPtr title =
      context.set(event.title, type::kBodyStrong, {.widthPx = kInner, .lineHeightPx = 17, .maxLines = 2});
  std::string where = event.place;
  const std::string time = story::displayTime(event.time);
  if (!time.empty()) where += (where.empty() ? "" : " · ") + time;
  const text::LayoutPtr line =
      context.set(where, type::kLabel, {.widthPx = kInner, .lineHeightPx = 16, .maxLines = 2});
  const Area box = besidePin(context, mapArea, pin, 2 * kHoverPadding + title->height() + 3 + line->height());
  const PanelWindow window("##hover-card", box, Layer::tip);
  const Pen pen = context.pen();
  panelGround(context, box);
  const EventMark mark = markOf(context, index);
  const float left = box.x + kHoverPadding + 28;
  pen.mark(mark.shape, mark.colour, mark.number, box.x + kHoverPadding + 10, box.y + kHoverPadding + 9, 20,
           mark.hollow);
  pen.draw(*title, left, box.y + kHoverPadding, tones.ink);
  pen.draw(*line, left, box.y + kHoverPadding + title->height() + 3, tones.muted);
}

void cluster(Context& context, const Area& mapArea, const map::Placed& pin) {
  const std::size_t rows = std::min(kMostShown, pin.members.size());
  const bool more = pin.members.size() > rows;
  const float height = 2 * kHoverPadding + 20 + 24 * static_cast<float>(rows) + (more ? 18.0f : 0.0f);
  const Area box = besidePin(context, mapArea, pin, height);
  const PanelWindow window("##hover-card", box, Layer::tip);
  const Pen pen = context.pen();
  const Tones& tones = context.tones;
  panelGround(context, box);
  float y = box.y + kHoverPadding + 7;
  pen.label(eventsHere(context.state, pin.members), type::kLabel, box.x + kHoverPadding, y, tones.muted,
            {.maxWidth = kHoverWidth - 2 * kHoverPadding});
  y += 24;
  for (std::size_t i = 0; i < rows; ++i, y += 24) {
    const int index = context.state.story->indexOf(pin.members[i]);
    if (index < 0) continue;
    const EventMark mark = markOf(context, index);
    pen.mark(mark.shape, mark.colour, mark.number, box.x + kHoverPadding + 9, y, 18, mark.hollow);
    pen.label(context.state.story->events[static_cast<std::size_t>(index)].title, type::kBody,
              box.x + kHoverPadding + 28, y, tones.ink, {.maxWidth = kHoverWidth - 2 * kHoverPadding - 28});
  }
  if (more)
    pen.label(fmt::format("and {} more", map::groupedDigits(std::to_string(pin.members.size() - rows))),
              type::kLabel, box.x + kHoverPadding, y - 2, tones.muted);
}

}  // namespace

void drawHoverCard(Context& context, const Area& mapArea, const map::Placed& pin) {
  if (pin.members.size() > 1) return cluster(context, mapArea, pin);
  const int index = context.state.story->indexOf(pin.id);
  if (index >= 0) oneEvent(context, mapArea, pin, index);
}

}  // namespace dateline::ui
