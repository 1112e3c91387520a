#include <algorithm>
#include <cmath>

#include "ui/reader.h"

// Drawing the page: tints below the text, the text, underlines, numbers in the margin.

namespace dateline::ui {
namespace {

constexpr float kMarkSize = 20;
constexpr float kMarkStep = 22;
constexpr float kMarkOffset = 34;  // of its middle, left of the text
constexpr float kRuleOffset = 15;
constexpr float kRuleWidth = 3;

/// The corners of a line's tint that are not covered by its neighbours'.
ImDrawFlags openCorners(const std::vector<text::Rect>& rects, std::size_t i) {
  const auto covers = [&](std::size_t other, float x) {
    return x > rects[other].x + 1 && x < rects[other].x + rects[other].w - 1;
  };
  const text::Rect& r = rects[i];
  ImDrawFlags flags = ImDrawFlags_RoundCornersNone;
  const bool first = i == 0;
  const bool last = i + 1 == rects.size();
  if (first || !covers(i - 1, r.x + 2)) flags |= ImDrawFlags_RoundCornersTopLeft;
  if (first || !covers(i - 1, r.x + r.w - 2)) flags |= ImDrawFlags_RoundCornersTopRight;
  if (last || !covers(i + 1, r.x + 2)) flags |= ImDrawFlags_RoundCornersBottomLeft;
  if (last || !covers(i + 1, r.x + r.w - 2)) flags |= ImDrawFlags_RoundCornersBottomRight;
  return flags;
}

}  // namespace

void Reader::paint(Context& context) {
  const Pen pen = context.pen();
  pen.fill(area_, context.tones.panel);
  for (const Shown& shown : shown_) paintTints(context, shown);
  for (const Shown& shown : shown_) paintUnderlines(context, shown);
  for (const Shown& shown : shown_) paintText(context, shown);
  paintMarks(context);
}

void Reader::paintRange(const Pen& pen, const Shown& shown, const TextRange& range, Colour colour,
                        float reach) const {
  std::vector<text::Rect> rects = rectsOf(shown, range);
  for (text::Rect& rect : rects) {
    rect.x -= reach;
    rect.w += 2 * reach;
  }
  for (std::size_t i = 0; i < rects.size(); ++i) {
    const text::Rect& r = rects[i];
    pen.list().AddRectFilled({pen.snap(r.x), pen.snap(r.y)}, {pen.snap(r.x + r.w), pen.snap(r.y + r.h)},
                             packed(colour), 3, openCorners(rects, i));
  }
}

void Reader::paintTints(const Context& context, const Shown& shown) const {
  const Pen pen = context.pen();
  const Tones& tones = context.tones;
  const session::State& state = context.state;
  if (shown.piece->block == BlockKind::code)
    pen.fill(Area{column_.left, shown.y - 4, column_.width, shown.layout->height() + 8}, tones.field, 4);
  if (!state.hovered.empty())
    for (const Passage& passage : passages_.overlapping(shown.piece->range))
      if (state.story->events[static_cast<std::size_t>(passage.event)].id == state.hovered)
        paintRange(pen, shown, passage.range, tones.hoverTint, 3);
  if (state.highlighted) {
    paintRange(pen, shown, *state.highlighted, tones.highlight, 3);
    const auto rects = rectsOf(shown, *state.highlighted);
    if (!rects.empty())
      pen.fill({column_.left - kRuleOffset, rects.front().y + 3, kRuleWidth,
                rects.back().y + rects.back().h - rects.front().y - 6},
               tones.highlightRule, 1.5f);
  }
  const auto& matches = state.find.matches;
  auto match = std::lower_bound(matches.begin(), matches.end(), shown.piece->range.start,
                                [](const TextRange& m, std::size_t at) { return m.end <= at; });
  for (; match != matches.end() && match->start < shown.piece->range.end; ++match)
    paintRange(pen, shown, *match,
               match - matches.begin() == state.find.current ? tones.foundCurrent : tones.found, 1);
  if (selection_) paintRange(pen, shown, *selection_, tones.selection, 0);
}

void Reader::paintUnderlines(const Context& context, const Shown& shown) const {
  const Pen pen = context.pen();
  const auto underline = [&](const TextRange& range, Colour colour, float width) {
    for (const text::Rect& rect : rectsOf(shown, range)) {
      // What is left of a whole device pixel is drawn as a fainter one.
      const float y = pen.snap(rect.y + rect.h - 4.5f);
      const float whole = std::max(1.0f, std::floor(width / pen.devicePixel() + 0.01f)) * pen.devicePixel();
      pen.fill({rect.x, y, rect.w, whole}, colour);
      if (width - whole > 0.1f * pen.devicePixel())
        pen.fill({rect.x, y + whole, rect.w, pen.devicePixel()},
                 withAlpha(colour, (width - whole) / pen.devicePixel()));
    }
  };
  const auto& mentions = context.state.mentions;
  auto mention =
      std::lower_bound(mentions.begin(), mentions.end(), shown.piece->range.start,
                       [](const session::Mention& m, std::size_t at) { return m.range.end <= at; });
  for (; mention != mentions.end() && mention->range.start < shown.piece->range.end; ++mention) {
    const bool current = mention - mentions.begin() == context.state.mention;
    // Titles are clicked like any text, but lines below their words would be the loudest thing on the page.
    const BlockKind block = shown.piece->block;
    if (!current && (block == BlockKind::title || block == BlockKind::dek || block == BlockKind::heading))
      continue;
    underline(mention->range, current ? context.tones.highlightRule : context.tones.underline,
              current ? 2.0f : 1.5f);
  }
  if (shown.piece->kind != Piece::Kind::text) return;
  for (const article::Inline& part : article_->blocks[shown.piece->blockIndex].inlines)
    if (part.kind == article::Inline::Kind::link) underline(part.range, context.tones.link, 1);
}

void Reader::paintText(const Context& context, const Shown& shown) const {
  const Pen pen = context.pen();
  const Tones& tones = context.tones;
  const Piece& piece = *shown.piece;
  if (piece.kind == Piece::Kind::kicker || piece.kind == Piece::Kind::facts)
    return paintMasthead(context, shown);
  std::vector<ColourSpan> spans;
  if (piece.kind == Piece::Kind::text)
    for (const article::Inline& part : article_->blocks[piece.blockIndex].inlines)
      if (part.kind == article::Inline::Kind::link && part.range.overlaps(piece.range))
        spans.push_back(
            {flow_.byteIn(piece, part.range.start), flow_.byteIn(piece, part.range.end), tones.link});
  pen.draw(*shown.layout, shown.x, shown.y, flow_.lookOf(piece).muted ? tones.muted : tones.ink, spans);
  if (piece.block == BlockKind::quote)
    pen.fill({column_.left, shown.y + 3, 2, shown.layout->height() - 6}, tones.rule);
  if (piece.block == BlockKind::listItem && piece.beginsBlock)
    pen.disc(shown.x - 11, shown.y + 14, 2.2f, tones.muted);
}

void Reader::paintMasthead(const Context& context, const Shown& shown) const {
  const Pen pen = context.pen();
  const Tones& tones = context.tones;
  if (shown.piece->kind == Piece::Kind::kicker)
    return pen.draw(*shown.layout, shown.x, shown.y, tones.kicker);
  const float height = shown.piece->height;
  pen.horizontal(column_.left, column_.left + column_.width, shown.y, tones.rule);
  pen.horizontal(column_.left, column_.left + column_.width, shown.y + height - 1, tones.rule);
  pen.draw(*shown.layout, shown.x, shown.y + (height - shown.layout->height()) / 2, tones.muted);
}

void Reader::placeMarks() {
  for (const Shown& shown : shown_) {
    if (shown.piece->kind != Piece::Kind::text) continue;
    for (const Passage& passage : passages_.overlapping(shown.piece->range)) {
      if (!shown.piece->range.contains(passage.range.start)) continue;
      const auto rects = rectsOf(shown, passage.range);
      if (!rects.empty()) marks_.push_back({passage, rects.front().y + rects.front().h / 2});
    }
  }
  std::stable_sort(marks_.begin(), marks_.end(), [](const Mark& a, const Mark& b) { return a.y < b.y; });
  float free = -1e9f;
  const float x = column_.left - kMarkOffset;
  for (Mark& mark : marks_) {
    mark.y = std::max(mark.y, free);
    free = mark.y + kMarkStep;
    mark.area = Area{x, mark.y, 0, 0}.inset(-kMarkSize / 2 - 1);
  }
}

void Reader::paintMarks(Context& context) {
  const Pen pen = context.pen();
  for (const Mark& mark : marks_) {
    const EventMark look = markOf(context, mark.passage.event);
    const story::Event& event = context.state.story->events[static_cast<std::size_t>(mark.passage.event)];
    const bool chosen = event.id == context.state.selected && mark.passage.anchor == context.state.passage;
    const bool lit = chosen || event.id == context.state.hovered;
    pen.mark(look.shape, look.colour, look.number, mark.area.centreX(), mark.y,
             lit ? kMarkSize + 2 : kMarkSize, look.hollow);
  }
}

}  // namespace dateline::ui
