#include "article/dates.h"

#include <fmt/format.h>
#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <array>
#include <optional>
#include <vector>

#include "article/date_words.h"
#include "base/utf8.h"

namespace dateline::article {
namespace {

constexpr std::size_t kLongestText = 4000;  // bytes that are looked at

struct Token {
  bool number = false;
  int value = 0;
  int digits = 0;
  std::string_view text;
  char32_t after = 0;  ///< the character behind it
};

std::vector<Token> tokensOf(std::string_view text) {
  std::vector<Token> tokens;
  const auto size = static_cast<std::int32_t>(std::min(text.size(), kLongestText));
  for (std::int32_t i = 0; i < size && tokens.size() < 400;) {
    const std::int32_t start = i;
    UChar32 c = 0;
    U8_NEXT(text.data(), i, size, c);
    if (c < 0) continue;
    const int digit = u_charDigitValue(c);
    if (digit < 0 && u_isalpha(c) == 0) continue;
    Token token{.number = digit >= 0, .value = std::max(digit, 0), .digits = 1, .text = {}};
    std::int32_t end = i;
    while (i < size) {
      U8_NEXT(text.data(), i, size, c);
      const int next = c < 0 ? -1 : u_charDigitValue(c);
      const bool mark = c > 0 && (U_GET_GC_MASK(c) & U_GC_M_MASK) != 0;
      const bool ideograph = c == 0x5E74 || c == 0x6708 || c == 0x65E5;  // year, month, day
      if (token.number ? next < 0 : ((u_isalpha(c) == 0 && !mark) || ideograph)) break;
      if (token.number && token.digits < 6) token.value = token.value * 10 + next;
      ++token.digits;
      end = i;
      c = 0;
    }
    token.text = text.substr(static_cast<std::size_t>(start), static_cast<std::size_t>(end - start));
    token.after = c > 0 ? static_cast<char32_t>(c) : 0;
    tokens.push_back(token);
    i = end;
  }
  return tokens;
}

bool isFiller(const Token& token) {
  constexpr std::array<std::string_view, 17> kFillers = {
      "st", "nd", "rd", "th", "of", "de", "del", "er", "di", "го", "den", "年", "月", "日", "년", "월", "일"};
  return !token.number && std::find(kFillers.begin(), kFillers.end(), token.text) != kFillers.end();
}

/// One letter is a time's ("9 p.m.", "10:15Z"), but a capital that stands alone is a name's.
bool isLetterOfTime(std::string_view text, const Token& token) {
  const auto at = static_cast<std::size_t>(token.text.data() - text.data());
  const bool capital = token.text.front() >= 'A' && token.text.front() <= 'Z';
  return !capital || (at > 0 && text[at - 1] >= '0' && text[at - 1] <= '9');
}

/// Short names of weekdays are those of people as well: "Anna Sun, 3 March", but "| Sun, 3 March".
bool isWeekdayOfDate(std::string_view text, const Token& token) {
  if (!isWeekday(token.text)) return false;
  if (countCodePoints(token.text) > 3 || token.after != U',') return true;
  const auto at = static_cast<std::size_t>(token.text.data() - text.data());
  const std::size_t before = text.substr(0, at).find_last_not_of(' ');
  return before != std::string_view::npos && (text[before] == ',' || text[before] == '|');
}

/// Whether it may stand in a date that ends a text.
bool mayBeOfDate(std::string_view text, const Token& token) {
  if (token.number || isFiller(token)) return true;
  if (token.text.size() == 1 && !isLetterOfTime(text, token)) return false;
  return isBesideDates(token.text) || isWeekdayOfDate(text, token);
}

bool isYear(const Token& token) {
  return token.number && token.digits == 4 && token.value >= 1900 && token.value <= 2100;
}

constexpr int kBuddhistEra = 543;  // years before ours

/// Years of the Buddhist era stand behind months of Thai.
int yearBehind(std::string_view month, int year) {
  const bool thai = month.starts_with("\xE0\xB8") || month.starts_with("\xE0\xB9");
  return thai && year > 2100 ? year - kBuddhistEra : year;
}

bool isYearOfAnyEra(const Token& token) {
  return isYear(token) || (token.number && token.digits == 4 && token.value >= 1900 + kBuddhistEra &&
                           token.value <= 2100 + kBuddhistEra);
}

bool isDay(const Token& token) {
  return token.number && token.digits <= 2 && token.value >= 1 && token.value <= 31;
}

std::optional<std::string> iso(int year, int month, int day) {
  constexpr std::array kDays = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  if (year > 2100 || month < 1 || month > 12 || day < 1 || day > kDays[static_cast<std::size_t>(month - 1)])
    return std::nullopt;
  return fmt::format("{:04}-{:02}-{:02}", year, month, day);
}

/// "2023-02-28", "2023年2月28日"
std::optional<std::string> yearFirst(const std::vector<Token>& tokens, std::size_t year) {
  std::vector<const Token*> numbers;
  for (std::size_t i = year + 1; i < tokens.size() && i < year + 5 && numbers.size() < 2; ++i) {
    const bool mark =
        tokens[i].text == "年" || tokens[i].text == "月" || tokens[i].text == "년" || tokens[i].text == "월";
    if (tokens[i].number && tokens[i].digits <= 2)
      numbers.push_back(&tokens[i]);
    else if (!mark)
      break;
  }
  if (numbers.size() < 2) return std::nullopt;
  const char32_t sign = tokens[year].after;
  const bool blank = sign == ' ' && numbers[0]->digits == 2 && numbers[0]->after == '/';  // "2024 03/01"
  if (!blank && sign != '-' && sign != '/' && sign != '.' && sign != U'年' && sign != U'년')
    return std::nullopt;
  return iso(tokens[year].value, numbers[0]->value, numbers[1]->value);
}

/// What stands before a year: "28 February", "February 28th,", "28.02."
std::optional<std::string> yearLast(const std::vector<Token>& tokens, std::size_t year) {
  std::array<const Token*, 2> before{};  // nearest last
  std::size_t found = 2;
  for (std::size_t i = year; i-- > 0 && found > 0;)
    if (!isFiller(tokens[i])) before[--found] = &tokens[i];
  if (found > 0) return std::nullopt;
  const Token& first = *before[0];
  const Token& second = *before[1];
  const int value = tokens[year].value;
  if (isDay(first) && !second.number)
    if (const int month = monthOf(second.text); month != 0)
      return iso(yearBehind(second.text, value), month, first.value);
  if (!first.number && isDay(second))
    if (const int month = monthOf(first.text); month != 0) return iso(value, month, second.value);
  if (!isDay(first) || !isDay(second) || first.after != second.after) return std::nullopt;
  if (first.after == '.') return iso(value, second.value, first.value);
  if (first.after != '/' && first.after != '-') return std::nullopt;
  if (first.value > 12) return iso(value, second.value, first.value);
  return second.value > 12 ? iso(value, first.value, second.value) : std::nullopt;
}

}  // namespace

std::string isoDateIn(std::string_view text) {
  const std::vector<Token> tokens = tokensOf(text);
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    if (!isYearOfAnyEra(tokens[i])) continue;
    if (const auto date = isYear(tokens[i]) ? yearFirst(tokens, i) : std::nullopt) return *date;
    if (const auto date = yearLast(tokens, i)) return *date;
  }
  return {};
}

