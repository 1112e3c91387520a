#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <optional>

#include "session/review.h"
#include "ui/card_place.h"
#include "ui/card_text.h"
#include "ui/cards.h"
#include "ui/timeline.h"

namespace dateline::ui {
namespace {

constexpr float kWidest = 290, kNarrow = 240, kNarrowest = 176;

/// The widest card that has room to the right or to the left of its pin.
float widthBeside(const Area& pin, const Area& room) {
  const float widest = std::max(room.right() - pin.right(), pin.x - room.x) - kCardGap;
  return std::clamp(std::floor(widest), kNarrow, kWidest);
}

/// The passage that the card is at did not resolve as it was.
bool needsReview(const session::State& state, const story::Event& event) {
  const int index = state.story->indexOf(event.id);
  if (index < 0 || static_cast<std::size_t>(index) >= state.resolutions.size()) return false;
  const auto& anchors = state.resolutions[static_cast<std::size_t>(index)];
  const auto passage = static_cast<std::size_t>(state.passage);
  return passage < anchors.size() && session::isFinding(anchors[passage]);
}

void footer(Context& context, const Area& box, const story::Event& event) {
  const Pen pen = context.pen();
  const Tones& tones = context.tones;
  const float top = box.bottom() - kCardFooter;
  const float y = top + kCardFooter / 2;
  pen.horizontal(box.x + kCardPadding, box.right() - kCardPadding, top, tones.rule);
  const std::size_t count = event.anchors.size();
  const bool narrow = box.w < kNarrow;
  float x = box.x + kCardPadding;
  if (count > 1) {
    if (iconButton(context, "##previous", {x - 6, y - 12, 24, 24}, Icon::chevronLeft, "Previous passage"))
      context.ask(command::StepPassage{-1});
    x += 20;
    const auto words = fmt::format("{}{} of {}", narrow ? "" : "passage ", context.state.passage + 1, count);
    x += pen.label(words, type::kLabel, x, y, tones.muted);
    if (iconButton(context, "##next", {x - 2, y - 12, 24, 24}, Icon::chevronRight, "Next passage"))
      context.ask(command::StepPassage{1});
  } else if (count == 1) {
    pen.label("1 passage", type::kLabel, x, y, tones.muted);
  }
  x = box.right() - kCardPadding;
  const auto link = [&](const char* text) {
    const float width = pen.widthOf(text, type::kLabelStrong);
    const Area area{x - width - 6, y - 12, width + 12, 24};
    x -= width + 18;
    const Hit hit = clickable(context, text, area);
    if (hit.hovered) pen.fill(area, tones.hover, 5);
    pen.label(text, type::kLabelStrong, area.x + 6, y, tones.link);
    return hit.clicked;
  };
  if (context.state.highlighted && link("Go to text")) context.ask(command::GoToText{});
  if (needsReview(context.state, event) && link("Review"))
    context.ask(command::OpenReview{event.id, context.state.passage});
}

void paintCard(Context& context, const Area& box, int index, const CardText& card, PassageView& passage) {
  const story::Event& event = context.state.story->events[static_cast<std::size_t>(index)];
  const Pen pen = context.pen();
  const Tones& tones = context.tones;
  const EventMark mark = markOf(context, index);
  const float left = box.x + kCardPadding;
  float y = box.y + kCardPadding;
  pen.mark(mark.shape, mark.colour, mark.number, left + 10, y + 10, 20, mark.hollow);
  const bool suggested = event.status == "suggested";
  std::string kind = kindName(event.kind) + (suggested ? ", suggested" : "");
  const float right = box.right() - kCardPadding, kindLeft = left + 28;
  const std::string time = timeWithin(context.painter.typesetter(), event.time, right - kindLeft);
  pen.label(time, type::kLabel, right, y + 10, tones.muted,
            {.maxWidth = right - kindLeft, .align = text::Align::right});
  // A narrow card has room for the time alone: the mark's shape and colour tell the kind as well.
  const float room = right - pen.widthOf(time, type::kLabel) - 12 - kindLeft;
  if (suggested && room < pen.widthOf(kind, type::kLabel)) kind = "Suggested";
  if (room >= pen.widthOf(kind, type::kLabel) || room >= 60)
    pen.label(kind, type::kLabel, kindLeft, y + 10, tones.muted, {.maxWidth = room});
  y += 28;
  pen.draw(*card.title, left, y, tones.ink);
  y += card.title->height();
  if (card.place->width() > 0) {
    pen.draw(*card.place, left, y + 3, tones.muted);
    y += 20;
  }
  y += 10;
  if (card.passage != nullptr) {
    passage.draw(context, *card.passage, {left, y, box.w - 2 * kCardPadding, card.passageHeight});
    y += card.passageHeight;
  }
  if (card.note != nullptr) {
    // A finding stands out; that nothing was linked is how the story is.
    pen.draw(*card.note, left, y + 6, event.anchors.empty() ? tones.muted : tones.kicker);
    y += card.note->height() + 6;
  }
  if (card.candidates) card.candidates->draw(context, left, y);
  if (card.footer) footer(context, box, event);
}

/// What the card is not to cover: the pin's body, of a pin in a closed cluster the cluster's; and the same
/// with the pins that are spread from its place. Empty when the map shows none.
struct PinAreas {
  Area own, spread;
};

PinAreas pinAreas(const Context& context, const Area& mapArea, const std::string& id) {
  if (context.input.built == nullptr) return {};
  const std::vector<map::Placed>& pins = context.input.built->pins;
  const auto own = std::find_if(pins.begin(), pins.end(), [&](const map::Placed& pin) {
    return pin.id == id || std::find(pin.members.begin(), pin.members.end(), id) != pin.members.end();
  });
  if (own == pins.end()) return {};
  map::ScreenBox box = own->body;
  constexpr double kFanReach = 90, kOneClusterPx = 32;
  for (const map::Placed& pin : pins)
    if (std::hypot(pin.tip.x - own->tip.x, pin.tip.y - own->tip.y) < kOneClusterPx &&
        std::hypot(pin.body.minX - own->body.minX, pin.body.minY - own->body.minY) < kFanReach)
      box.add(pin.body);
  const auto inWindow = [&](const map::ScreenBox& b) {
    return Area{mapArea.x + static_cast<float>(b.minX), mapArea.y + static_cast<float>(b.minY),
                static_cast<float>(b.width()), static_cast<float>(b.height())};
  };
  return {inWindow(own->body), inWindow(box)};
}

struct Fitted {
  CardText card;
  Area box;
};

/// Of the cards that stand free the one that shows most of its passage, the wider one of two that show as
/// much; where none does, the one that covers the least.
Fitted fit(const Context& context, int index, const Area& pin, const Area& room) {
  constexpr std::array kHeights = {1.0F, 0.75F, 0.55F, 0.4F};  // of the room's
  std::optional<Fitted> closest, best;
  float least = std::numeric_limits<float>::infinity();
  for (const float width : {widthBeside(pin, room), kNarrow, 208.0F, kNarrowest}) {
    float lastHeight = 0;
    for (const float share : kHeights) {
      Fitted tried{.card = composeCard(context, index, std::min(width, room.w), room.h * share, room.h),
                   .box = {}};
      if (tried.card.height == lastHeight) continue;
      lastHeight = tried.card.height;
      tried.box = placeCard(pin, tried.card.width, tried.card.height, room, context.panels);
      const bool free = standsFree(tried.box, pin, context.panels);
      if (free && tried.card.shown >= 1) return tried;
      if (free && (!best || tried.card.shown > best->card.shown)) best.emplace(tried);
      const float covered = coveredBy(tried.box, pin, context.panels);
      if (covered < least) closest.emplace(std::move(tried)), least = covered;
    }
  }
  return std::move(best ? *best : *closest);
}

/// Where there is no room beside all that are spread, the card's own pin is the one that stays in sight.
Fitted fitBeside(const Context& context, int index, const PinAreas& pins, const Area& room) {
  Fitted fitted = fit(context, index, pins.spread, room);
  if (pins.own.empty() || standsFree(fitted.box, pins.spread, context.panels)) return fitted;
  return fit(context, index, pins.own, room);
}

/// A problem stands above a card: where it would cover one, the card is one for the room below it.
Fitted fitBelowProblems(const Context& context, int index, const PinAreas& pins, const Area& room) {
  Fitted fitted = fitBeside(context, index, pins, room);
  const float lower = context.belowProblems - room.y;
  if (lower <= 0 || room.h - lower < kLeastCardRoom || standsFree(fitted.box, pins.own, context.panels))
    return fitted;
  return fitBeside(context, index, pins, {room.x, room.y + lower, room.w, room.h - lower});
}

}  // namespace

std::string kindName(const std::string& kind) {
  if (kind.empty()) return "Event";
  std::string name = kind;
  name[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(name[0])));
  return name;
}

Area EventCard::draw(Context& context, const Area& mapArea) {
  const session::State& state = context.state;
  const int index = state.cardOpen ? state.story->indexOf(state.selected) : -1;
  if (index < 0 || static_cast<std::size_t>(index) >= state.resolutions.size() || mapArea.w < 120) return {};
  const Area room = mapArea.inset(12);
  PinAreas pins = pinAreas(context, mapArea, state.selected);
  const bool inSight = !pins.spread.empty() && pins.spread.overlaps(mapArea);
  // A pin that was panned out of sight takes its card along; an event without a place has its card in the
  // corner.
  if (!inSight && state.story->events[static_cast<std::size_t>(index)].at && context.input.built != nullptr)
    return {};
  if (!inSight) pins.own = pins.spread = {room.x - kCardGap, room.y, 0, 0};
  const auto [card, box] = fitBelowProblems(context, index, pins, room);
  const PanelWindow window("##event-card", box, Layer::overlay);
  hitArea("##ground", {box.x, box.y, box.w, 1});
  panelGround(context, box);
  paintCard(context, box, index, card, passage_);
  return box;
}

}  // namespace dateline::ui
