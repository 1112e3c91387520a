#include <fmt/format.h>

#include <array>
#include <chrono>

#include "story/story.h"

namespace dateline::story {
namespace {

/// A date of day, month or year precision; what is not given is 0.
struct Date {
  int year = 0;
  unsigned month = 0;
  unsigned day = 0;
  double timeOfDay = 0;  ///< days that the moment lies behind the beginning of the day in UTC
};

std::optional<int> digits(std::string_view text) {
  int value = 0;
  for (const char c : text) {
    if (c < '0' || c > '9') return std::nullopt;
    value = value * 10 + (c - '0');
  }
  return value;
}

/// Two digits at `at`, no more than `most`.
std::optional<int> twoDigits(std::string_view text, std::size_t at, int most) {
  if (text.size() < at + 2) return std::nullopt;
  const auto value = digits(text.substr(at, 2));
  return value && *value <= most ? value : std::nullopt;
}

/// ":ss" with an optional fraction, taken from the front of `text`; 0 where there is none.
std::optional<double> takeSeconds(std::string_view& text) {
  if (!text.starts_with(':')) return 0;
  const auto whole = twoDigits(text, 1, 60);  // 60: a leap second
  if (!whole) return std::nullopt;
  text.remove_prefix(3);
  double seconds = *whole;
  if (!text.starts_with('.')) return seconds;
  const std::size_t end = std::min(text.find_first_not_of("0123456789", 1), text.size());
  if (end == 1) return std::nullopt;
  double place = 0.1;
  for (const char c : text.substr(1, end - 1)) {
    seconds += (c - '0') * place;
    place /= 10;
  }
  text.remove_prefix(end);
  return seconds;
}

/// Minutes that "+hh:mm" is ahead of UTC; 0 for "Z" and where nothing is said.
std::optional<int> zoneMinutes(std::string_view text) {
  if (text.empty() || text == "Z") return 0;
  if (text.size() != 6 || (text[0] != '+' && text[0] != '-') || text[3] != ':') return std::nullopt;
  const auto hours = twoDigits(text, 1, 23), minutes = twoDigits(text, 4, 59);
  if (!hours || !minutes) return std::nullopt;
  return (*hours * 60 + *minutes) * (text[0] == '-' ? -1 : 1);
}

/// "Thh:mm", "Thh:mm:ss" with an optional fraction, then nothing, "Z" or "+hh:mm", in days behind the
/// beginning of the day in UTC. The time of day orders; it is not shown.
std::optional<double> parseTimeOfDay(std::string_view text) {
  if (text.size() < 6 || text[0] != 'T' || text[3] != ':') return std::nullopt;
  const auto hour = twoDigits(text, 1, 24), minute = twoDigits(text, 4, 59);
  if (!hour || !minute) return std::nullopt;
  text.remove_prefix(6);
  const auto seconds = takeSeconds(text);
  const auto zone = zoneMinutes(text);
  if (!seconds || !zone) return std::nullopt;
  if (*hour == 24 && (*minute > 0 || *seconds > 0)) return std::nullopt;
  return (*hour * 60 + *minute - *zone + *seconds / 60) / (24 * 60);
}

std::optional<Date> parseDate(std::string_view text) {
  std::optional<double> timeOfDay = 0;
  if (text.size() > 10) {
    timeOfDay = parseTimeOfDay(text.substr(10));
    if (!timeOfDay) return std::nullopt;
    text = text.substr(0, 10);
  }
  if (text.size() != 4 && text.size() != 7 && text.size() != 10) return std::nullopt;
  const auto year = digits(text.substr(0, 4));
  if (!year) return std::nullopt;
  Date date{.year = *year, .timeOfDay = *timeOfDay};
  if (text.size() == 4) return date;
  const auto month = digits(text.substr(5, 2));
  if (text[4] != '-' || !month || *month < 1 || *month > 12) return std::nullopt;
  date.month = static_cast<unsigned>(*month);
  if (text.size() == 7) return date;
  const auto day = digits(text.substr(8, 2));
  if (text[7] != '-' || !day) return std::nullopt;
  date.day = static_cast<unsigned>(*day);
  const std::chrono::year_month_day calendar{std::chrono::year(date.year), std::chrono::month(date.month),
                                             std::chrono::day(date.day)};
  return calendar.ok() ? std::optional(date) : std::nullopt;
}

double daysOf(const Date& date) {
  const std::chrono::year_month_day calendar{std::chrono::year(date.year),
                                             std::chrono::month(date.month ? date.month : 1),
                                             std::chrono::day(date.day ? date.day : 1)};
  return static_cast<double>(std::chrono::sys_days(calendar).time_since_epoch().count());
}

struct Time {
  Date from;
  std::optional<Date> to;
  bool open = false;  ///< "a/..": it goes on
};

std::optional<Time> parseTime(std::string_view text) {
  const std::size_t slash = text.find('/');
  const auto from = parseDate(text.substr(0, slash));
  if (!from) return std::nullopt;
  Time time{.from = *from, .to = {}};
  if (slash == std::string_view::npos) return time;
  const std::string_view end = text.substr(slash + 1);
  time.open = end == "..";
  if (time.open) return time;
  time.to = parseDate(end);
  // The end of "2022-09-15/2022-09" lies within its month, so an end is compared at its own precision.
  if (!time.to || time.to->year < time.from.year) return std::nullopt;
  if (time.to->month != 0 && daysOf(*time.to) < daysOf(time.from) &&
      (time.to->day != 0 || time.to->month != time.from.month || time.to->year != time.from.year))
    return std::nullopt;
  return time;
}

constexpr std::array<std::string_view, 12> kMonths = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                      "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

/// With no-break spaces: a line ends before or behind a date.
std::string display(const Date& date, bool withYear) {
  if (date.month == 0) return fmt::format("{}", date.year);
  const std::string_view month = kMonths[date.month - 1];
  if (date.day == 0) return fmt::format("{}\u00A0{}", month, date.year);
  return withYear ? fmt::format("{}\u00A0{}\u00A0{}", date.day, month, date.year)
                  : fmt::format("{}\u00A0{}", date.day, month);
}

std::string display(const Time& time, bool withYear) {
  const Date& from = time.from;
  if (time.open) return display(from, withYear) + " –";
  if (!time.to) return display(from, withYear);
  const Date& to = *time.to;
  const std::string end = display(to, withYear);
  if (from.year != to.year || (from.month == 0) != (to.month == 0) || (from.day == 0) != (to.day == 0))
    return display(from, withYear) + " – " + end;
  // What both have in common is said once.
  if (from.month == to.month && from.day == to.day) return end;
  if (from.month == to.month) return fmt::format("{} – {}", from.day, end);
  return fmt::format("{} – {}", from.day == 0 ? std::string(kMonths[from.month - 1]) : display(from, false),
                     end);
}

Date withoutDay(Date date) {
  date.day = 0;
  return date;
}

Date withoutMonth(Date date) {
  date.month = date.day = 0;
  return date;
}

Time lessExact(Time time, Date (*coarser)(Date)) {
  time.from = coarser(time.from);
  if (time.to) time.to = coarser(*time.to);
  return time;
}

}  // namespace

bool isValidTime(std::string_view iso) {
  return parseTime(iso).has_value();
}

std::optional<double> timeOrder(std::string_view iso) {
  const auto time = parseTime(iso);
  return time ? std::optional(daysOf(time->from) + time->from.timeOfDay) : std::nullopt;
}

std::string displayTime(std::string_view iso, bool withYear) {
  return displayTimes(iso, withYear).front();
}

std::vector<std::string> displayTimes(std::string_view iso, bool withYear) {
  const auto time = parseTime(iso);
  if (!time) return {std::string(iso)};
  return {display(*time, withYear), display(lessExact(*time, withoutDay), withYear),
          display(lessExact(*time, withoutMonth), withYear)};
}

}  // namespace dateline::story
