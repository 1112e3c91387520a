#include "article/sentence_ends.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <array>

#include "article/abbreviations.h"
#include "article/dates.h"
#include "article/head_letters.h"

namespace dateline::article {
namespace {

using namespace std::string_view_literals;

constexpr std::array kSpacesInSentence = {" "sv, "\n"sv, "\t"sv, "\u00A0"sv, "\u202F"sv};

std::size_t sizeOfSpaceAt(std::string_view text) {
  for (const std::string_view space : kSpacesInSentence)
    if (text.starts_with(space)) return space.size();
  return 0;
}

bool isBorderOfWord(std::string_view character) {
  if (character.size() == 1) return " \n\t(\"['"sv.find(character.front()) != std::string_view::npos;
  constexpr std::array kBorders = {"\u00A0"sv, "\u202F"sv, "’"sv, "“"sv, "„"sv, "«"sv, "»"sv};
  return std::ranges::find(kBorders, character) != kBorders.end();
}

/// Behind the last space, bracket, quotation mark or apostrophe.
std::string_view lastWordOf(std::string_view text) {
  constexpr std::size_t kLongestWord = 40;  // bytes
  std::size_t begin = text.size();
  while (begin > 0 && text.size() - begin < kLongestWord) {
    std::size_t at = begin - 1;
    while (at > 0 && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80) --at;
    if (isBorderOfWord(text.substr(at, begin - at))) break;
    begin = at;
  }
  return text.substr(begin);
}

std::string_view firstWordOf(std::string_view text) {
  std::int32_t end = 0;
  for (const auto size = static_cast<std::int32_t>(text.size()); end < size;) {
    std::int32_t next = end;
    UChar32 c = 0;
    U8_NEXT(text.data(), next, size, c);
    if (c < 0 || (u_isalpha(c) == 0 && (U_GET_GC_MASK(c) & U_GC_M_MASK) == 0)) break;
    end = next;
  }
  return text.substr(0, static_cast<std::size_t>(end));
}

std::string_view withoutSpacesBehind(std::string_view text) {
  for (bool cut = true; cut;) {
    cut = false;
    for (const std::string_view space : kSpacesInSentence)
      if (text.ends_with(space)) {
        text.remove_suffix(space.size());
        cut = true;
      }
  }
  return text;
}

bool isShortNumber(std::string_view word, std::size_t mostDigits) {
  return !word.empty() && word.size() <= mostDigits &&
         word.find_first_not_of("0123456789") == std::string_view::npos;
}

bool isRoman(std::string_view word) {
  return !word.empty() && word.size() <= 6 && word.find_first_not_of("IVXLC") == std::string_view::npos;
}

/// Letters of a word that periods and hyphens part; `longest` is the most between two of them.
struct Parts {
  int parts = 0, longest = 0;
  bool letters = true;  ///< there is nothing else
};

Parts partsOf(std::string_view word) {
  Parts out;
  int length = 0;
  const auto size = static_cast<std::int32_t>(word.size());
  for (std::int32_t i = 0; i < size;) {
    UChar32 c = 0;
    U8_NEXT(word.data(), i, size, c);
    const bool mark = c >= 0 && (U_GET_GC_MASK(c) & U_GC_M_MASK) != 0;
    if (c >= 0 && u_isalpha(c) != 0) {
      if (length == 0) ++out.parts;
      out.longest = std::max(out.longest, ++length);
    } else if (c == '.' || c == '-') {
      length = 0;
    } else if (!mark) {
      out.letters = false;
    }
  }
  return out;
}

/// Of few words: a time or a place that the sentence begins with.
bool isShortBeginning(std::string_view before) {
  constexpr std::size_t kLongest = 40;  // bytes
  return before.size() <= kLongest && std::ranges::count(before, ' ') <= 2;
}

/// With a name, or another word that is none of those that begin sentences; an initial is none of them.
bool mayGoOnWith(std::string_view after) {
  const std::string_view next = firstWordOf(after);
  return !next.empty() && (after.substr(next.size()).starts_with('.') || !opensSentence(next));
}

/// "9. November", "im 19. Jahrhundert", "2. Dünya Savaşı".
bool isOrdinal(std::string_view before, std::string_view number, std::string_view after) {
  const std::string_view next = firstWordOf(after);
  if (!isShortNumber(number, 3) || next.empty()) return false;
  constexpr std::size_t kLongestDay = 2, kNear = 200;
  if (opensSentence(next)) return false;
  // English sets no period between a day and its month, and these begin sentences there.
  if (number.size() <= kLongestDay && next != "May" && next != "March" && isMonth(next)) return true;
  for (const std::string_view turkish : {"ğ"sv, "ı"sv, "İ"sv})
    if (number.size() <= kLongestDay && (before.find(turkish) != std::string_view::npos ||
                                         after.substr(0, kNear).find(turkish) != std::string_view::npos))
      return true;
  return leadsOrdinal(lastWordOf(withoutSpacesBehind(before.substr(0, before.size() - number.size()))));
}

/// Single letters, or several parted by periods: "J", "J.-P", "u", "z.B", "А".
bool isInitials(std::string_view word, const Parts& parts) {
  // Words of one letter that sentences end with.
  constexpr std::array kWords = {"I"sv, "я"sv, "ö"sv, "ø"sv, "å"sv};
  if (!parts.letters || parts.parts == 0 || std::ranges::find(kWords, word) != kWords.end()) return false;
  return parts.longest == 1 ||
         (parts.longest == 2 && parts.parts > 1 && word.find('.') != std::string_view::npos);
}

bool followsNumber(std::string_view before, std::string_view word) {
  const std::string_view last =
      lastWordOf(withoutSpacesBehind(before.substr(0, before.size() - word.size())));
  return isShortNumber(last, 4) || isRoman(last);
}

/// The period behind the last word of `before`, which is cut off there.
bool isOfAbbreviation(std::string_view before, std::string_view after) {
  const std::string_view word = lastWordOf(before);
  const bool digit = after[0] >= '0' && after[0] <= '9';
  switch (abbreviationOf(word)) {
    case Abbreviation::beforeName:
      return true;
    case Abbreviation::beforeNumber:
      if (digit) return true;
      break;
    case Abbreviation::either:
      return mayGoOnWith(after);
    case Abbreviation::state: {
      const std::string_view left = withoutSpacesBehind(before.substr(0, before.size() - word.size()));
      return left.ends_with(',') && (mayGoOnWith(after) || after[0] == '(');
    }
    case Abbreviation::none:
      break;
  }
  if (isOrdinal(before, word, after)) return true;
  const Parts parts = partsOf(word);
  if (!isInitials(word, parts)) return false;
  const bool small = u_islower(firstCharacterOf(word)) != 0;
  // "2020 г. Казань", "XX w. Polska": it ends the year.
  if (small && parts.parts == 1 && followsNumber(before, word)) return isShortBeginning(before);
  return digit ? small : mayGoOnWith(after);
}

/// "— asked the mayor", ", he said".
bool beginsAmid(std::string_view after) {
  for (const std::string_view dash : {"—"sv, "–"sv, "-"sv})
    if (after.starts_with(dash)) {
      std::string_view behind = after.substr(dash.size());
      while (const std::size_t space = sizeOfSpaceAt(behind)) behind.remove_prefix(space);
      return u_islower(firstCharacterOf(behind)) != 0;
    }
  return after[0] == ',' || after[0] == ';' || u_islower(firstCharacterOf(after)) != 0;
}

}  // namespace

namespace {

bool beginsWithNoteMark(std::string_view text) {
  constexpr std::array kDigits = {"⁰"sv, "¹"sv, "²"sv, "³"sv, "⁴"sv, "⁵"sv, "⁶"sv, "⁷"sv, "⁸"sv, "⁹"sv};
  return std::ranges::any_of(kDigits, [text](std::string_view digit) { return text.starts_with(digit); });
}

}  // namespace

std::size_t closingMarksBefore(std::string_view text) {
  std::size_t size = 0;
  for (bool more = true; more;) {
    more = false;
    for (const std::string_view mark :
         {"»"sv, "”"sv, "›"sv, ")"sv, "¹"sv, "²"sv, "³"sv, "⁰"sv, "⁴"sv, "⁵"sv, "⁶"sv, "⁷"sv, "⁸"sv, "⁹"sv}) {
      const std::string_view left = text.substr(size);
      if (!left.starts_with(mark)) continue;
      const std::size_t space = sizeOfSpaceAt(left.substr(mark.size()));
      const std::string_view behind = left.substr(mark.size());
      if (space == 0 && !behind.empty() && !beginsWithNoteMark(behind)) continue;
      size += mark.size() + space;
      more = true;
    }
  }
  return size;
}

bool sentenceGoesOn(std::string_view before, std::string_view after) {
  if (after.empty()) return false;
  // A sentence does not begin with a small letter: “Is it so?” he asked.
  if (beginsAmid(after)) return true;
  if (!before.ends_with('.')) return false;
  before.remove_suffix(1);
  return isOfAbbreviation(before, after);
}

}  // namespace dateline::article
