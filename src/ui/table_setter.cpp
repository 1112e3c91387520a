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
constexpr float kTableSize = 14, kTableLine = 20, kCellPadding = 5, kColumnGap = 24;
constexpr float kNarrowest = 22;     // px of a column at the least share
constexpr float kSmallestType = 11;  // px
constexpr float kLessType = 0.93F;   // from one trial to the next

/// Of numbers with their signs and units: "1,900,000", "+3.5 %", "€ 12", "–".
bool isNumber(std::string_view cell) {
  constexpr std::size_t kLongest = 24;
  if (cell.empty() || cell.size() > kLongest) return false;
  std::size_t digits = 0, letters = 0;
  for (const char c : cell) {
    digits += c >= '0' && c <= '9' ? 1 : 0;
    letters += (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ? 1 : 0;
  }
  const bool none = cell == "-" || cell == "\u2013" || cell == "\u2014";
  return none || (digits > 0 && letters <= 3 && letters <= digits);
}

std::string_view longestWord(std::string_view text) {
  std::string_view longest;
  while (!text.empty()) {
    const std::size_t space = std::min(text.find(' '), text.size());
    if (space > longest.size()) longest = text.substr(0, space);
    text.remove_prefix(std::min(space + 1, text.size()));
  }
  return longest;
}

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

std::string_view beginning(std::string_view text, std::size_t bytes) {
  return text.size() <= bytes ? text : article::beginningOf(text, bytes);
}

}  // namespace

/// At the normal size: its widest word, and its widest cell on one line.
struct TableSetter::ColumnNeeds {
  float least = 8, whole = 8;
};

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
  const std::vector<ColumnNeeds> needs = measureCells(look);
  const float smallest = std::min(1.0F, kSmallestType / (kTableSize * scale_));
  for (bool last = false; !last; look.share *= kLessType) {
    last = look.share * kLessType < smallest;
    if (shareOut(look, needs, last)) return look;
  }
  look.columns.clear();
  return look;
}

/// Of the cells that stand in one column alone; and on which side each column is set.
std::vector<TableSetter::ColumnNeeds> TableSetter::measureCells(TableLook& look) const {
  std::vector<ColumnNeeds> needs(look.columns.size());
  std::vector<Contents> contents(look.columns.size());
  std::size_t left = kCellsLookedAt;
  for (std::size_t i = look.firstBlock; i < look.endBlock && left > 0; ++i) {
    const article::TableRow& row = *article_->blocks[i].row;
    const text::TextStyle style = styleOf(look, row);
    for (const TableCell& cell : row.cells) {
      if (cell.span > 1 || cell.range.length() == 0 || left == 0) continue;
      --left;
      ColumnNeeds& need = needs[cell.column];
      const std::string_view text = beginning(article_->slice(cell.range), kLookedAtOfCell);
      need.whole = std::max(need.whole, typesetter_.layout(text, style)->width());
      const bool number = isNumber(text);
      const std::string_view unbroken = number ? text : longestWord(text);
      need.least = std::max(need.least, typesetter_.layout(unbroken, style)->width());
      if (!row.heads) ++(number ? contents[cell.column].numbers : contents[cell.column].words);
      if (cell.side != Side::byContent) look.columns[cell.column].side = cell.side;
    }
  }
  for (std::size_t i = 0; i < needs.size(); ++i) {
    Side& side = look.columns[i].side;
    if (side == Side::byContent && contents[i].numbers > 0 && contents[i].words == 0) side = Side::right;
  }
  return needs;
}

/// As browsers do: each column gets what it needs, or else its longest word and of the rest what it wants
/// more. False where not even the words have room; when `atAnyRate`, words are broken as long as something of
/// them stays together.
bool TableSetter::shareOut(TableLook& look, const std::vector<ColumnNeeds>& needs, bool atAnyRate) const {
  constexpr float kMostOfOneWord = 0.4F;
  // Room is better taken from what parts the columns than from their words.
  const float gap = std::round(kColumnGap * scale_ * look.share * look.share);
  const float room = width_ - gap * static_cast<float>(needs.size() - 1);
  if (room <= 0) return false;
  const auto least = [&](const ColumnNeeds& need) {
    return std::min(std::ceil(need.least * look.share) + 1, room * kMostOfOneWord);
  };
  const auto whole = [&](const ColumnNeeds& need) {
    return std::max(least(need), std::ceil(need.whole * look.share) + 1);
  };
  float allLeast = 0, allWhole = 0;
  for (const ColumnNeeds& need : needs) {
    allLeast += least(need);
    allWhole += whole(need);
  }
  if (allLeast > room && !atAnyRate) return false;
  float x = 0;
  for (std::size_t i = 0; i < needs.size(); ++i) {
    float width = whole(needs[i]);
    if (allLeast > room)
      width = least(needs[i]) * room / allLeast;
    else if (allWhole > room)
      width = least(needs[i]) + (width - least(needs[i])) * (room - allLeast) / (allWhole - allLeast);
    width = std::floor(width);
    if (allLeast > room && width < kNarrowest * scale_) return false;
    look.columns[i].x = x;
    look.columns[i].width = width;
    x += width + gap;
  }
  look.width = x - gap;
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
