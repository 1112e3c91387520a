#include "article/datelines.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <array>
#include <utility>

#include "article/dates.h"
#include "article/head_letters.h"

namespace dateline::article {
namespace {

using namespace std::string_view_literals;

constexpr std::size_t kLongestDateline = 180;  // bytes

/// What a report of an East Asian agency begins with.
struct Dispatch {
  std::string_view place;  ///< and day
  std::string_view reporters;
};

bool endsInBrackets(std::string_view head, char open, char close, std::string_view& without) {
  if (!head.ends_with(close)) return false;
  const std::size_t from = head.substr(0, head.size() - 1).rfind(open);
  if (from == std::string_view::npos || head.size() - from > 60) return false;
  without = withoutBlanks(head.substr(0, from));
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
    place = withoutBlanks(place.substr(0, day));
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
  return namesMonth(part) || letters.all() == 0;
}

/// What may follow the place: dates, and names of countries and agencies of a few words.
bool isPlausibleTail(std::string_view tail, bool& dated) {
  while (!tail.empty()) {
    const auto [end, sign] = commaIn(tail);
    const std::string_view part = withoutBlanks(tail.substr(0, end));
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

/// "АЛМАТЫ. KAZINFORM" -> "АЛМАТЫ"; a saint's town has less before its stop, a day has its number behind it.
std::string_view withoutAgencyBehindStop(std::string_view head) {
  constexpr int kLeastPlace = 4;  // letters
  const std::size_t stop = head.rfind(". ");
  if (stop == std::string_view::npos) return head;
  const std::string_view behind = head.substr(stop + 2);
  const bool word = behind.find(' ') == std::string_view::npos && lettersOf(behind).digits == 0;
  return word && lettersOf(head.substr(0, stop)).all() >= kLeastPlace ? head.substr(0, stop) : head;
}

/// What stands between two signs, the first of which begins the text; empty where it is longer than `most`
/// bytes.
std::string_view between(std::string_view text, std::string_view open, std::string_view close,
                         std::size_t most) {
  if (!text.starts_with(open)) return {};
  const std::size_t end = text.find(close, open.size());
  if (end == std::string_view::npos || end > most) return {};
  return text.substr(open.size(), end - open.size());
}

/// "新华社兰州12月19日电（记者王芳）": the place and day stand between the agency's name and the sign for a
/// dispatch.
Dispatch chineseDispatch(std::string_view text) {
  constexpr std::size_t kLongestAgency = 24, kLongestPlace = 80, kLongestNames = 120;
  std::size_t agency = std::string_view::npos;
  for (const std::string_view last : {"社"sv, "网"sv, "網"sv, "报"sv, "報"sv})
    agency = std::min(agency, text.find(last));
  if (agency > kLongestAgency) return {};
  const std::string_view rest = text.substr(agency + 3, kLongestPlace);
  const std::size_t end = std::min(rest.find("电"), rest.find("電"));
  const std::size_t day = rest.find("日");
  if (end == std::string_view::npos || day == std::string_view::npos || day > end) return {};
  Dispatch dispatch{.place = withoutBlanks(rest.substr(0, day + 3)), .reporters = {}};
  const std::string_view behind = text.substr(agency + 3 + end + 3);
  for (const auto& [open, close] : {std::pair("（"sv, "）"sv), std::pair("("sv, ")"sv)})
    for (const std::string_view by : {"记者"sv, "記者"sv})
      if (const std::string_view names = between(behind, open, close, kLongestNames); names.starts_with(by))
        dispatch.reporters = withoutBlanks(names.substr(by.size()));
  return dispatch;
}

/// "(서울=연합뉴스) 홍길동 기자 = ...".
Dispatch koreanDispatch(std::string_view text) {
  constexpr std::size_t kLongestHead = 60, kLongestNames = 90;
  const std::string_view head = between(text, "(", ")", kLongestHead);
  const std::size_t sign = head.find('=');
  if (sign == std::string_view::npos || lettersOf(head).uncased == 0) return {};
  Dispatch dispatch{.place = withoutBlanks(head.substr(0, sign)), .reporters = {}};
  const std::string_view names = text.substr(head.size() + 2);
  const std::string_view line = names.substr(0, names.find('='));
  const std::size_t reporter = line.rfind("기자");
  if (line.size() < std::min(names.size(), kLongestNames) && reporter != std::string_view::npos)
    dispatch.reporters = withoutBlanks(line.substr(0, reporter));
  return dispatch;
}

/// "【カイロ=山田】" and "【カイロ共同】".
Dispatch japaneseDispatch(std::string_view text) {
  constexpr std::size_t kLongestHead = 90;
  const std::string_view head = between(text, "【", "】", kLongestHead);
  for (const std::string_view sign : {"="sv, "＝"sv})
    if (const std::size_t at = head.find(sign); at != std::string_view::npos)
      return {withoutBlanks(head.substr(0, at)), withoutBlanks(head.substr(at + sign.size()))};
  for (const std::string_view agency : {"共同"sv, "時事"sv, "ロイター"sv, "AFP時事"sv})
    if (head.size() > agency.size() && head.ends_with(agency))
      return {withoutBlanks(head.substr(0, head.size() - agency.size())), {}};
  return {};
}

Dispatch dispatchOf(std::string_view paragraph) {
  const std::string_view start = withoutBlanks(paragraph).substr(0, 2 * kLongestDateline);
  for (const auto read : {chineseDispatch, koreanDispatch, japaneseDispatch})
    if (const Dispatch dispatch = read(start); !dispatch.place.empty()) return dispatch;
  return {};
}

}  // namespace

std::string datelineOf(std::string_view paragraph) {
  const std::string_view start = withoutBlanks(paragraph).substr(0, kLongestDateline);
  if (const Dispatch dispatch = dispatchOf(start); !dispatch.place.empty())
    return std::string(dispatch.place);
  const std::size_t end = endOfDateline(start);
  if (end == std::string_view::npos || end == 0) return {};
  std::string_view head = withoutBlanks(start.substr(0, end));
  bool agency = endsInBrackets(head, '(', ')', head) || endsInBrackets(head, '/', '/', head) ||
                endsInBrackets(head, '[', ']', head);
  while (head.ends_with(',') || head.ends_with('.')) head = withoutBlanks(head.substr(0, head.size() - 1));
  head = withoutAgencyBehindStop(head);
  const auto [comma, sign] = commaIn(head);
  std::string_view place = withoutBlanks(head.substr(0, comma));
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

std::string reportersIn(std::string_view paragraph) {
  return std::string(dispatchOf(paragraph).reporters);
}

}  // namespace dateline::article
