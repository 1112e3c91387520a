#include "article/html_tables.h"

#include <algorithm>
#include <array>

#include "article/html_numbers.h"

namespace dateline::article {
namespace {

constexpr int kMostColumns = 64;

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

}  // namespace

std::vector<PlacedCell> placeCells(const HtmlTree& tree, const std::vector<bool>& dataTables) {
  std::vector<PlacedCell> placed;
  for (std::uint32_t i = 1; i < tree.nodes.size(); ++i)
    if (dataTables[i]) Grid(tree, i, placed).place();
  return placed;
}

}  // namespace dateline::article