bool isDateLine(std::string_view text) {
  if (text.size() > 160 || text.find('\n') != std::string_view::npos) return false;
  if (isoDateIn(text).empty()) return false;
  std::size_t words = 0;
  for (const Token& token : tokensOf(text))
    words += !token.number && !isFiller(token) && monthOf(token.text) == 0 ? 1 : 0;
  return words <= 4;
}

bool saysOnlyWhen(std::string_view text) {
  if (text.size() > 160) return false;
  const std::vector<Token> tokens = tokensOf(text);
  const auto fits = [](const Token& token) {
    return token.number || isFiller(token) || isBesideDates(token.text) || monthOf(token.text) != 0 ||
           isWeekday(token.text);
  };
  return std::ranges::any_of(tokens, &Token::number) && std::ranges::all_of(tokens, fits);
}

std::string_view withoutDateBehind(std::string_view text) {
  const std::vector<Token> tokens = tokensOf(text);
  const auto isNumber = [&](std::size_t i) { return i < tokens.size() && tokens[i].number; };
  std::size_t first = tokens.size();
  bool month = false, day = false;
  for (; first > 0; --first) {
    const std::size_t i = first - 1;
    // A month has its day beside it: "By Theresa May, 3 March".
    const bool named = !month && !tokens[i].number && (isNumber(i + 1) || (i > 0 && isNumber(i - 1))) &&
                       monthOf(tokens[i].text) != 0;
    if (!named && !mayBeOfDate(text, tokens[i])) break;
    month = named || (month && (tokens[i].number || isFiller(tokens[i])));
    day = day || named;
  }
  if (first == 0 || first == tokens.size()) return text;
  const auto cut = static_cast<std::size_t>(tokens[first].text.data() - text.data());
  if (!day && isoDateIn(text.substr(cut)).empty()) return text;
  const Token& last = tokens[first - 1];
  std::string_view left = text.substr(0, cut);
  const auto end = static_cast<std::size_t>(last.text.data() - text.data()) + last.text.size();
  // Brackets that close belong to what they close.
  while (left.size() > end && left.back() != ')' && left.back() != ']') left.remove_suffix(1);
  return left;
}

bool isMonth(std::string_view word) {
  return monthOf(word) != 0;
}

}  // namespace dateline::article
