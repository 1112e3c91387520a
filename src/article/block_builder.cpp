#include "article/block_builder.h"

#include <algorithm>
#include <utility>

namespace dateline::article {
namespace {

constexpr std::string_view kInlineBlank = " \t\n";

bool isInlineBlank(char c) {
  return c == ' ' || c == '\t' || c == '\n';
}

}  // namespace

bool isSafeTarget(std::string_view target) {
  const std::size_t colon = target.find(':');
  if (colon == std::string_view::npos || target.find_first_of("/?#") < colon) return !target.empty();
  std::string scheme(target.substr(0, colon));
  std::transform(scheme.begin(), scheme.end(), scheme.begin(),
                 [](unsigned char c) { return static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c); });
  return scheme == "http" || scheme == "https" || scheme == "mailto";
}

std::uint32_t BlockBuilder::newNumbers(std::uint32_t count) {
  return std::exchange(nextNumber_, nextNumber_ + count);
}

void BlockBuilder::open(BlockKind kind, int level, const ItemMark& mark,
                        std::span<const std::uint32_t> quotes) {
  close();
  quotes = quotes.first(std::min(quotes.size(), kMostQuotes));
  quotes_.assign(quotes.begin(), quotes.end());
  block_ = Block{.kind = kind, .level = level, .mark = mark, .range = {}, .inlines = {}};
  block_->quotes = static_cast<std::uint8_t>(quotes_.size());
  start_ = article_.text.size();
}

void BlockBuilder::add(std::string_view text) {
  if (!block_) return;
  if (isEmpty()) {
    text.remove_prefix(std::min(text.find_first_not_of(kInlineBlank), text.size()));
    if (text.empty()) return;
    begin();
  }
  article_.text += text;
  points_ += countCodePoints(text);
}

void BlockBuilder::begin() {
  if (article_.text.empty()) return;
  article_.text += "\n\n";
  total_ += 2;
  start_ = article_.text.size();
}

void BlockBuilder::beginInline(Inline::Kind kind, std::string target) {
  if (block_) open_.push_back({.kind = kind, .range = {points_, points_}, .target = std::move(target)});
}

void BlockBuilder::endInline() {
  if (!block_ || open_.empty()) return;
  Inline span = std::move(open_.back());
  open_.pop_back();
  span.range.end = points_;
  const bool wanted = span.kind != Inline::Kind::link || isSafeTarget(span.target);
  if (wanted && span.range.length() > 0) block_->inlines.push_back(std::move(span));
}

void BlockBuilder::makeRow(std::uint32_t table, bool heads) {
  if (block_) row_ = TableRow{.table = table, .heads = heads, .cells = {}};
}

void BlockBuilder::beginCell(TableCell cell) {
  const bool first = row_ && row_->cells.empty();
  if (row_ && !first) row_->cells.back().range.end = points_;
  if (!first) add(" | ");
  cell.range = {points_, points_};
  if (row_) row_->cells.push_back(cell);
}

void BlockBuilder::close() {
  if (!block_) return;
  while (!isEmpty() && isInlineBlank(article_.text.back())) {
    article_.text.pop_back();
    --points_;
  }
  if (!isEmpty()) place();
  block_.reset();
  row_.reset();
  open_.clear();
  points_ = 0;
}

std::string_view BlockBuilder::written() const {
  return std::string_view(article_.text).substr(start_);
}

bool BlockBuilder::atLineStart() const {
  return isEmpty() || isInlineBlank(article_.text.back());
}

void BlockBuilder::placeRow() {
  if (!row_->cells.empty()) row_->cells.back().range.end = points_;
  for (TableCell& cell : row_->cells)
    cell.range = {std::min(cell.range.start, points_) + block_->range.start,
                  std::min(cell.range.end, points_) + block_->range.start};
  block_->row = std::make_shared<const TableRow>(std::move(*row_));
}

void BlockBuilder::place() {
  block_->range = {total_, total_ + points_};
  for (Inline& span : block_->inlines)
    span.range = {span.range.start + total_, std::min(span.range.end, points_) + total_};
  std::erase_if(block_->inlines, [](const Inline& span) { return span.range.end <= span.range.start; });
  std::stable_sort(block_->inlines.begin(), block_->inlines.end(),
                   [](const Inline& a, const Inline& b) { return a.range.start < b.range.start; });
  total_ += points_;
  if (row_) placeRow();
  const auto kept = std::ranges::mismatch(quotes_, quotesBefore_).in1 - quotes_.begin();
  block_->quotesKept = static_cast<std::uint8_t>(kept);
  quotesBefore_ = quotes_;
  article_.blocks.push_back(std::move(*block_));
}

}  // namespace dateline::article
