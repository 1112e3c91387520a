#include "map/column_values.h"

#include <algorithm>
#include <array>
#include <cstddef>

#include "map/date_text.h"
#include "map/number_signs.h"

namespace dateline::map {
namespace {

constexpr std::size_t kLongestMark = 24;  // bytes

/// What R, pandas, SQL, spreadsheets and people write for no value. Whatever else a column holds, they are no
/// value of it.
constexpr std::array<std::string_view, 28> kMissing{
    "nan",     "-nan",         "inf",    "-inf",    "+inf",          "infinity",   "-infinity",
    "null",    "(null)",       "<null>", "\\n",     "n/a",           "#n/a",       "n.a.",
    "#value!", "n.d.",         "n. d.",  "no data", "not available", "#null!",     "k. a.",
    "k.a.",    "keine angabe", "s/d",    "н/д",     "Н/Д",           "нет данных", "Нет данных"};
/// The same, in a column with letters or digits: in one of signs alone they are some of these.
constexpr std::array<std::string_view, 9> kSigns{"-", "--", "–", "—", "−", ".", "..", "...", "?"};
/// The same among numbers and dates, and among words that are no codes.
constexpr std::array<std::string_view, 3> kAbbreviations{"na", "nd", "<na>"};
/// The same among numbers and dates.
constexpr std::array<std::string_view, 4> kWords{"none", "nil", "missing", "unknown"};

std::string lowered(std::string_view text) {
  std::string lower(text);
  for (char& c : lower)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return lower;
}

template <typename Marks>
bool isAmong(const Marks& marks, std::string_view text) {
  return std::ranges::find(marks, text) != marks.end();
}

/// "DE", "USA", "A1".
bool isCode(std::string_view text) {
  constexpr std::size_t kLongestCode = 3;
  return text.size() <= kLongestCode &&
         std::ranges::all_of(text, [](char c) { return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'); });
}

/// Whole numbers that no sum is made of: "08001", and such that two of them may be one to arithmetic.
bool isName(std::string_view text) {
  constexpr std::size_t kMostCounted = 15;  // digits that a double keeps
  if (text.starts_with('-')) text.remove_prefix(1);
  return std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; }) &&
         (text.size() > kMostCounted || (text.size() > 1 && text.front() == '0'));
}

}  // namespace

ColumnValues::ColumnValues(const ValueCounts& values, bool numeric) {
  if (!numeric) {
    NumberSignsFinder finder;
    for (const auto& [text, count] : values) finder.look(text);
    signs_ = finder.found();
    doubt_ = finder.doubt();
  }
  std::size_t numbers = 0, dates = 0, words = 0, codes = 0;
  const auto sort = [&](std::string_view text) {
    if (numberIn(text, signs_)) {
      ++numbers;
      names_ = names_ || isName(text);
    } else if (dateIn(text)) {
      ++dates;
    } else if (const std::string mark = lowered(text);
               !isAmong(kAbbreviations, mark) && !isAmong(kWords, mark)) {
      ++words;
      codes += isCode(text) ? 1 : 0;
    }
  };
  for (const auto& [value, count] : values) {
    const std::string_view text = trimmed(value);
    if (text.empty() || isAmong(kSigns, text)) continue;
    if (text.size() <= kLongestMark && isAmong(kMissing, lowered(text))) continue;
    signsAlone_ &= std::ranges::none_of(text, [](char c) {
      return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c & 0x80) != 0;
    });
    sort(text);
  }
  dates_ = dates > numbers;
  ordered_ = numbers + dates > 0;
  words_ = words + (dates_ ? numbers : dates) > 0;
  codes_ = 2 * codes > words;
}

bool ColumnValues::isMissing(std::string_view value) const {
  const std::string_view text = trimmed(value);
  if (text.empty()) return true;
  if (text.size() > kLongestMark) return false;
  if (isAmong(kSigns, text)) return !signsAlone_;
  const std::string mark = lowered(text);
  if (isAmong(kMissing, mark)) return true;
  if (isAmong(kAbbreviations, mark)) return orderedAlone() || !codes_;
  return isAmong(kWords, mark) && orderedAlone();
}

std::optional<double> ColumnValues::orderOf(std::string_view text) const {
  return dates_ ? dateIn(trimmed(text)) : numberIn(text, signs_);
}

}  // namespace dateline::map
