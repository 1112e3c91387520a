#include <algorithm>
#include <array>
#include <cmath>

#include "ui/reader.h"

// What is drawn around the text of a block: bullets, numbers and boxes of lists, rules of quotes and notes.

namespace dateline::ui {
namespace {

/// The box of a task, with a tick where it is done.
void paintTask(const Pen& pen, const Area& box, bool done, const Tones& tones) {
  const Area sharp{pen.snap(box.x), pen.snap(box.y), pen.snap(box.w), pen.snap(box.h)};
  pen.box(sharp, done ? tones.field : tones.panel, tones.muted, 2);
  if (!done) return;
  const std::array tick{ImVec2{sharp.x + sharp.w * 0.24f, sharp.y + sharp.h * 0.52f},
                        ImVec2{sharp.x + sharp.w * 0.43f, sharp.y + sharp.h * 0.71f},
                        ImVec2{sharp.x + sharp.w * 0.78f, sharp.y + sharp.h * 0.28f}};
  pen.line(tick, tones.ink, std::max(1.25f, sharp.w * 0.12f));
}

}  // namespace

/// The bullet or the number before a list's item, in the room of its indent.
void Reader::paintItemMark(const Context& context, const Shown& shown) const {
  const Piece& piece = *shown.piece;
  const bool note = piece.block == BlockKind::note;
  if (piece.kind != Piece::Kind::text || !piece.beginsBlock || shown.layout->lines().empty()) return;
  if (piece.block != BlockKind::listItem && !note) return;
  const article::ItemMark& mark = article_->blocks[piece.blockIndex].mark;
  if (mark.continues) return;
  const Pen pen = context.pen();
  const BlockLook look = flow_.lookOf(piece);
  const text::Line& line = shown.layout->lines().front();
  const float size = look.style.sizePx;
  const float textEdge = piece.rightToLeft ? column_.right() - look.indent : shown.x;
  if (note) paintNoteRule(context, shown);
  if (mark.done) {
    const float side = std::round(size * 0.7f);
    const float x = piece.rightToLeft ? textEdge + size * 0.35f : textEdge - size * 0.35f - side;
    return paintTask(pen, {x, shown.y + line.baseline - side + 1, side, side}, *mark.done, context.tones);
  }
  if (!mark.number) {
    const float x = textEdge + size * (piece.rightToLeft ? 0.65f : -0.65f);
    return pen.disc(x, shown.y + line.baseline - size * 0.27f, size * 0.13f, context.tones.muted);
  }
  text::TextStyle numberStyle = look.style;
  numberStyle.italic = false;
  const text::LayoutPtr number = pen.set(std::to_string(*mark.number) + (note ? "" : "."), numberStyle,
                                         {.lineHeightPx = look.lineHeight});
  const float gap = size * 0.35f;
  const float x = piece.rightToLeft ? textEdge + gap : textEdge - gap - number->width();
  pen.draw(*number, x, shown.y + line.baseline - number->lines().front().baseline, context.tones.muted);
}

/// One a quote; it goes on from the block above where that stands in the same quote.
void Reader::paintQuoteRules(const Context& context, const Shown& shown) const {
  const Piece& piece = *shown.piece;
  const BlockLook look = flow_.lookOf(piece);
  if (look.quotes == 0) return;
  constexpr float kInset = 3, kThick = 2;
  const int kept = piece.beginsBlock ? article_->blocks[piece.blockIndex].quotesKept : look.quotes;
  const float bottom = shown.y + shown.layout->height() - kInset;
  for (int quote = 0; quote < look.quotes; ++quote) {
    const float x =
        look.quotesFrom + std::round(kQuoteStep * static_cast<float>(quote) *
                                     static_cast<float>(context.state.readerLook.sizePercent) / 100);
    const float top = quote < kept ? shown.y - piece.before - kInset : shown.y + kInset;
    context.pen().fill(
        {piece.rightToLeft ? column_.right() - x - kThick : column_.left + x, top, kThick, bottom - top},
        context.tones.quoteRule);
  }
}

/// Between the text and the first note.
void Reader::paintNoteRule(const Context& context, const Shown& shown) const {
  constexpr float kLength = 96;
  if (shown.index > 0 && flow_.pieces()[shown.index - 1].block == BlockKind::note) return;
  const float x = shown.piece->rightToLeft ? column_.right() - kLength : column_.left;
  context.pen().horizontal(x, x + kLength, shown.y - std::round(shown.piece->before * 0.45f),
                           context.tones.rule);
}

/// Below each row, below the head a stronger one.
void Reader::paintTableRules(const Context& context, const Shown& shown) const {
  const TableLook* table = flow_.tableOf(*shown.piece);
  if (table == nullptr) return;
  const Pen pen = context.pen();
  const bool heads = article_->blocks[shown.piece->blockIndex].row->heads;
  const float x = table->rightToLeft ? column_.right() - table->width : column_.left;
  const float y = shown.y + shown.layout->height();
  pen.horizontal(x, x + table->width, y - 1, heads ? context.tones.muted : context.tones.rule);
}

void Reader::paintCodeGround(const Context& context, const Shown& shown) const {
  const BlockLook look = flow_.lookOf(*shown.piece);
  const float indent = look.indent - 12;  // what stands within it
  context.pen().fill(
      Area{column_.left + indent, shown.y - 4, column_.width - indent, shown.layout->height() + 8},
      context.tones.field, 4);
}

}  // namespace dateline::ui
