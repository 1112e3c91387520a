#include "map/date_text.h"

#include <fmt/format.h>

#include <array>
#include <charconv>
#include <chrono>
#include <cmath>

namespace dateline::map {
namespace {

namespace chrono = std::chrono;

constexpr std::array<const char*, 12> kMonths{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                              "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

/// Takes a text apart from its beginning.
class Scanner {
 public:
  explicit Scanner(std::string_view text) : text_(text) {}
  [[nodiscard]] bool done() const { return text_.empty(); }
  [[nodiscard]] char next() const { return text_.empty() ? '\0' : text_.front(); }
  bool take(char c) {
    if (next() != c || text_.empty()) return false;
    text_.remove_prefix(1);
    return true;
  }
  /// A whole number of so many digits.
  std::optional<int> number(std::size_t fewest, std::size_t most) {
    std::size_t digits = 0;
    while (digits < text_.size() && text_[digits] >= '0' && text_[digits] <= '9') ++digits;
    if (digits < fewest || digits > most) return std::nullopt;
    int value = 0;
    std::from_chars(text_.data(), text_.data() + digits, value);
    text_.remove_prefix(digits);
    return value;
  }

 private:
  std::string_view text_;
};

std::optional<DateSeconds> daysOf(int year, int month, int day) {
  const chrono::year_month_day date{chrono::year{year}, chrono::month{static_cast<unsigned>(month)},
                                    chrono::day{static_cast<unsigned>(day)}};
  if (!date.ok()) return std::nullopt;
  return kDaySeconds * static_cast<double>(chrono::sys_days{date}.time_since_epoch().count());
}

/// "+06:00", "-0330", "Z", or nothing.
std::optional<double> zoneIn(Scanner& text) {
  if (text.done() || text.take('Z')) return 0;
  const bool west = text.next() == '-';
  if (!text.take('+') && !text.take('-')) return std::nullopt;
  const auto hours = text.number(2, 4);
  if (!hours) return std::nullopt;
  int minutes = *hours * 60;
  if (*hours >= 100) minutes = *hours / 100 * 60 + *hours % 100;
  if (text.take(':')) minutes += text.number(2, 2).value_or(0);
  return (west ? -60 : 60) * minutes;
}

/// "10:00:00.5+06:00": seconds of the day, in UTC.
std::optional<double> timeIn(Scanner& text) {
  const auto hour = text.number(1, 2);
  if (!hour || *hour > 24 || !text.take(':')) return std::nullopt;
  const auto minute = text.number(2, 2);
  if (!minute || *minute > 59) return std::nullopt;
  int second = 0;
  if (text.take(':')) {
    const auto seconds = text.number(2, 2);
    if (!seconds || *seconds > 60) return std::nullopt;
    second = *seconds;
    constexpr std::size_t kMostDigits = 9;
    if (text.take('.') && !text.number(1, kMostDigits)) return std::nullopt;
  }
  text.take(' ');
  const auto zone = zoneIn(text);
  if (!zone) return std::nullopt;
  return (*hour * 60 + *minute) * 60 + second - *zone;
}

std::optional<DateSeconds> withTime(Scanner& text, std::optional<DateSeconds> date) {
  if (!date || text.done()) return date;
  if (!text.take('T') && !text.take(' ')) return std::nullopt;
  const auto time = timeIn(text);
  if (!time || !text.done()) return std::nullopt;
  return *date + *time;
}

std::optional<DateSeconds> yearFirst(Scanner text) {
  const auto year = text.number(4, 4);
  const char sign = text.next();
  if (!year || (sign != '-' && sign != '/') || !text.take(sign)) return std::nullopt;
  const auto month = text.number(1, 2);
  if (!month) return std::nullopt;
  if (text.done() && sign == '-') return daysOf(*year, *month, 1);
  if (!text.take(sign)) return std::nullopt;
  const auto day = text.number(1, 2);
  return day ? withTime(text, daysOf(*year, *month, *day)) : std::nullopt;
}

std::optional<DateSeconds> dayFirst(Scanner text) {
  const auto day = text.number(1, 2);
  if (!day || !text.take('.')) return std::nullopt;
  const auto month = text.number(1, 2);
  if (!month || !text.take('.')) return std::nullopt;
  const auto year = text.number(4, 4);
  return year ? withTime(text, daysOf(*year, *month, *day)) : std::nullopt;
}

/// A moment of the calendar.
struct Moment {
  explicit Moment(DateSeconds at)
      : days(static_cast<int>(std::floor(at / kDaySeconds))),
        date(chrono::sys_days{chrono::days{days}}),
        second(static_cast<int>(std::floor(at - days * kDaySeconds))) {}

  [[nodiscard]] int year() const { return static_cast<int>(date.year()); }
  [[nodiscard]] int month() const { return static_cast<int>(static_cast<unsigned>(date.month())); }

  int days;
  chrono::year_month_day date;
  int second;  ///< of the day
};

struct DateWords {
  std::string time, day, month, year;
};

DateWords wordsOf(const Moment& at, DateUnit unit) {
  DateWords words{.year = fmt::format("{}", at.year())};
  if (unit >= DateUnit::month) words.month = fmt::format("{} ", kMonths[at.month() - 1]);
  if (unit >= DateUnit::day) words.day = fmt::format("{} ", static_cast<unsigned>(at.date.day()));
  if (unit >= DateUnit::minute)
    words.time = fmt::format("{:02}:{:02}", at.second / 3600, at.second / 60 % 60);
  if (unit >= DateUnit::second) words.time += fmt::format(":{:02}", at.second % 60);
  return words;
}

std::string dateOf(const DateWords& words) {
  return words.day + words.month + words.year + (words.time.empty() ? "" : " ") + words.time;
}

}  // namespace

std::optional<DateSeconds> dateIn(std::string_view text) {
  const auto date = yearFirst(Scanner(text));
  return date ? date : dayFirst(Scanner(text));
}

std::int64_t unitOf(DateSeconds at, DateUnit unit) {
  const Moment moment(at);
  switch (unit) {
    case DateUnit::year:
      return moment.year();
    case DateUnit::month:
      return moment.year() * 12LL + moment.month() - 1;
    case DateUnit::day:
      return moment.days;
    case DateUnit::minute:
      return static_cast<std::int64_t>(std::floor(at / 60));
    case DateUnit::second:
      break;
  }
  return static_cast<std::int64_t>(std::floor(at));
}

std::string dateRange(DateSeconds first, DateSeconds last, DateUnit unit) {
  if (unitOf(first, unit) == unitOf(last, unit)) return dateOf(wordsOf(Moment(last), unit));
  DateWords from = wordsOf(Moment(first), unit);
  const DateWords to = wordsOf(Moment(last), unit);
  if (unit >= DateUnit::minute) {
    const bool oneDay = unitOf(first, DateUnit::day) == unitOf(last, DateUnit::day);
    return dateOf(from) + " – " + (oneDay ? to.time : dateOf(to));
  }
  // What is said behind "–" is not said before it.
  std::string before = from.day;
  if (from.year != to.year)
    before = from.day + from.month + from.year;
  else if (from.month != to.month || unit == DateUnit::month)
    before = from.day + from.month;
  while (before.ends_with(' ')) before.pop_back();
  return before + " – " + dateOf(to);
}

}  // namespace dateline::map
