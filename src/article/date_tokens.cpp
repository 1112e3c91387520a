#include "article/date_tokens.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <array>

#include "article/date_words.h"

namespace dateline::article {
namespace {

using namespace std::string_view_literals;

bool isOneWordOf(std::string_view word, const auto& words) {
  return std::ranges::find(words, word) != words.end();
}

constexpr std::array kEnglishNames = {"January"sv,   "February"sv, "March"sv,    "April"sv,
                                      "May"sv,       "June"sv,     "July"sv,     "August"sv,
                                      "September"sv, "October"sv,  "November"sv, "December"sv};

int monthByEnglishName(std::string_view word) {
  const auto fits = [word](std::string_view name) {
    return word == name || (word.size() == 3 && name.starts_with(word)) ||
           (word == "Sept" && name == "September");
  };
  const auto* found = std::ranges::find_if(kEnglishNames, fits);
  if (found != kEnglishNames.end()) return static_cast<int>(found - kEnglishNames.begin()) + 1;
  // As they stand in headlines.
  const bool capitals =
      word.size() >= 3 && std::ranges::all_of(word, [](char c) { return c >= 'A' && c <= 'Z'; });
  if (!capitals) return 0;
  std::string name(word);
  std::transform(name.begin() + 1, name.end(), name.begin() + 1,
                 [](char c) { return static_cast<char>(c + 32); });
  return monthByEnglishName(name);
}

}  // namespace

std::vector<DateToken> dateTokensOf(std::string_view paragraph) {
  std::vector<DateToken> tokens;
  enum class Kind : std::uint8_t { none, word, number };
  const auto size = static_cast<std::int32_t>(paragraph.size());
  Kind last = Kind::none;
  for (std::int32_t i = 0; i < size;) {
    const auto begin = static_cast<std::size_t>(i);
    UChar32 c = 0;
    U8_NEXT(paragraph.data(), i, size, c);
    const int digit = c < 0 ? -1 : u_charDigitValue(c);
    const bool mark = c >= 0 && last == Kind::word && (U_GET_GC_MASK(c) & U_GC_M_MASK) != 0;
    const Kind kind = digit >= 0 ? Kind::number : mark || (c >= 0 && u_isalpha(c)) ? Kind::word : Kind::none;
    if (kind != Kind::none) {
      if (kind != last) tokens.push_back({.begin = begin, .number = kind == Kind::number ? 0 : -1});
      DateToken& token = tokens.back();
      token.end = static_cast<std::size_t>(i);
      if (kind == Kind::number) token.number = ++token.digits > 4 ? -1 : token.number * 10 + digit;
    }
    last = kind;
  }
  return tokens;
}

int Months::of(std::string_view word) {
  if (word.size() < 3) return 0;
  const auto [at, added] = whole_.try_emplace(std::string(word), 0);
  if (!added) return at->second;
  const int english = monthByEnglishName(word);
  const bool verb = word == "may" || word == "march";
  return at->second = english != 0 ? english : verb ? 0 : wholeMonthOf(word);
}

int Months::shortened(std::string_view word) {
  if (const int month = of(word); month != 0) return month;
  if (word.size() < 3) return 0;
  const auto [at, added] = shortened_.try_emplace(std::string(word), 0);
  return added ? at->second = monthOf(word) : at->second;
}

bool isEnglishMonth(std::string_view word) {
  return monthByEnglishName(word) != 0;
}

bool isBehindDay(std::string_view word) {
  return isOneWordOf(word, std::array{"st"sv, "nd"sv, "rd"sv, "th"sv, "er"sv, "re"sv, "de"sv, "of"sv, "del"sv,
                                      "d"sv, "го"sv, "º"sv, "ª"sv, "den"sv});
}

bool joinsDays(std::string_view word) {
  return isOneWordOf(word, std::array{"to"sv, "till"sv, "until"sv, "through"sv, "bis"sv, "au"sv, "al"sv,
                                      "a"sv, "à"sv, "ao"sv, "até"sv, "hasta"sv, "tot"sv, "til"sv, "till"sv,
                                      "do"sv, "по"sv, "до"sv, "ile"sv});
}

bool joinsDaysBetween(std::string_view word) {
  return isOneWordOf(word, std::array{"and"sv, "und"sv, "et"sv, "y"sv, "e"sv, "en"sv, "och"sv, "og"sv, "и"sv,
                                      "і"sv, "та"sv, "й"sv, "a"sv, "i"sv, "ile"sv, "ve"sv});
}

bool isBetween(std::string_view word) {
  return isOneWordOf(
      word,
      std::array{"between"sv, "Between"sv, "zwischen"sv, "Zwischen"sv, "entre"sv,  "Entre"sv,  "tra"sv,
                 "fra"sv,     "Tra"sv,     "Fra"sv,      "tussen"sv,   "Tussen"sv, "mellan"sv, "mellem"sv,
                 "mellom"sv,  "между"sv,   "Между"sv,    "між"sv,      "Між"sv,    "między"sv, "Między"sv});
}

bool isArticleOfDay(std::string_view word) {
  return isOneWordOf(word,
                     std::array{"zum"sv, "dem"sv, "den"sv, "the"sv, "le"sv, "el"sv, "l"sv, "o"sv, "il"sv});
}

bool leadsNumberedDay(std::string_view word) {
  return isOneWordOf(word, std::array{"am"sv, "Am"sv, "vom"sv, "Vom"sv, "zum"sv, "bis"sv, "ab"sv, "Ab"sv,
                                      "dem"sv, "den"sv, "der"sv, "seit"sv, "Seit"sv});
}

}  // namespace dateline::article
