// Where the cells of a page's tables of data stand in their columns.
#pragma once

#include <cstdint>
#include <vector>

#include "article/html_tree.h"

namespace dateline::article {

struct PlacedCell {
  std::uint32_t node = 0;
  std::uint32_t table = 0;  ///< its node
  std::uint16_t column = 0;
  std::uint16_t span = 1;  ///< columns
  bool heads = false;      ///< a <th>, or in a <thead>
};

/// [node]: the tables that show data. Others set the page: they hold other blocks, tables, or whole
/// paragraphs.
std::vector<bool> findDataTables(const HtmlTree& tree);

/// In the order of the page. Of rows with more columns than any table that can be set, the first ones.
std::vector<PlacedCell> placeCells(const HtmlTree& tree, const std::vector<bool>& dataTables);

}  // namespace dateline::article
