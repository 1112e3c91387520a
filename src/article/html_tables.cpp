#include "article/html_tables.h"

#include <algorithm>
#include <array>

#include "article/html_numbers.h"
#include "article/html_page.h"

namespace dateline::article {
namespace {

constexpr int kMostColumns = 64;
constexpr std::uint32_t kLongCell = 160;  // characters: a cell of data holds less

/// One table: what reaches down from the rows above, and the row that goes on.
class Grid {
 public:
  Grid(const HtmlTree& tree, std::uint32_t table, std::vector<PlacedCell>& placed)
      : tree_(tree), table_(table), placed_(placed) {}

  void place() {
    const auto& nodes = tree_.nodes;
    std::uint32_t headEnd = 0;
    for (std::uint32_t i = table_ + 1; i < nodes[table_].end; ++i) {
      if (nodes[i].tag == Tag::thead) headEnd = nodes[i].end;
      if (nodes[i].tag == Tag::tr) beginRow();
      if (nodes[i].tag == Tag::td || nodes[i].tag == Tag::th)
        placeCell(i, nodes[i].tag == Tag::th || i < headEnd);
    }
  }

 private:
  void beginRow() {
    column_ = 0;
    for (int& rows : reaching_) rows = std::max(0, rows - 1);
  }

  void placeCell(std::uint32_t node, bool heads) {
    while (column_ < kMostColumns && reaching_[static_cast<std::size_t>(column_)] > 0) ++column_;
    if (column_ >= kMostColumns) return;
    const int span =
        std::clamp(numberIn(tree_, tree_.nodes[node], Attribute::colspan, 1), 1, kMostColumns - column_);
    const int rows = std::clamp(numberIn(tree_, tree_.nodes[node], Attribute::rowspan, 1), 1, 1000);
    placed_.push_back({.node = node,
                       .table = table_,
                       .column = static_cast<std::uint16_t>(column_),
                       .span = static_cast<std::uint16_t>(span),
                       .heads = heads});
    for (const int end = column_ + span; column_ < end; ++column_)
      reaching_[static_cast<std::size_t>(column_)] = rows;
  }

  const HtmlTree& tree_;
  std::uint32_t table_;
  std::vector<PlacedCell>& placed_;
  std::array<int, kMostColumns>
      reaching_{};  ///< rows down, this one too, that a cell above takes of a column
  int column_ = 0;
};

/// So many places of a table's grid a cell takes; 0 for what is none.
std::uint32_t placesOf(const HtmlTree& tree, const Node& node) {
  if (node.tag != Tag::td && node.tag != Tag::th) return 0;
  constexpr int kMostSpanned = 100;
  const auto span = [&](Attribute attribute) {
    return static_cast<std::uint32_t>(std::clamp(numberIn(tree, node, attribute, 1), 1, kMostSpanned));
  };
  return span(Attribute::colspan) * span(Attribute::rowspan);
}

}  // namespace

std::vector<bool> findDataTables(const HtmlTree& tree) {
  const auto& nodes = tree.nodes;
  std::vector<bool> data(nodes.size(), false);
  if (std::none_of(nodes.begin(), nodes.end(), [](const Node& node) { return node.tag == Tag::table; }))
    return data;
  std::vector<std::uint32_t> characters(nodes.size(), 0), cells(nodes.size(), 0), rows(nodes.size(), 0);
  std::vector<bool> layout(nodes.size(), false), headed(nodes.size(), false);
  for (std::uint32_t i = static_cast<std::uint32_t>(nodes.size()); i-- > 1;) {
    const Node& node = nodes[i];
    const std::uint32_t up = node.parent;
    characters[i] += node.textEnd - node.textBegin;
    bool setsPage = layout[i];
    if (node.tag == Tag::table) {
      // One column is as often a page's as a list's: its heading tells.
      data[i] = !layout[i] && rows[i] >= 2 && (cells[i] >= 2 * rows[i] || headed[i]) &&
                tree.get(node, Attribute::role) != "presentation";
      setsPage = true;
    } else {
      const bool heading = node.tag >= Tag::h1 && node.tag <= Tag::h6;
      setsPage = setsPage || heading || node.tag == Tag::ul || node.tag == Tag::ol ||
                 node.tag == Tag::blockquote || node.tag == Tag::article || node.tag == Tag::form ||
                 node.tag == Tag::figure ||
                 ((node.tag == Tag::td || node.tag == Tag::th) && characters[i] > 2 * kLongCell);
      rows[up] += rows[i] + (node.tag == Tag::tr ? 1 : 0);
      cells[up] += cells[i] + placesOf(tree, node);
      if (headed[i] || node.tag == Tag::th || node.tag == Tag::caption) headed[up] = true;
    }
    if (setsPage) layout[up] = true;
    if (!isNeverText(node.tag)) characters[up] += characters[i];
  }
  return data;
}

std::vector<PlacedCell> placeCells(const HtmlTree& tree, const std::vector<bool>& dataTables) {
  std::vector<PlacedCell> placed;
  for (std::uint32_t i = 1; i < tree.nodes.size(); ++i)
    if (dataTables[i]) Grid(tree, i, placed).place();
  return placed;
}

}  // namespace dateline::article
