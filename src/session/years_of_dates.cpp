#include "session/years_of_dates.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>

#include "story/story.h"

namespace dateline::session {
namespace {

std::string isoOf(const CalendarDate& date) {
  return date.day == 0 ? fmt::format("{:04}-{:02}", date.year, date.month)
                       : fmt::format("{:04}-{:02}-{:02}", date.year, date.month, date.day);
}

/// With the year of its last day; the first may lie in the one before.
ReadDate inYear(ReadDate date, int year) {
  if (date.to.month == 0) {
    date.from.year = year;
    return date;
  }
  date.to.year = year;
  date.from.year = year - (date.from.month > date.to.month ? 1 : 0);
  return date;
}

std::string timeOf(const ReadDate& date) {
  return date.to.month == 0 ? isoOf(date.from) : isoOf(date.from) + "/" + isoOf(date.to);
}

int yearOf(const ReadDate& date) {
  return date.to.month == 0 ? date.from.year : date.to.year;
}

/// A sentence ends in it, or a paragraph.
bool endsSentenceIn(std::string_view between) {
  for (const std::string_view end : {". ", "! ", "? ", ".\n", "\n\n", "。", "।", "؟"})
    if (between.find(end) != std::string_view::npos) return true;
  return false;
}

class YearGiver {
 public:
  YearGiver(std::string_view text, std::vector<ReadDate>& dates, std::string_view published)
      : text_(text), dates_(dates), published_(published) {
    for (const ReadDate& date : dates) {
      told_.push_back(yearOf(date) != 0);
      if (!first_ && told_.back()) first_ = yearOf(date);
    }
  }

  void run() {
    for (std::size_t i = 0; i < dates_.size(); ++i) {
      if (yearOf(dates_[i]) != 0) continue;
      if (const std::optional<int> year = yearFor(i)) dates_[i] = inYear(dates_[i], *year);
    }
  }

 private:
  std::optional<int> yearFor(std::size_t i) {
    const ReadDate* before = i > 0 && yearOf(dates_[i - 1]) != 0 ? &dates_[i - 1] : nullptr;
    const std::string_view behind = before != nullptr ? between(i - 1) : std::string_view();
    if (before != nullptr && !endsSentenceIn(behind)) return yearOf(*before);
    if (i + 1 < dates_.size() && yearOf(dates_[i + 1]) != 0 && !endsSentenceIn(between(i)))
      return yearOf(dates_[i + 1]);
    if (!published_.empty()) return goesOn(i, behind) ? yearOf(*before) : nearest(dates_[i]);
    if (before != nullptr) return yearOf(*before);
    return first_;
  }

  [[nodiscard]] std::string_view between(std::size_t i) const {
    return text_.substr(dates_[i].end, dates_[i + 1].begin - dates_[i].end);
  }

  /// What is told of another year, day by day, goes on from the day before.
  bool goesOn(std::size_t i, std::string_view behind) {
    if (i == 0 || !told_[i - 1] || dates_[i - 1].from.day == 0) return false;
    const bool other = fmt::format("{:04}", yearOf(dates_[i - 1])) != published_.substr(0, 4);
    const bool on = other && behind.find('\n') == std::string_view::npos && isLater(dates_[i], dates_[i - 1]);
    told_[i] = on;
    return on;
  }

  static bool isLater(const ReadDate& date, const ReadDate& before) {
    return std::pair(date.from.month, date.from.day) >= std::pair(before.from.month, before.from.day);
  }

  /// News looks back further than ahead: a day to come counts for half as far again.
  [[nodiscard]] std::optional<int> nearest(const ReadDate& date) const {
    constexpr double kAhead = 1.5;
    const std::optional<double> today = story::timeOrder(published_);
    if (!today) return std::nullopt;
    const int year = std::stoi(std::string(published_.substr(0, 4)));
    std::optional<int> best;
    double least = 0;
    for (const int candidate : {year - 1, year, year + 1}) {
      const std::string time = timeOf(inYear(date, candidate));
      const std::optional<double> begins = story::isValidTime(time) ? story::timeOrder(time) : std::nullopt;
      if (!begins) continue;
      const double away = *begins > *today ? (*begins - *today) * kAhead : *today - *begins;
      if (best && away >= least) continue;
      best = candidate;
      least = away;
    }
    return best;
  }

  std::string_view text_;
  std::vector<ReadDate>& dates_;
  std::string published_;
  std::optional<int> first_;  ///< the first year that the text tells
  std::vector<bool> told_;    ///< [date]: the text tells its year, or that of what it goes on from
};

}  // namespace

std::vector<DateInText> withYears(std::string_view text, std::vector<ReadDate> dates,
                                  std::string_view published) {
  YearGiver(text, dates, published).run();
  std::vector<DateInText> times;
  for (const ReadDate& date : dates) {
    std::string time = timeOf(date);
    if (yearOf(date) != 0 && story::isValidTime(time))
      times.push_back({date.begin, date.end, std::move(time)});
  }
  return times;
}

}  // namespace dateline::session
