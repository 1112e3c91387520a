#include "ui/text_selection.h"

#include <algorithm>

#include "article/text_steps.h"

namespace dateline::ui {
namespace {

TextRange unitAt(const article::Article& article, std::size_t offset, TextSelection::Unit unit) {
  if (unit == TextSelection::Unit::word) return article::wordAt(article, offset);
  if (unit == TextSelection::Unit::paragraph && !article.blocks.empty())
    return article.blocks[article.blockAt(offset)].range;
  return {offset, offset};
}

}  // namespace

void TextSelection::begin(const article::Article& article, std::size_t offset, Unit unit) {
  active_ = true;
  unit_ = unit;
  origin_ = unitAt(article, offset, unit);
  focus_ = origin_.end;
}

void TextSelection::dragTo(const article::Article& article, std::size_t offset) {
  const TextRange unit = unitAt(article, offset, unit_);
  focus_ = offset < origin_.start ? unit.start : std::max(unit.end, origin_.end);
}

void TextSelection::moveTo(std::size_t offset) {
  const std::size_t fixed = focus_ <= origin_.start ? origin_.end : origin_.start;
  origin_ = {fixed, fixed};
  unit_ = Unit::character;
  active_ = true;
  focus_ = offset;
}

void TextSelection::set(const TextRange& range) {
  active_ = true;
  unit_ = Unit::character;
  origin_ = {range.start, range.start};
  focus_ = range.end;
}

std::optional<TextRange> TextSelection::range() const {
  if (!active_) return std::nullopt;
  const TextRange marked{std::min(origin_.start, focus_), std::max(origin_.end, focus_)};
  return marked.length() > 0 ? std::optional(marked) : std::nullopt;
}

}  // namespace dateline::ui
