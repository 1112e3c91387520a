#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "article/article.h"

namespace dateline::article {

/// Writes an article's plain text and blocks piece by piece: blocks joined by one empty line, trimmed, those
/// without text left out. Set the offsets when done.
class BlockBuilder {
 public:
  explicit BlockBuilder(Article& article) : article_(article) {}

  static constexpr std::size_t kMostQuotes = 6;  ///< one in the other; deeper ones are not told apart

  /// So many numbers, by which quotes and tables are told from each other; the first of them.
  std::uint32_t newNumbers(std::uint32_t count);
  /// Begins a block, ending the one before. It stands in these quotes, the outermost first.
  void open(BlockKind kind, int level, const ItemMark& mark = {}, std::span<const std::uint32_t> quotes = {});
  void add(std::string_view text);
  void beginInline(Inline::Kind kind, std::string target = {});
  /// Ends the inline begun last; one without text, or a link to what no browser opens, leaves no trace.
  void endInline();
  /// Makes the block that was opened a row of a table.
  void makeRow(std::uint32_t table, bool heads);
  /// Ends the cell before, writes the bar between the two, and begins this one. Its range is found out.
  void beginCell(TableCell cell);
  void close();

  [[nodiscard]] std::string_view written() const;  ///< of the block that is open
  [[nodiscard]] bool atLineStart() const;          ///< nothing, or white space, stands before in the block

 private:
  [[nodiscard]] bool isEmpty() const { return article_.text.size() == start_; }
  void begin();  ///< puts the empty line before the block
  void place();
  void placeRow();

  Article& article_;
  std::optional<Block> block_;
  std::size_t start_ = 0;  // byte where the block's text begins
  std::vector<Inline> open_;
  std::vector<std::uint32_t> quotes_;        // of the block
  std::vector<std::uint32_t> quotesBefore_;  // of the block before
  std::uint32_t nextNumber_ = 1;
  std::optional<TableRow> row_;
  std::size_t points_ = 0;  // code points of the block
  std::size_t total_ = 0;   // code points of the article's text before it
};

/// Only targets that a browser or mail program opens; the rest ("javascript:", "file:") is text without a
/// link.
bool isSafeTarget(std::string_view target);

}  // namespace dateline::article
