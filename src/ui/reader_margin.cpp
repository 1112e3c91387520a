#include <algorithm>
#include <cmath>
#include <string>

#include "ui/margin_places.h"
#include "ui/reader.h"

// The numbers in the margin.

namespace dateline::ui {
namespace {

constexpr float kMarkOffset = 34;  // of its middle, left of the text
constexpr float kSecondMark = 22;  // further out, where a line has several
constexpr float kCountGap = 4;     // between a number and the count beside it
constexpr float kCountHeight = 14;
constexpr float kMarginEdge = 4;
constexpr float kRoomForTwo = kMarkOffset + kSecondMark + kMarkSize / 2 + kMarginEdge;
constexpr float kCountOffset = kMarkOffset + kMarkSize / 2 + kCountGap;  // of its end towards the text

std::string countText(std::size_t count) {
  return "+" + std::to_string(count);
}

/// Where the number of a passage belongs: at its beginning, of a suggestion at the name that led to it.
TextRange markedPlace(const session::State& state, const Passage& passage) {
  const story::Event& event = state.story->events[static_cast<std::size_t>(passage.event)];
  if (event.status != "suggested" || !event.at) return passage.range;
  const auto after = [](const session::Mention& mention, std::size_t at) { return mention.range.start < at; };
  auto mention = std::lower_bound(state.mentions.begin(), state.mentions.end(), passage.range.start, after);
  for (; mention != state.mentions.end() && mention->range.start < passage.range.end; ++mention)
    if (mention->at == *event.at) return mention->range;
  return passage.range;
}

}  // namespace

void Reader::placeMarks(const Context& context) {
  float free = -1e9f;
  for (const Shown& shown : shown_)
    if (shown.piece->kind == Piece::Kind::text) free = placeMarksOf(context, shown, free);
}

/// Gives the first place that is free.
float Reader::placeMarksOf(const Context& context, const Shown& paragraph, float free) {
  struct Wanted {
    Passage passage;
    float y = 0;
  };
  std::vector<Wanted> wanted;
  for (const Passage& passage : passages_.overlapping(paragraph.piece->range)) {
    const TextRange place = markedPlace(context.state, passage);
    if (!paragraph.piece->range.contains(place.start)) continue;
    const auto rects = rectsOf(paragraph, place);
    if (!rects.empty()) wanted.push_back({passage, rects.front().y + rects.front().h / 2});
  }
  if (wanted.empty()) return free;
  std::ranges::stable_sort(wanted, {}, &Wanted::y);
  std::vector<float> lines;
  for (const Wanted& one : wanted) lines.push_back(one.y);
  const auto widthOf = [&](std::size_t count) {
    return context.set(countText(count), type::kNumber)->width();
  };
  const float widest = widthOf(wanted.size());  // that a count of these may become
  const MarginPlaces found =
      placeInMargin(lines, {.top = paragraph.y,
                            .bottom = paragraph.y + paragraph.layout->height(),
                            .free = free,
                            .pairs = marginWidth() >= kRoomForTwo,
                            .beside = marginWidth() >= kCountOffset + widest + kMarginEdge});
  for (const MarginPlace& place : found.places) {
    Mark mark{.passage = wanted[place.first].passage, .y = place.y};
    const float width = place.counted ? widthOf(place.count) : kMarkSize;
    const float beside = place.counted ? kCountOffset + width / 2 : kMarkOffset + kSecondMark;
    const float x = marginX(place.outer ? beside : kMarkOffset);
    const float halfHeight = place.counted ? kCountHeight / 2 : kMarkSize / 2 + 1;
    mark.area = {x - width / 2 - 1, mark.y - halfHeight, width + 2, 2 * halfHeight};
    if (place.counted)
      for (std::size_t i = 0; i < place.count; ++i) mark.more.push_back(wanted[place.first + i].passage);
    marks_.push_back(std::move(mark));
  }
  return found.free;
}

float Reader::marginWidth() const {
  return rightToLeft_ ? area_.right() - 34 - column_.right() : column_.left - area_.x;
}

void Reader::paintMarks(Context& context) {
  const Pen pen = context.pen();
  const auto isLit = [&](const Passage& passage) {
    const story::Event& event = context.state.story->events[static_cast<std::size_t>(passage.event)];
    const bool chosen = event.id == context.state.selected && passage.anchor == context.state.passage;
    return chosen || session::isHovered(context.state, event.id);
  };
  for (const Mark& mark : marks_) {
    if (!mark.more.empty()) {
      const bool lit = std::ranges::any_of(mark.more, isLit);
      pen.label(countText(mark.more.size()), type::kNumber, mark.area.centreX(), mark.y,
                lit ? context.tones.link : context.tones.muted, {.align = text::Align::centre});
      continue;
    }
    const EventMark look = markOf(context, mark.passage.event);
    const bool lit = isLit(mark.passage);
    pen.mark(look.shape, look.colour, look.number, mark.area.centreX(), mark.y,
             lit ? kMarkSize + 2 : kMarkSize, look.hollow);
  }
}

}  // namespace dateline::ui
