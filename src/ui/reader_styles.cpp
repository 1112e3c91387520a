#include <algorithm>
#include <array>
#include <cmath>

#include "ui/reader_flow.h"
#include "ui/type.h"

// How the blocks of an article and the words in them are set.

namespace dateline::ui {
namespace {

/// The system's: no shipped face has letters of one width.
text::TextStyle codeStyle(float sizePx) {
  static const text::FontFamily kMonospace("monospace");
  return {.face = text::Face::interface, .sizePx = sizePx, .family = kMonospace, .hyphens = false};
}

BlockLook lookOfKind(BlockKind kind, int level) {
  text::TextStyle style = type::kReading;
  switch (kind) {
    case BlockKind::title:
      return {type::kTitle, 36};
    case BlockKind::dek:
      return {type::kDek, 24, 0, true};
    case BlockKind::heading:
      style = type::kHeading;
      if (level > 2) style.sizePx = 17;
      return {style, 26};
    case BlockKind::quote:
      style.italic = true;
      return {style, 26.5f};
    case BlockKind::listItem:
      return {style, 26.5f, 20.0f + 20.0f * static_cast<float>(std::clamp(level - 1, 0, 6))};
    case BlockKind::caption:
    case BlockKind::byline:
      return {type::kLabel, 17, 0, true};
    case BlockKind::source:
      return {type::kLabel, 17, 0, true};
    case BlockKind::code:
      return {codeStyle(13), 20, 12.0f + 20.0f * static_cast<float>(std::clamp(level, 0, 7))};
    case BlockKind::note:
      style.sizePx = 14;
      return {style, 21, 24};
    case BlockKind::paragraph:
      break;
  }
  return {style, 26.5f};
}

/// Addresses, paths, names of programs, digests: a hyphen where a line breaks would be taken for a part of
/// them.
bool isUnhyphenated(std::string_view word) {
  constexpr std::size_t kMayNotFit = 16;  // bytes; what is shorter is hardly ever broken
  if (word.size() < kMayNotFit) return false;
  word = word.substr(1, word.size() - 2);
  return word.find_first_of("/_@:\\=&?#.%0123456789") != std::string_view::npos;
}

/// A part of a text, in bytes, with one property.
struct Marked {
  enum Kind : std::uint8_t { emphasis, strong, code, unhyphenated, unbroken };
  std::size_t start = 0, end = 0;
  Kind kind = emphasis;
};
using MarksOpen = std::array<int, 5>;  ///< by kind: in so many parts of it

void markUnhyphenated(std::string_view text, std::vector<Marked>& marked) {
  constexpr std::string_view kBetween = " \n\t";
  for (std::size_t at = text.find_first_not_of(kBetween); at != std::string_view::npos;) {
    const std::size_t end = std::min(text.find_first_of(kBetween, at), text.size());
    if (isUnhyphenated(text.substr(at, end - at))) marked.push_back({at, end, Marked::unhyphenated});
    at = text.find_first_not_of(kBetween, end);
  }
}

/// Where parts lie in each other each stretch has the properties of all.
std::vector<text::StyledRange> stylesOf(const std::vector<Marked>& marked, const auto& styleWith) {
  struct Edge {
    std::size_t at;
    Marked::Kind kind;
    int step;
  };
  std::vector<Edge> edges;
  for (const Marked& part : marked) {
    edges.push_back({part.start, part.kind, 1});
    edges.push_back({part.end, part.kind, -1});
  }
  std::sort(edges.begin(), edges.end(), [](const Edge& a, const Edge& b) { return a.at < b.at; });
  std::vector<text::StyledRange> ranges;
  MarksOpen open{};
  std::size_t from = 0;
  for (const Edge& edge : edges) {
    if (edge.at > from && open != MarksOpen{}) ranges.push_back({from, edge.at, styleWith(open)});
    open[edge.kind] += edge.step;
    from = edge.at;
  }
  return ranges;
}

}  // namespace

BlockLook ReaderFlow::lookOf(const Piece& piece) const {
  if (const TableLook* table = tableOf(piece))
    return {tables_.styleOf(*table, *article_->blocks[piece.blockIndex].row), tables_.lineHeight(*table)};
  // The interface's face is wider and taller at the same size.
  constexpr float kSansShare = 0.92f;
  BlockLook look = normalLook(piece);
  if (!reader_.serif && look.style.face == text::Face::reading) {
    look.style.face = text::Face::interface;
    look.style.sizePx *= kSansShare;
  }
  if (!piece.italics) look.style.italic = false;
  // What stands out by its size needs less of the enlarging than what is read line by line.
  const bool title = piece.block == BlockKind::title;
  float larger = title || piece.block == BlockKind::heading ? 1 + (scale() - 1) * 0.6f : scale();
  // In a narrow column a title is set smaller, so that its lines hold more than a word.
  constexpr float kTitleColumn = 300, kSmallestTitle = 0.75f;
  if (title) larger *= std::clamp(width_ / (kTitleColumn * larger), kSmallestTitle, 1.0f);
  look.style.sizePx *= larger;
  look.style.letterSpacingPx *= larger;
  look.lineHeight = std::round(look.lineHeight * larger * 2) / 2;
  look.indent = std::round(look.indent * scale());
  look.quotesFrom = std::round(look.quotesFrom * scale());
  return look;
}

BlockLook ReaderFlow::normalLook(const Piece& piece) const {
  if (piece.kind == Piece::Kind::kicker) return {type::kKicker, 16};
  if (piece.kind == Piece::Kind::facts) return {type::kLabel, 16, 0, true};
  if (piece.kind == Piece::Kind::heading) return lookOfKind(piece.block, 0);
  const article::Block& block = article_->blocks[piece.blockIndex];
  BlockLook look = lookOfKind(block.kind, block.level);
  look.quotes = std::max<int>(block.quotes, block.kind == BlockKind::quote ? 1 : 0);
  if (look.quotes == 0) return look;
  if (block.kind == BlockKind::quote)
    look.quotesFrom = 20.0f * static_cast<float>(std::clamp(block.level, 0, 6));
  if (block.kind == BlockKind::listItem) look.style.italic = true;
  look.indent += look.quotesFrom + 24 + kQuoteStep * static_cast<float>(look.quotes - 1);
  return look;
}
std::vector<text::StyledRange> ReaderFlow::styledRanges(const Piece& piece) const {
  if (piece.kind != Piece::Kind::text || piece.block == BlockKind::code) return {};
  std::vector<Marked> marked;
  for (const article::Inline& part : article_->blocks[piece.blockIndex].inlines) {
    using Kind = article::Inline::Kind;
    if (part.kind == Kind::link || part.kind == Kind::struck || !part.range.overlaps(piece.range)) continue;
    marked.push_back({byteIn(piece, part.range.start), byteIn(piece, part.range.end),
                      part.kind == Kind::emphasis ? Marked::emphasis
                      : part.kind == Kind::strong ? Marked::strong
                                                  : Marked::code});
  }
  markUnhyphenated(article_->slice(piece.range), marked);
  if (piece.table != 0) {
    const bool text = tableOf(piece) == nullptr;
    for (const article::TableCell& cell : article_->blocks[piece.blockIndex].row->cells) {
      const std::size_t from = byteIn(piece, cell.range.start), behind = byteIn(piece, cell.range.end);
      for (const auto& [start, end] : wholeParts(article_->slice(cell.range)))
        marked.push_back({from + start, from + end, Marked::unbroken});
      // Lines end behind the bars between cells, not before them.
      if (text) marked.push_back({behind, behind + 2, Marked::unbroken});
    }
  }
  const text::TextStyle base = lookOf(piece).style;
  return stylesOf(marked, [&](const MarksOpen& open) {
    text::TextStyle style = open[Marked::code] > 0 ? codeStyle(base.sizePx * 0.82f) : base;
    if (open[Marked::emphasis] > 0)
      style.italic = piece.italics && (piece.block == BlockKind::dek || !base.italic);
    if (open[Marked::strong] > 0) style.weight = 700;
    if (open[Marked::unhyphenated] > 0) style.hyphens = false;
    if (open[Marked::unbroken] > 0) style.breaks = false;
    return style;
  });
}

}  // namespace dateline::ui
