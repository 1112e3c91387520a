#include "ui/reader_flow.h"

#include <algorithm>
#include <cmath>

#include "article/text_steps.h"

namespace dateline::ui {
namespace {

/// Longer blocks are set in pieces, so that one line of ten megabytes costs no more than what is seen of it.
constexpr std::size_t kLongestPiece = 6000;  // code points
constexpr std::size_t kMostKept = 256;       // layouts
constexpr float kFactsPadding = 16;          // between the two rules and the line
constexpr float kTextRowSpace = 6;           // between the rows of a table that is set as text
constexpr float kShortLine = 0.4f;  // of the column; a last line of a heading that is shorter is filled

bool endsText(BlockKind kind) {
  return kind == BlockKind::paragraph || kind == BlockKind::listItem || kind == BlockKind::quote ||
         kind == BlockKind::code;
}

float normalSpaceBefore(const Piece& piece, const Piece* previous) {
  if (previous == nullptr) return 0;
  if (!piece.beginsBlock) return 0;
  if (piece.table != 0 && piece.table == previous->table) return 0;
  if (piece.table != 0 && previous->block == BlockKind::caption) return 4;
  if (piece.table != 0 || previous->table != 0) return 16;
  if (previous->kind == Piece::Kind::kicker) return 8;
  if (piece.kind == Piece::Kind::facts) return 16;
  if (previous->kind == Piece::Kind::facts) return piece.block == BlockKind::heading ? 20 : 16;
  if (previous->block == BlockKind::heading) return 8;
  switch (piece.block) {
    case BlockKind::title:
      return 16;
    case BlockKind::dek:
      return 8;
    case BlockKind::heading:
      return 24;
    case BlockKind::listItem:
      return previous->block == BlockKind::listItem ? 4 : 12;
    case BlockKind::quote:
      return previous->block == BlockKind::quote ? 8 : 16;
    case BlockKind::byline:
      return endsText(previous->block) ? 24 : 8;  // amid the text it is the time of the report below
    case BlockKind::caption:
      return 8;
    case BlockKind::source:
      return 24;
    case BlockKind::note:
      return previous->block == BlockKind::note ? 4 : 40;  // with a rule between
    case BlockKind::code:
    case BlockKind::paragraph:
      break;
  }
  return previous->block == BlockKind::quote ? 16 : 13;
}

/// Code is read from the left, and a headline outside the article says itself how it is read; the lines above
/// and below it stand as the article does.
text::Direction directionOf(const Piece& piece) {
  if (piece.kind == Piece::Kind::heading || piece.block == BlockKind::code) return text::Direction::automatic;
  return piece.rightToLeft ? text::Direction::rightToLeft : text::Direction::leftToRight;
}

}  // namespace

bool ReaderFlow::refresh(const article::ArticlePtr& article, const Masthead& masthead, float width,
                         const session::ReaderLook& reader) {
  if (article_ == article && masthead_ == masthead && width_ == width && reader_ == reader) return false;
  article_ = article;
  masthead_ = masthead;
  width_ = width;
  reader_ = reader;
  cut();
  return true;
}

void ReaderFlow::cut() {
  pieces_.clear();
  layouts_.clear();
  tables_.begin(*article_, width_, scale());
  const auto& blocks = article_->blocks;
  const auto line = [this](Piece::Kind kind) {
    add({.kind = kind, .block = BlockKind::caption, .rightToLeft = masthead_.rightToLeft});
  };
  if (!masthead_.kicker.empty()) line(Piece::Kind::kicker);
  if (!masthead_.title.empty()) add({.kind = Piece::Kind::heading, .block = BlockKind::title});
  std::uint32_t next = 0;
  while (next < blocks.size() && blocks[next].kind == BlockKind::title) addBlock(next++);
  if (!masthead_.dek.empty())
    add({.kind = Piece::Kind::heading,
         .block = BlockKind::dek,
         .italics = article::hasItalics(masthead_.dek)});
  while (next < blocks.size() && blocks[next].kind == BlockKind::dek) addBlock(next++);
  if (!masthead_.facts.empty()) line(Piece::Kind::facts);
  while (next < blocks.size()) addBlock(next++);
  tops_.assign(pieces_.size() + 1, 0);
  settled_ = 0;
  ++revision_;
}

float ReaderFlow::spaceBefore(const Piece& piece, const Piece* previous) const {
  return std::round(normalSpaceBefore(piece, previous) * scale());
}

void ReaderFlow::add(Piece piece) {
  const Piece* previous = pieces_.empty() ? nullptr : &pieces_.back();
  // What stands outside the article takes the place in it where it stands, so that pieces are in the order of
  // the text.
  if (piece.kind != Piece::Kind::text)
    piece.range = previous == nullptr ? TextRange{} : TextRange{previous->range.end, previous->range.end};
  piece.before = spaceBefore(piece, previous);
  piece.height = estimate(piece);
  pieces_.push_back(piece);
}

void ReaderFlow::addBlock(std::uint32_t index) {
  const article::Block& block = article_->blocks[index];
  constexpr std::size_t kEnoughToTell = 400;
  Piece piece{.block = block.kind, .blockIndex = index};
  const std::string_view beginning =
      article_->slice({block.range.start, std::min(block.range.end, block.range.start + kEnoughToTell)});
  piece.rightToLeft = article::beginsRightToLeft(beginning);
  piece.italics = article::hasItalics(beginning);
  piece.table = block.row != nullptr && block.quotes == 0 ? block.row->table : 0;
  // A table is read as its first row is.
  if (piece.table != 0 && !pieces_.empty() && pieces_.back().table == piece.table)
    piece.rightToLeft = pieces_.back().rightToLeft;
  std::size_t start = block.range.start;
  while (start < block.range.end || piece.beginsBlock) {
    std::size_t end = block.range.end;
    if (end - start > kLongestPiece + kLongestPiece / 4) {
      end = start + kLongestPiece;
      const std::string_view tail = article_->slice({end - 400, end});
      const std::size_t space = tail.rfind(' ');
      if (space != std::string_view::npos)
        end = article_->offsets.codePointOf(article_->text,
                                            article_->offsets.byteOf(article_->text, end - 400) + space + 1);
    }
    piece.range = {start, end};
    add(piece);
    piece.beginsBlock = false;
    start = end;
  }
}

float ReaderFlow::estimate(const Piece& piece) const {
  if (piece.kind == Piece::Kind::facts) return kFactsPadding + std::round(16 * scale());
  if (piece.table != 0) return std::round(30 * scale());
  const BlockLook look = lookOf(piece);
  const auto characters = static_cast<float>(piece.kind == Piece::Kind::text ? piece.range.length() : 40);
  const float perLine = std::max(8.0f, (width_ - look.indent) / (look.style.sizePx * 0.495f));
  return std::ceil(std::max(1.0f, characters / perLine)) * look.lineHeight;
}

std::string ReaderFlow::textOf(const Piece& piece) const {
  switch (piece.kind) {
    case Piece::Kind::kicker:
      return masthead_.kicker;
    case Piece::Kind::facts:
      return masthead_.facts;
    case Piece::Kind::heading:
      return piece.block == BlockKind::title ? masthead_.title : masthead_.dek;
    case Piece::Kind::text:
      break;
  }
  std::string text(article_->slice(piece.range));
  // In a text file lines end where the window of its author did; here they end at the column's edge.
  if (article_->wrapped && piece.block != BlockKind::code) std::replace(text.begin(), text.end(), '\n', ' ');
  return text;
}

text::LayoutPtr ReaderFlow::set(std::size_t index) {
  if (const auto known = layouts_.find(index); known != layouts_.end()) return known->second;
  if (layouts_.size() >= kMostKept) layouts_.clear();
  Piece& piece = pieces_[index];
  text::LayoutPtr layout;
  if (const TableLook* table = tableOf(piece)) layout = setRow(piece, *table);
  if (layout == nullptr) layout = setText(piece, lookOf(piece));
  // Rows that are set as text are told apart by the space between them.
  const bool next = index > 0 && pieces_[index - 1].table == piece.table && piece.beginsBlock;
  if (piece.table != 0 && next && tableOf(piece) == nullptr)
    piece.before = std::round(kTextRowSpace * scale());
  ++layoutsMade_;
  const float height = layout->height() + (piece.kind == Piece::Kind::facts ? kFactsPadding : 0.0f);
  if (!piece.measured || piece.height != height) {
    settled_ = std::min(settled_, index + 1);
    ++revision_;
  }
  piece.height = height;
  piece.measured = true;
  return layouts_[index] = layout;
}

text::LayoutPtr ReaderFlow::setText(const Piece& piece, const BlockLook& look) {
  const std::string text = textOf(piece);
  const std::vector<text::StyledRange> ranges = styledRanges(piece);
  text::LayoutOptions options{.widthPx = std::max(40.0f, width_ - look.indent),
                              .lineHeightPx = look.lineHeight,
                              .direction = directionOf(piece)};
  const auto set = [&] { return typesetter_.layout(text, look.style, ranges, options); };
  text::LayoutPtr layout = set();
  const bool display =
      piece.block == BlockKind::title || piece.block == BlockKind::heading || piece.block == BlockKind::dek;
  if (!display || piece.rightToLeft || layout->lines().size() < 2) return layout;
  // A last line of a word or two is filled up from those above, as far as they stay as many.
  const text::Line& last = layout->lines().back();
  if (last.right - last.left >= options.widthPx * kShortLine) return layout;
  options.breaksWords = false;
  for (float tooNarrow = options.widthPx / 2, wide = options.widthPx; wide - tooNarrow > 4;) {
    options.widthPx = (tooNarrow + wide) / 2;
    const text::LayoutPtr narrower = set();
    const bool fits =
        narrower->lines().size() == layout->lines().size() && narrower->width() <= options.widthPx;
    (fits ? wide : tooNarrow) = options.widthPx;
    if (fits) layout = narrower;
  }
  return layout;
}

const TableLook* ReaderFlow::tableOf(const Piece& piece) const {
  if (piece.table == 0) return nullptr;
  const TableLook& look = tables_.lookOf(piece.blockIndex);
  return look.columns.empty() ? nullptr : &look;
}

text::LayoutPtr ReaderFlow::setRow(const Piece& piece, const TableLook& table) const {
  RowText row{.row = *article_->blocks[piece.blockIndex].row,
              .text = article_->slice(piece.range),
              .ranges = styledRanges(piece),
              .cells = {}};
  for (const article::TableCell& cell : row.row.cells)
    row.cells.emplace_back(byteIn(piece, cell.range.start), byteIn(piece, cell.range.end));
  return tables_.set(table, row);
}

void ReaderFlow::settle() const {
  if (settled_ == tops_.size()) return;
  if (settled_ == 0) {
    tops_[0] = 0;
    settled_ = 1;
  }
  for (; settled_ < tops_.size(); ++settled_) {
    const Piece& above = pieces_[settled_ - 1];
    tops_[settled_] = tops_[settled_ - 1] + above.before + above.height;
  }
}

double ReaderFlow::height() const {
  settle();
  return tops_.empty() ? 0 : tops_.back();
}

double ReaderFlow::top(std::size_t piece) const {
  settle();
  return tops_[piece] + pieces_[piece].before;
}

std::size_t ReaderFlow::pieceAt(double y) const {
  settle();
  const auto after = std::upper_bound(tops_.begin(), tops_.end(), y);
  const auto index = after == tops_.begin() ? 0 : static_cast<std::size_t>(after - tops_.begin()) - 1;
  return std::min(index, pieces_.empty() ? 0 : pieces_.size() - 1);
}

std::size_t ReaderFlow::pieceOf(std::size_t offset) const {
  auto after = std::upper_bound(pieces_.begin(), pieces_.end(), offset,
                                [](std::size_t at, const Piece& piece) { return at < piece.range.start; });
  while (after != pieces_.begin() && (after - 1)->kind != Piece::Kind::text) --after;
  if (after != pieces_.begin()) return static_cast<std::size_t>(after - pieces_.begin()) - 1;
  const auto text = std::find_if(pieces_.begin(), pieces_.end(),
                                 [](const Piece& p) { return p.kind == Piece::Kind::text; });
  return text == pieces_.end() ? 0 : static_cast<std::size_t>(text - pieces_.begin());
}

std::size_t ReaderFlow::byteIn(const Piece& piece, std::size_t offset) const {
  const std::size_t within = std::clamp(offset, piece.range.start, piece.range.end);
  return article_->offsets.byteOf(article_->text, within) -
         article_->offsets.byteOf(article_->text, piece.range.start);
}

std::size_t ReaderFlow::offsetAt(const Piece& piece, std::size_t byte) const {
  const std::size_t start = article_->offsets.byteOf(article_->text, piece.range.start);
  return std::min(piece.range.end, article_->offsets.codePointOf(article_->text, start + byte));
}

}  // namespace dateline::ui
