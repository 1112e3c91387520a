// Tables as a newspaper sets them: columns as wide as what is in them, or as the page allows.
#pragma once

#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "article/article.h"
#include "ui/row_layout.h"
#include "ui/table_columns.h"

namespace dateline::ui {

/// How the columns of a table are set.
struct TableLook {
  struct Column {
    float x = 0, width = 0;
    article::TableCell::Side side = article::TableCell::Side::left;
  };
  std::vector<Column> columns;  ///< none: it cannot be set as a table
  std::size_t firstBlock = 0, endBlock = 0;
  float width = 0;
  float share = 1;  ///< of the normal size of its type
  bool rightToLeft = false;
};

/// What the cells of a row are set with.
struct RowText {
  const article::TableRow& row;
  std::string_view text;                                   ///< of its block
  std::vector<text::StyledRange> ranges;                   ///< in bytes of it
  std::vector<std::pair<std::size_t, std::size_t>> cells;  ///< bytes of each
};

class TableSetter {
 public:
  explicit TableSetter(text::Typesetter& typesetter) : typesetter_(typesetter) {}

  /// Forgets what was found out of another article, width or size.
  void begin(const article::Article& article, float width, float scale);
  /// Of the table that the block is a row of. A longer table is judged by its first rows.
  const TableLook& lookOf(std::size_t block);
  [[nodiscard]] text::TextStyle styleOf(const TableLook& look, const article::TableRow& row) const;
  [[nodiscard]] float lineHeight(const TableLook& look) const;
  text::LayoutPtr set(const TableLook& look, const RowText& row) const;

 private:
  [[nodiscard]] TableLook measure(std::size_t block) const;
  [[nodiscard]] TableNeeds measureCells(TableLook& look) const;
  bool setColumns(TableLook& look, const TableNeeds& needs) const;

  text::Typesetter& typesetter_;
  const article::Article* article_ = nullptr;
  float width_ = 0, scale_ = 1;
  std::unordered_map<std::uint32_t, TableLook> looks_;  ///< by the number of the table
};

}  // namespace dateline::ui
