#include <algorithm>
#include <array>
#include <cmath>

#include "base/link_address.h"

#include "ui/reader.h"

// Drawing the page: tints below the text, the text, underlines.

namespace dateline::ui {
namespace {

constexpr float kRuleWidth = 3;
// Of the rules' outer edges: the selected passage has the first, what shares text with it the others.
constexpr std::array<float, 4> kLanes = {15, 20, 10, 6};

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
  for (const Shown& shown : shown_) paintLit(context, shown);
  paintMarks(context);
}

/// In the margin that has the numbers, so far from the column's edge.
float Reader::marginX(float offset) const {
  return rightToLeft_ ? column_.right() + offset : column_.left - offset;
}

/// Which passages get a rule: the chosen one, those under the mouse, and those that share text with either,
/// so that each can be told from the others.
void Reader::lightPassages(const Context& context) {
  if (shown_.empty()) return;
  const session::State& state = context.state;
  const TextRange sight{firstVisible_, std::max(firstVisible_, lastVisible_)};
  std::vector<Lit> found;
  for (const Passage& passage : passages_.overlapping(sight)) {
    const std::string& id = state.story->events[static_cast<std::size_t>(passage.event)].id;
    const bool chosen = id == state.selected && passage.anchor == state.passage && state.mention < 0;
    const bool hovered = session::isHovered(state, id);
    const bool shares = state.highlighted && state.mention < 0 && passage.range.overlaps(*state.highlighted);
    if (chosen || hovered || shares) found.push_back({passage, 0, chosen, hovered});
  }
  std::stable_sort(found.begin(), found.end(),
                   [](const Lit& a, const Lit& b) { return a.chosen > b.chosen; });
  for (Lit& lit : found) {
    const auto taken = [&](int lane) {
      return std::any_of(lit_.begin(), lit_.end(), [&](const Lit& other) {
        return other.lane == lane && other.passage.range.overlaps(lit.passage.range);
      });
    };
    while (lit.lane + 1 < static_cast<int>(kLanes.size()) && taken(lit.lane)) ++lit.lane;
    lit_.push_back(lit);
  }
}

void Reader::paintLit(const Context& context, const Shown& shown) const {
  const Pen pen = context.pen();
  for (const Lit& lit : lit_) {
    const auto rects = rectsOf(shown, lit.passage.range);
    if (rects.empty()) continue;
    const float outer = kLanes[static_cast<std::size_t>(lit.lane)];
    const float x = rightToLeft_ ? marginX(outer) - kRuleWidth : marginX(outer);
    const float top = rects.front().y + 3, bottom = rects.back().y + rects.back().h - 3;
    pen.fill({x, top, kRuleWidth, bottom - top},
             lit.chosen ? context.tones.highlightRule : markOf(context, lit.passage.event).colour, 1.5f);
  }
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
  if (shown.piece->block == BlockKind::code) paintCodeGround(context, shown);
  if (state.highlighted) paintRange(pen, shown, *state.highlighted, tones.highlight, 3);
  if (state.highlighted && state.mention >= 0) {
    const auto rects = rectsOf(shown, *state.highlighted);
    if (!rects.empty())
      pen.fill({rightToLeft_ ? marginX(kLanes[0]) - kRuleWidth : marginX(kLanes[0]), rects.front().y + 3,
                kRuleWidth, rects.back().y + rects.back().h - rects.front().y - 6},
               tones.highlightRule, 1.5f);
  }
  // See-through, so that what several events say stands out darker than what one says.
  for (const Lit& lit : lit_)
    if (lit.hovered && !lit.chosen)
      paintRange(pen, shown, lit.passage.range,
                 withAlpha(markOf(context, lit.passage.event).colour, tones.litAlpha), 3);
  paintMatches(context, shown);
  paintSelection(context, shown);
}

void Reader::paintMatches(const Context& context, const Shown& shown) const {
  const auto& matches = context.state.find.matches;
  auto match = std::lower_bound(matches.begin(), matches.end(), shown.piece->range.start,
                                [](const TextRange& m, std::size_t at) { return m.end <= at; });
  for (; match != matches.end() && match->start < shown.piece->range.end; ++match)
    paintRange(context.pen(), shown, *match,
               match - matches.begin() == context.state.find.current ? context.tones.foundCurrent
                                                                     : context.tones.found,
               1);
}

void Reader::paintSelection(const Context& context, const Shown& shown) const {
  const auto marked = selection();
  if (!marked || shown.piece->kind != Piece::Kind::text) return;
  const Pen pen = context.pen();
  paintRange(pen, shown, *marked, context.tones.selection, 0);
  const std::size_t focus = selection_.focus();
  if (flow_.pieceOf(focus) != shown.index) return;
  const text::CaretPlace place = caretPlace(shown.index);
  const text::Caret caret = shown.layout->caretAt(place.byte, place.trailing);
  const float width = std::max(pen.devicePixel(), pen.snap(1.5f));
  pen.fill({shown.x + caret.x - width / 2, shown.y + caret.top + 2, width, caret.bottom - caret.top - 4},
           context.tones.link);
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
  paintQuoteRules(context, shown);
  paintTableRules(context, shown);
  paintItemMark(context, shown);
  paintStrikes(context, shown);
}

void Reader::paintStrikes(const Context& context, const Shown& shown) const {
  if (shown.piece->kind != Piece::Kind::text) return;
  const Pen pen = context.pen();
  const float size = flow_.lookOf(*shown.piece).style.sizePx;
  for (const article::Inline& part : article_->blocks[shown.piece->blockIndex].inlines)
    if (part.kind == article::Inline::Kind::struck)
      for (const text::Rect& rect : rectsOf(shown, part.range))
        pen.fill({rect.x, pen.snap(rect.y + rect.h / 2 + size * 0.06f), rect.w, 1}, context.tones.ink);
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

/// Where the link under the mouse leads, at the foot of the page: what will open, not what the text says.
void Reader::paintLinkTip(const Context& context) const {
  if (linkUnder_ == nullptr) return;
  const LinkAddress address = readLinkAddress(linkUnder_->target);
  const Pen pen = context.pen();
  const float most = area_.w - 34 - 24;
  const float width = std::min(most, std::ceil(pen.widthOf(address.shown, type::kLabel)) + 24);
  const Area box{area_.x + 12, area_.bottom() - 12 - 26, width, 26};
  pen.box(box, context.tones.field, context.tones.rule, 6);
  pen.label(address.shown, type::kLabel, box.x + 12, box.centreY(), context.tones.ink,
            {.maxWidth = width - 24});
}

}  // namespace dateline::ui
