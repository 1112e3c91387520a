#include <algorithm>
#include <cmath>
#include <string>

#include "ui/reader.h"

// The numbers in the margin.

namespace dateline::ui {
namespace {

constexpr float kMarkSize = 20;
constexpr float kMarkStep = 22;
constexpr float kMarkOffset = 34;  // of its middle, left of the text
constexpr float kSecondMark = 22;  // further out, where a line has several
/// A number that stands farther below its line seems to belong to another one.
constexpr float kFarthestBelow = 55;

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

void Reader::placeMarks(const session::State& state) {
  float free = -1e9f;
  for (const Shown& shown : shown_)
    if (shown.piece->kind == Piece::Kind::text) free = placeMarksOf(state, shown, free);
}

/// Numbers stay beside their paragraph: whoever would stand below its end is counted with the last one there.
/// Gives the first place that is free.
float Reader::placeMarksOf(const session::State& state, const Shown& paragraph, float free) {
  std::vector<Mark> wanted;
  for (const Passage& passage : passages_.overlapping(paragraph.piece->range)) {
    const TextRange place = markedPlace(state, passage);
    if (!paragraph.piece->range.contains(place.start)) continue;
    const auto rects = rectsOf(paragraph, place);
    if (!rects.empty()) wanted.push_back({passage, rects.front().y + rects.front().h / 2});
  }
  std::stable_sort(wanted.begin(), wanted.end(), [](const Mark& a, const Mark& b) { return a.y < b.y; });
  const float lowest = paragraph.y + paragraph.layout->height() - kMarkSize / 2;
  const std::size_t first = marks_.size();
  for (std::size_t i = 0; i < wanted.size();) {
    std::size_t end = i + 1;
    while (end < wanted.size() && wanted[end].y - wanted[i].y < 2) ++end;
    const std::span<const Mark> line{wanted.data() + i, end - i};
    if (marks_.size() > first && free > std::max(line.front().y, lowest))
      countWithLast(line);
    else
      free = placeMarksOfLine(line, free, lowest);
    i = end;
  }
  return free;
}

void Reader::countWithLast(std::span<const Mark> line) {
  Mark& last = marks_.back();
  if (last.more.empty()) last.more.push_back(last.passage);
  for (const Mark& mark : line) last.more.push_back(mark.passage);
}

/// Two side by side where a line has several, the others below; whoever finds the place taken moves down.
/// Those that would come too far below, or below `lowest`, are told as one, "+3". Gives the first place that
/// is free.
float Reader::placeMarksOfLine(std::span<const Mark> line, float free, float lowest) {
  const bool pairs = line.size() > 1 && roomForTwo();
  const float top = std::max(line.front().y, free);
  const float below = std::min(line.front().y + kFarthestBelow, lowest) - top;
  const std::size_t rows = below < 0 ? 1 : static_cast<std::size_t>(below / kMarkStep) + 1;
  const std::size_t room = rows * (pairs ? 2 : 1);
  const std::size_t placed = std::min(room, line.size());
  for (std::size_t k = 0; k < placed; ++k) {
    Mark mark = line[k];
    mark.y = top + kMarkStep * static_cast<float>(pairs ? k / 2 : k);
    const float offset = kMarkOffset + (pairs && k % 2 == 1 ? kSecondMark : 0);
    mark.area = Area{marginX(offset), mark.y, 0, 0}.inset(-kMarkSize / 2 - 1);
    if (k + 1 == placed && placed < line.size())
      for (const Mark& hidden : line.subspan(k)) mark.more.push_back(hidden.passage);
    marks_.push_back(mark);
  }
  return marks_.back().y + kMarkStep;
}

bool Reader::roomForTwo() const {
  const float room = rightToLeft_ ? area_.right() - 34 - column_.right() : column_.left - area_.x;
  return room >= kMarkOffset + kSecondMark + kMarkSize / 2 + 4;
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
      pen.label("+" + std::to_string(mark.more.size()), type::kLabelStrong, mark.area.centreX(), mark.y,
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
