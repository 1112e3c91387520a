#include "edited_text.h"

#include <algorithm>

namespace dateline::bench {

std::u32string decoded(std::string_view utf8) {
  std::u32string points;
  for (std::size_t at = 0; at < utf8.size();) {
    const auto lead = static_cast<unsigned char>(utf8[at]);
    const std::size_t size = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    char32_t point = size == 1 ? lead : lead & (0x7Fu >> size);
    for (std::size_t i = 1; i < size; ++i)
      point = (point << 6) | (static_cast<unsigned char>(utf8[at + i]) & 0x3Fu);
    points.push_back(point);
    at += size;
  }
  return points;
}

void appendUtf8(std::string& to, char32_t c) {
  const auto tail = [&](int shift) { to.push_back(static_cast<char>(0x80u | ((c >> shift) & 0x3Fu))); };
  if (c < 0x80) return to.push_back(static_cast<char>(c));
  if (c < 0x800) return to.push_back(static_cast<char>(0xC0u | (c >> 6))), tail(0);
  if (c < 0x10000) return to.push_back(static_cast<char>(0xE0u | (c >> 12))), tail(6), tail(0);
  to.push_back(static_cast<char>(0xF0u | (c >> 18))), tail(12), tail(6), tail(0);
}

EditedText::EditedText(std::string_view utf8) {
  std::ptrdiff_t origin = 0;
  for (const char32_t c : decoded(utf8)) cells_.push_back({c, origin++});
}

std::string EditedText::utf8() const {
  std::string text;
  for (const Cell& cell : cells_) appendUtf8(text, cell.c);
  return text;
}

std::pair<std::size_t, std::size_t> EditedText::cellsOf(TextRange original) const {
  std::size_t first = cells_.size();
  std::size_t last = 0;
  for (std::size_t i = 0; i < cells_.size(); ++i) {
    const std::ptrdiff_t origin = cells_[i].origin;
    if (origin < static_cast<std::ptrdiff_t>(original.start) ||
        origin >= static_cast<std::ptrdiff_t>(original.end))
      continue;
    first = std::min(first, i);
    last = i + 1;
  }
  return {std::min(first, last), last};
}

TextRange EditedText::now(TextRange original) const {
  const auto [first, last] = cellsOf(original);
  return {first, last};
}

std::size_t EditedText::left(TextRange original) const {
  return static_cast<std::size_t>(std::count_if(cells_.begin(), cells_.end(), [&](const Cell& cell) {
    return cell.origin >= static_cast<std::ptrdiff_t>(original.start) &&
           cell.origin < static_cast<std::ptrdiff_t>(original.end);
  }));
}

void EditedText::erase(TextRange original) {
  std::erase_if(cells_, [&](const Cell& cell) {
    return cell.origin >= static_cast<std::ptrdiff_t>(original.start) &&
           cell.origin < static_cast<std::ptrdiff_t>(original.end);
  });
}

void EditedText::insertBefore(std::size_t original, std::u32string_view text) {
  auto at = std::find_if(cells_.begin(), cells_.end(), [&](const Cell& cell) {
    return cell.origin == static_cast<std::ptrdiff_t>(original);
  });
  std::vector<Cell> fresh;
  for (const char32_t c : text) fresh.push_back({c, kNew});
  cells_.insert(at, fresh.begin(), fresh.end());
}

}  // namespace dateline::bench
