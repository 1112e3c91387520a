#include "ui/table_setter.h"

#include <algorithm>
#include <cmath>

#include "article/text_steps.h"
#include "ui/type.h"

namespace dateline::ui {
namespace {

using article::TableCell;
using Side = TableCell::Side;

constexpr std::size_t kMostTableColumns = 24;
constexpr std::size_t kCellsLookedAt = 600;
constexpr std::size_t kLookedAtOfCell = 160;  // bytes
constexpr std::size_t kLongestRow = 6000;     // code points; a longer one is set as text
constexpr float kTableSize = 14, kTableLine = 20, kCellPadding = 5, kColumnGap = 24, kNarrowGap = 10;
constexpr float kSmallestType = 11;  // px
constexpr float kLessType = 0.93F;   // from one trial to the next

/// The cells of a column that are words, or numbers.
struct Contents {
  std::size_t words = 0, numbers = 0;
};

/// Lines that are read from the right begin there; in a column that is not, they stand at its left.
float leftEdgeOf(const text::Layout& layout, float width) {
  float edge = width;
  for (const text::Line& line : layout.lines()) edge = std::min(edge, line.left);
  return layout.lines().empty() ? 0 : std::max(0.0F, edge);
}

/// Bold words are wider.
bool holdsStrong(const article::Block& block, const TableCell& cell) {
  return std::any_of(block.inlines.begin(), block.inlines.end(), [&](const article::Inline& part) {
    return part.kind == article::Inline::Kind::strong && part.range.overlaps(cell.range);
  });
}

std::string_view beginning(std::string_view text, std::size_t bytes) {
  return text.size() <= bytes ? text : article::beginningOf(text, bytes);
}

}  // namespace

void TableSetter::begin(const article::Article& article, float width, float scale) {
  article_ = &article;
  width_ = width;
  scale_ = scale;
  looks_.clear();
}

const TableLook& TableSetter::lookOf(std::size_t block) {
  const std::uint32_t table = article_->blocks[block].row->table;
  const auto known = looks_.find(table);
  return known != looks_.end() ? known->second : looks_.emplace(table, measure(block)).first->second;
}

text::TextStyle TableSetter::styleOf(const TableLook& look, const article::TableRow& row) const {
  return {.face = text::Face::interface,
          .weight = row.heads ? 600 : 400,
          .sizePx = kTableSize * scale_ * look.share};
}

float TableSetter::lineHeight(const TableLook& look) const {
  return std::round(kTableLine * scale_ * look.share);
}

TableLook TableSetter::measure(std::size_t block) const {
  const auto& blocks = article_->blocks;
  const std::uint32_t table = blocks[block].row->table;
  const auto isRow = [&](std::size_t i) { return blocks[i].row != nullptr && blocks[i].row->table == table; };
  TableLook look{.columns = {}, .firstBlock = block, .endBlock = block};
  while (look.firstBlock > 0 && isRow(look.firstBlock - 1)) --look.firstBlock;
  while (look.endBlock < blocks.size() && isRow(look.endBlock)) ++look.endBlock;
  std::size_t columns = 0;
  for (std::size_t i = look.firstBlock; i < look.endBlock; ++i) {
    if (blocks[i].range.length() > kLongestRow) return look;
    for (const TableCell& cell : blocks[i].row->cells)
      columns = std::max<std::size_t>(columns, cell.column + cell.span);
  }
  if (columns < 2 || columns > kMostTableColumns || look.endBlock - look.firstBlock < 2) return look;
  const article::TextRange first = blocks[look.firstBlock].range;
  look.rightToLeft =
      article::beginsRightToLeft(article_->slice({first.start, std::min(first.end, first.start + 400)}));
  look.columns.resize(columns, {.side = Side::byContent});
  const TableNeeds needs = measureCells(look);
  const float smallest = std::min(1.0F, kSmallestType / (kTableSize * scale_));
  for (;;) {
    if (setColumns(look, needs)) return look;
    if (look.share <= smallest) break;
    look.share = std::max(smallest, look.share * kLessType);
  }
  look.columns.clear();
  return look;
}

/// What the cells need, and on which side each column is set.
TableNeeds TableSetter::measureCells(TableLook& look) const {
  TableNeeds needs{.columns = std::vector<CellNeed>(look.columns.size()), .spans = {}};
  std::vector<Contents> contents(look.columns.size());
  std::size_t left = kCellsLookedAt;
  for (std::size_t i = look.firstBlock; i < look.endBlock && left > 0; ++i) {
    const article::Block& block = article_->blocks[i];
    for (const TableCell& cell : block.row->cells) {
      if (cell.range.length() == 0 || left == 0) continue;
      --left;
      const std::string_view text = beginning(article_->slice(cell.range), kLookedAtOfCell);
      text::TextStyle style = styleOf(look, *block.row);
      if (holdsStrong(block, cell)) style.weight = 700;
      const CellNeed need = needOf(typesetter_, text, style);
      if (cell.span > 1) {
        needs.spans.push_back({cell.column, cell.column + cell.span - std::size_t{1}, need});
        continue;
      }
      needs.columns[cell.column].include(need);
      if (!block.row->heads) ++(isNumber(text) ? contents[cell.column].numbers : contents[cell.column].words);
      if (cell.side != Side::byContent) look.columns[cell.column].side = cell.side;
    }
  }
  for (std::size_t i = 0; i < contents.size(); ++i) {
    Side& side = look.columns[i].side;
    if (side == Side::byContent && contents[i].numbers > 0 && contents[i].words == 0) side = Side::right;
  }
  return needs;
}

bool TableSetter::setColumns(TableLook& look, const TableNeeds& needs) const {
  const auto shared = shareOut(needs, {.width = width_,
                                       .gap = std::round(kColumnGap * scale_ * look.share),
                                       .narrowGap = std::round(kNarrowGap * scale_ * look.share),
                                       .share = look.share});
  if (!shared) return false;
  float x = 0;
  for (std::size_t i = 0; i < look.columns.size(); ++i) {
    look.columns[i].x = x;
    look.columns[i].width = shared->widths[i];
    x += shared->widths[i] + shared->gap;
  }
  look.width = x - shared->gap;
  return true;
}

text::LayoutPtr TableSetter::set(const TableLook& look, const RowText& row) const {
  const text::TextStyle style = styleOf(look, row.row);
  const float line = lineHeight(look), padding = std::round(kCellPadding * scale_);
  std::vector<SetCell> cells;
  float height = line;
  for (std::size_t i = 0; i < row.cells.size(); ++i) {
    const auto [start, end] = row.cells[i];
    const TableCell& cell = row.row.cells[i];
    if (start >= end || cell.column >= look.columns.size()) continue;
    const std::size_t last = std::min<std::size_t>(cell.column + cell.span, look.columns.size()) - 1;
    const TableLook::Column& column = look.columns[cell.column];
    const float width = look.columns[last].x + look.columns[last].width - column.x;
    std::vector<text::StyledRange> ranges;
    for (text::StyledRange range : row.ranges) {
      if (range.end <= start || range.start >= end) continue;
      range.start = std::max(range.start, start) - start;
      range.end = std::min(range.end, end) - start;
      ranges.push_back(range);
    }
    Side side = cell.span > 1 ? Side::byContent : column.side;
    if (side == Side::byContent) side = look.rightToLeft ? Side::right : Side::left;
    const text::LayoutOptions options{.widthPx = width,
                                      .lineHeightPx = line,
                                      .align = side == Side::right    ? text::Align::right
                                               : side == Side::centre ? text::Align::centre
                                                                      : text::Align::left};
    SetCell set{.startByte = start, .endByte = end, .x = column.x, .y = padding, .width = width};
    set.layout = typesetter_.layout(row.text.substr(start, end - start), style, ranges, options);
    if (look.rightToLeft) set.x = width_ - column.x - width;
    if (side == Side::left) set.x -= leftEdgeOf(*set.layout, width);
    height = std::max(height, set.layout->height());
    cells.push_back(std::move(set));
  }
  if (cells.empty()) return nullptr;
  return std::make_shared<RowLayout>(std::move(cells), row.text.size(), height + 2 * padding,
                                     look.rightToLeft);
}

}  // namespace dateline::ui
