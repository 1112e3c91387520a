#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace dateline::map {

/// Seconds since the beginning of 1970; of a date, a month or a date without a zone as if it were in UTC.
using DateSeconds = double;
inline constexpr double kDaySeconds = 86400;

/// "2023-02-28", "2023/2/28", "2023-02", "28.2.2023", each but a month with a time behind it or none:
/// "2023-02-28T10:00:00+06:00". Nothing for years alone, which are numbers, and for what is no date.
std::optional<DateSeconds> dateIn(std::string_view text);

enum class DateUnit : std::uint8_t { year, month, day, minute, second };

/// The unit of the calendar in which it lies, as a number that grows by one from each to the next.
std::int64_t unitOf(DateSeconds at, DateUnit unit);
/// "2019 – 2021", "3 Feb – 12 Mar 2023", "28 Feb 2023 10:00 – 18:30": what both have in common is said once.
std::string dateRange(DateSeconds first, DateSeconds last, DateUnit unit);

}  // namespace dateline::map
