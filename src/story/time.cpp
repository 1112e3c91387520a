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
};

std::optional<int> digits(std::string_view text) {
  int value = 0;
  for (const char c : text) {
    if (c < '0' || c > '9') return std::nullopt;
    value = value * 10 + (c - '0');
  }
  return value;
}

/// "Thh:mm", "Thh:mm:ss" with an optional fraction, then nothing, "Z" or "+hh:mm". The time of day is
/// accepted, not shown.
bool isTimeOfDay(std::string_view text) {
  if (text.size() < 6 || text[0] != 'T' || text[3] != ':') return false;
  const auto hour = digits(text.substr(1, 2));
  const auto minute = digits(text.substr(4, 2));
  if (!hour || !minute || *hour > 24 || *minute > 59) return false;
  text.remove_prefix(6);
  if (text.starts_with(':')) {
    if (text.size() < 3) return false;
    const auto second = digits(text.substr(1, 2));
    if (!second || *second > 60) return false;
    text.remove_prefix(3);
    if (text.starts_with('.')) {
      const std::size_t end = std::min(text.find_first_not_of("0123456789", 1), text.size());
      if (end == 1) return false;
      text.remove_prefix(end);
    }
  }
  if (text.empty() || text == "Z") return true;
  return text.size() == 6 && (text[0] == '+' || text[0] == '-') && digits(text.substr(1, 2)) &&
         text[3] == ':' && digits(text.substr(4, 2));
}

std::optional<Date> parseDate(std::string_view text) {
  if (text.size() > 10) {
    if (!isTimeOfDay(text.substr(10))) return std::nullopt;
    text = text.substr(0, 10);
  }
  if (text.size() != 4 && text.size() != 7 && text.size() != 10) return std::nullopt;
  const auto year = digits(text.substr(0, 4));
  if (!year) return std::nullopt;
  Date date{.year = *year};
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

std::string display(const Date& date, bool withYear) {
  static constexpr std::array<std::string_view, 12> kMonths = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                               "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  if (date.month == 0) return fmt::format("{}", date.year);
  const std::string_view month = kMonths[date.month - 1];
  if (date.day == 0) return fmt::format("{} {}", month, date.year);
  return withYear ? fmt::format("{} {} {}", date.day, month, date.year)
                  : fmt::format("{} {}", date.day, month);
}

}  // namespace

bool isValidTime(std::string_view iso) {
  return parseTime(iso).has_value();
}

std::optional<double> timeOrder(std::string_view iso) {
  const auto time = parseTime(iso);
  return time ? std::optional(daysOf(time->from)) : std::nullopt;
}

std::string displayTime(std::string_view iso, bool withYear) {
  const auto time = parseTime(iso);
  if (!time) return std::string(iso);
  const std::string from = display(time->from, withYear);
  if (time->open) return from + " \xE2\x80\x93";
  return time->to ? from + " \xE2\x80\x93 " + display(*time->to, withYear) : from;
}

}  // namespace dateline::story
