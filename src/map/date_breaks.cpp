#include "map/date_breaks.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <functional>
#include <optional>

#include "map/date_text.h"

namespace dateline::map {
namespace {

constexpr double kMostMoved = 0.2;  // of a class

using DateIterator = std::vector<double>::const_iterator;

/// The first date of the unit that begins nearest to this one, by the number of dates between.
DateIterator nearestBegin(const std::vector<double>& sorted, DateIterator at, DateUnit unit) {
  const auto until = [&](std::int64_t end) {
    return std::partition_point(sorted.begin(), sorted.end(),
                                [&](double date) { return unitOf(date, unit) < end; });
  };
  const std::int64_t own = unitOf(*at, unit);
  const DateIterator before = until(own), behind = until(own + 1);
  return at - before < behind - at ? before : behind;
}

std::optional<std::vector<double>> movedTo(const std::vector<double>& sorted,
                                           const std::vector<double>& breaks, DateUnit unit) {
  const double share = kMostMoved * static_cast<double>(sorted.size()) / static_cast<double>(breaks.size());
  std::vector<double> moved;
  for (const double bound : breaks) {
    const auto behind = std::upper_bound(sorted.begin(), sorted.end(), bound);
    if (behind == sorted.end()) break;
    const auto begin = nearestBegin(sorted, behind, unit);
    if (begin == sorted.begin() || begin == sorted.end() ||
        std::abs(static_cast<double>(begin - behind)) > share)
      return std::nullopt;
    moved.push_back(*std::prev(begin));
  }
  moved.push_back(breaks.back());
  const bool apart = std::ranges::adjacent_find(moved, std::greater_equal<>()) == moved.end();
  return apart ? std::optional(moved) : std::nullopt;
}

}  // namespace

std::vector<double> calendarBreaks(const std::vector<double>& sorted, const std::vector<double>& breaks) {
  for (const DateUnit unit : {DateUnit::year, DateUnit::month})
    if (auto moved = movedTo(sorted, breaks, unit)) return *moved;
  return breaks;
}

}  // namespace dateline::map
