#include "article/head_matter.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <array>
#include <utility>

#include "article/dates.h"

namespace dateline::article {
namespace {

using namespace std::string_view_literals;

constexpr std::size_t kLongestByline = 160;  // bytes
constexpr std::size_t kLongestDateline = 180;
constexpr std::size_t kHeadBlocks = 8;

std::string_view trim(std::string_view text) {
  const std::size_t first = text.find_first_not_of(" \t\n");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t\n") - first + 1);
}

UChar32 firstOf(std::string_view text) {
  if (text.empty()) return 0;
  std::int32_t i = 0;
  UChar32 c = 0;
  U8_NEXT(text.data(), i, static_cast<std::int32_t>(text.size()), c);
  return c < 0 ? 0 : c;
}

struct Letters {
  int upper = 0, lower = 0, uncased = 0, digits = 0;
  bool startsSmall = false;
};

Letters lettersOf(std::string_view text) {
  Letters letters;
  const auto size = static_cast<std::int32_t>(text.size());
  bool first = true;
  for (std::int32_t i = 0; i < size;) {
    UChar32 c = 0;
    U8_NEXT(text.data(), i, size, c);
    if (c < 0) continue;
    if (u_isdigit(c)) ++letters.digits;
    if (u_isalpha(c) == 0) continue;
    const bool small = u_islower(c) != 0;
    if (first) letters.startsSmall = small;
    first = false;
    if (u_isupper(c) != 0)
      ++letters.upper;
    else if (small)
      ++letters.lower;
    else
      ++letters.uncased;
  }
  return letters;
}

/// What leads a byline in the languages that have such a word.
std::string_view behindBy(std::string_view text) {
  constexpr std::array kBy = {
      "By "sv,      "by "sv,         "BY "sv,       "Von "sv,      "VON "sv,        "Par "sv,   "PAR "sv,
      "Por "sv,     "POR "sv,        "Di "sv,       "Door "sv,     "Av "sv,         "Af "sv,    "By: "sv,
      "Author: "sv, "Autor: "sv,     "Autora: "sv,  "Auteur: "sv,  "Auteur : "sv,   "Text: "sv, "Tekst: "sv,
      "Автор: "sv,  "Автор — "sv,    "Текст: "sv,   "Yazan: "sv,   "بقلم "sv,       "بقلم: "sv, "كتب "sv,
      "מאת "sv,     "מאת: "sv,       "文／"sv,      "文/"sv,       "作者："sv,      "作者:"sv,  "記者 "sv,
      "记者 "sv,    "Written by "sv, "Words by "sv, "Story by "sv, "Reported by "sv};
  for (const std::string_view by : kBy)
    if (text.starts_with(by)) return trim(text.substr(by.size()));
  return {};
}

/// Words that begin small and do not join names, as a sentence has them.
bool holdsSmallWords(std::string_view text) {
  constexpr std::array kJoining = {"and"sv,  "und"sv, "et"sv,  "y"sv,   "e"sv,   "och"sv, "og"sv,  "en"sv,
                                   "и"sv,    "та"sv,  "і"sv,   "in"sv,  "at"sv,  "for"sv, "of"sv,  "the"sv,
                                   "from"sv, "für"sv, "aus"sv, "von"sv, "van"sv, "der"sv, "den"sv, "de"sv,
                                   "del"sv,  "la"sv,  "le"sv,  "di"sv,  "da"sv,  "al"sv,  "bin"sv, "à"sv};
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find(' ', at), text.size());
    const std::string_view word = text.substr(at, end - at);
    if (u_islower(firstOf(word)) && std::ranges::find(kJoining, word) == kJoining.end()) return true;
    at = end + 1;
  }
  return false;
}

bool endsInBrackets(std::string_view head, char open, char close, std::string_view& without) {
  if (!head.ends_with(close)) return false;
  const std::size_t from = head.substr(0, head.size() - 1).rfind(open);
  if (from == std::string_view::npos || head.size() - from > 60) return false;
  without = trim(head.substr(0, from));
  return true;
}

bool namesMonth(std::string_view part) {
  while (!part.empty()) {
    const std::size_t end = std::min(part.find_first_of(" .,/"), part.size());
    if (isMonth(part.substr(0, end))) return true;
    part.remove_prefix(std::min(end + 1, part.size()));
  }
  return false;
}

/// The first comma, Latin or Arabic, and how many bytes it takes.
std::pair<std::size_t, std::size_t> commaIn(std::string_view text) {
  constexpr std::string_view kArabicComma = "\xD8\x8C";
  const std::size_t latin = std::min(text.find(','), text.size());
  const std::size_t arabic = std::min(text.find(kArabicComma), text.size());
  return arabic < latin ? std::pair(arabic, kArabicComma.size()) : std::pair(latin, std::size_t{1});
}

/// Behind the place without a comma, as Arabic agencies write it: "القاهرة 5 مارس". Takes the day off
/// `place`.
bool takeDay(std::string_view& place) {
  const auto size = static_cast<std::int32_t>(place.size());
  for (std::int32_t i = 0, before = 0; i < size; before = i) {
    UChar32 c = 0;
    U8_NEXT(place.data(), i, size, c);
    if (c < 0 || !u_isdigit(c)) continue;
    const auto day = static_cast<std::size_t>(before);
    if (day == 0 || place[day - 1] != ' ' || !namesMonth(place.substr(day))) return false;
    place = trim(place.substr(0, day));
    return true;
  }
  return false;
}

