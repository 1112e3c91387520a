#include "ui/table_columns.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace dateline::ui {
namespace {

constexpr float kLeastWidth = 8;        // px of a column with nothing in it
constexpr float kMostOfOneWord = 0.5F;  // of the page

bool isDigit(char c) {
  return c >= '0' && c <= '9';
}

bool isLetter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/// "%", "t", "km", "°C": what is meaningless without the number before it.
bool isUnit(std::string_view word) {
  constexpr std::size_t kMostLetters = 2;
  const auto letters = static_cast<std::size_t>(std::count_if(word.begin(), word.end(), isLetter));
  return !word.empty() && word.size() <= kMostLetters + 3 && letters <= kMostLetters &&
         std::none_of(word.begin(), word.end(), isDigit);
}

/// Columns that a cell stands across get what it needs more than they have, each by what it wants itself.
void widen(std::vector<float>& widths, const std::vector<float>& wanted, const SpanNeed& span, float need) {
  float have = 0, all = 0;
  for (std::size_t i = span.first; i <= span.last; ++i) {
    have += widths[i];
    all += wanted[i];
  }
  if (need <= have) return;
  for (std::size_t i = span.first; i <= span.last; ++i) widths[i] += (need - have) * wanted[i] / all;
}

float sumOf(const std::vector<float>& widths) {
  return std::accumulate(widths.begin(), widths.end(), 0.0F);
}

}  // namespace

void CellNeed::include(const CellNeed& other) {
  least = std::max(least, other.least);
  whole = std::max(whole, other.whole);
}

std::optional<SharedRoom> shareOut(const TableNeeds& needs, const TableRoom& room) {
  const float most = room.width * kMostOfOneWord;
  // A width is a whole number, and type that is set smaller is not smaller by the same to a hair.
  const auto scaled = [&](float need) { return std::ceil(need * room.share) + 1; };
  std::vector<float> least, whole;
  for (const CellNeed& need : needs.columns) {
    least.push_back(std::min(scaled(std::max(need.least, kLeastWidth)), most));
    whole.push_back(std::max(least.back(), scaled(need.whole)));
  }
  const std::vector<float> wanted = whole;
  for (const SpanNeed& span : needs.spans) {
    const float gaps = room.narrowGap * static_cast<float>(span.last - span.first);
    widen(least, wanted, span, std::min(scaled(span.need.least), most) - gaps);
    widen(whole, wanted, span, scaled(span.need.whole) - gaps);
  }
  const float allLeast = sumOf(least), allWhole = sumOf(whole);
  const auto gaps = static_cast<float>(std::max<std::size_t>(1, least.size() - 1));
  const bool fits = allWhole + room.narrowGap * gaps <= room.width;
  const float spare = std::floor((room.width - (fits ? allWhole : allLeast)) / gaps);
  if (spare < room.narrowGap) return std::nullopt;
  SharedRoom shared{.widths = whole, .gap = std::min(spare, room.gap)};
  const float more = room.width - shared.gap * gaps - allLeast;
  for (std::size_t i = 0; i < least.size(); ++i) {
    if (!fits && allWhole > allLeast)
      shared.widths[i] = least[i] + (whole[i] - least[i]) * more / (allWhole - allLeast);
    shared.widths[i] = std::floor(shared.widths[i]);
  }
  return shared;
}

bool isNumber(std::string_view cell) {
  constexpr std::size_t kLongest = 24;
  if (cell.empty() || cell.size() > kLongest) return false;
  const auto digits = std::count_if(cell.begin(), cell.end(), isDigit);
  const auto letters = std::count_if(cell.begin(), cell.end(), isLetter);
  const bool none = cell == "-" || cell == "\u2013" || cell == "\u2014";
  return none || (digits > 0 && letters <= 3 && letters <= digits);
}

std::vector<std::pair<std::size_t, std::size_t>> wholeParts(std::string_view cell) {
  // Lines may end between any two signs of Chinese, but a name of a few of them is better left whole.
  constexpr std::size_t kShort = 18;  // bytes
  const bool shortWord = cell.size() <= kShort && cell.find(' ') == std::string_view::npos;
  if (isNumber(cell) || shortWord) return {{0, cell.size()}};
  std::vector<std::pair<std::size_t, std::size_t>> parts;
  std::size_t start = 0;
  for (std::size_t space = cell.find(' '); space != std::string_view::npos; space = cell.find(' ', start)) {
    const std::size_t end = std::min(cell.find(' ', space + 1), cell.size());
    const std::string_view number = cell.substr(start, space - start);
    if (!number.empty() && isDigit(number.back()) && isUnit(cell.substr(space + 1, end - space - 1)))
      parts.emplace_back(start, end);
    start = space + 1;
  }
  return parts;
}

CellNeed needOf(text::Typesetter& typesetter, std::string_view text, const text::TextStyle& style) {
  std::vector<text::StyledRange> ranges;
  for (const auto& [start, end] : wholeParts(text)) {
    ranges.push_back({start, end, style});
    ranges.back().style.breaks = false;
  }
  // Each stretch between two places where a line may end becomes a line of its own.
  const text::LayoutPtr broken = typesetter.layout(text, style, ranges, {.widthPx = 1, .breaksWords = false});
  return {broken->width(), typesetter.layout(text, style)->width()};
}

}  // namespace dateline::ui