std::size_t dashIn(std::string_view text) {
  std::size_t best = std::string_view::npos;
  for (const std::string_view dash :
       {"\xE2\x80\x94"sv, "\xE2\x80\x93"sv, " - "sv, " -- "sv, "--"sv, ".- "sv, "\xE2\x80\x95"sv})
    best = std::min(best, text.find(dash));
  return best;
}

bool isDatePart(std::string_view part) {
  const Letters letters = lettersOf(part);
  if (letters.digits == 0) return false;
  return namesMonth(part) || letters.upper + letters.lower + letters.uncased == 0;
}

/// What may follow the place: dates, and names of countries and agencies of a few words.
bool isPlausibleTail(std::string_view tail, bool& dated) {
  while (!tail.empty()) {
    const auto [end, sign] = commaIn(tail);
    const std::string_view part = trim(tail.substr(0, end));
    if (isDatePart(part))
      dated = true;
    else if (part.size() > 40 || lettersOf(part).startsSmall || std::count(part.begin(), part.end(), ' ') > 3)
      return false;
    tail.remove_prefix(std::min(end + sign, tail.size()));
  }
  return true;
}

/// Where the place and the day end: at the dash before the text, or before the agency's name in strokes,
/// "/TASS/."
std::size_t endOfDateline(std::string_view text) {
  const std::size_t dash = dashIn(text);
  constexpr std::size_t kLongestAgency = 40;
  const std::size_t open = text.find(" /");
  if (open == std::string_view::npos || open > dash) return dash;
  const std::size_t close = text.find('/', open + 2);
  if (close == std::string_view::npos || close - open > kLongestAgency) return dash;
  return text.substr(close + 1).starts_with('.') ? close + 1 : dash;
}

/// Chinese agencies: the place and day stand between their name and the sign for a dispatch.
std::string chineseDateline(std::string_view text) {
  const std::size_t agency = text.find("社");
  if (agency == std::string_view::npos || agency > 24) return {};
  const std::string_view rest = text.substr(agency + 3, 80);
  const std::size_t end = std::min(rest.find("电"), rest.find("電"));
  const std::size_t day = rest.find("日");
  if (end == std::string_view::npos || day == std::string_view::npos || day > end) return {};
  return std::string(trim(rest.substr(0, day + 3)));
}

}  // namespace

std::string bylineIn(std::string_view text, bool hinted) {
  text = trim(text);
  if (text.size() > kLongestByline || text.find('\n') != std::string_view::npos) return {};
  std::string_view names = behindBy(text);
  if (names.empty() && hinted) names = text;
  names = trim(withoutDateBehind(names));
  const Letters letters = lettersOf(names);
  const UChar32 first = firstOf(names);
  if (letters.upper + letters.lower + letters.uncased < 2 || u_islower(first) || u_isdigit(first)) return {};
  if (names.ends_with('?') || names.ends_with('!') || names.ends_with(':')) return {};
  if (names.ends_with('.') && (letters.lower > 30 || holdsSmallWords(names.substr(0, names.find(',')))))
    return {};
  const bool all = names.find_first_of("\"") == std::string_view::npos;
  return all ? std::string(names) : std::string();
}

std::string datelineOf(std::string_view paragraph) {
  const std::string_view start = trim(paragraph).substr(0, kLongestDateline);
  if (std::string chinese = chineseDateline(start); !chinese.empty()) return chinese;
  const std::size_t end = endOfDateline(start);
  if (end == std::string_view::npos || end == 0) return {};
  std::string_view head = trim(start.substr(0, end));
  bool agency = endsInBrackets(head, '(', ')', head) || endsInBrackets(head, '/', '/', head) ||
                endsInBrackets(head, '[', ']', head);
  while (head.ends_with(',') || head.ends_with('.')) head = trim(head.substr(0, head.size() - 1));
  const auto [comma, sign] = commaIn(head);
  std::string_view place = trim(head.substr(0, comma));
  bool dated = takeDay(place);
  if (!isPlausibleTail(comma == head.size() ? std::string_view() : head.substr(comma + sign), dated))
    return {};
  const Letters letters = lettersOf(place);
  if (letters.digits > 0 || place.size() > 60 || letters.startsSmall) return {};
  if (std::count(place.begin(), place.end(), ' ') > 4) return {};
  const bool capitals = letters.lower == 0 && letters.upper >= 3;
  const bool named = letters.upper + letters.uncased >= 1 && (agency || dated);
  return capitals || named ? std::string(head) : std::string();
}

void readHeadMatter(Article& article) {
  Head& head = article.head;
  std::size_t looked = 0;
  for (Block& block : article.blocks) {
    if (++looked > kHeadBlocks) break;
    if (block.kind == BlockKind::title || block.kind == BlockKind::caption) continue;
    const std::string_view text = article.slice(block.range);
    if (text.size() > kLongestByline || block.kind == BlockKind::listItem) {
      if (head.dateline.empty()) head.dateline = datelineOf(text);
      break;
    }
    if (std::string byline = bylineIn(text); !byline.empty()) {
      block.kind = BlockKind::byline;
      block.level = 0;
      if (head.byline.empty()) head.byline = std::move(byline);
      if (head.published.empty()) head.published = isoDateIn(text);
    } else if (isDateLine(text)) {
      block.kind = BlockKind::byline;
      block.level = 0;
      if (head.published.empty()) head.published = isoDateIn(text);
    } else if (std::string dateline = datelineOf(text); !dateline.empty()) {
      if (head.dateline.empty()) head.dateline = std::move(dateline);
      break;
    }
  }
  if (head.published.empty()) head.published = isoDateIn(head.dateline);
}

}  // namespace dateline::article
