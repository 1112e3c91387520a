#pragma once

#include <vector>

namespace dateline::map {

/// Breaks between classes of dates (of DateSeconds, in ascending order, with the last of all as the last)
/// moved to where a year ends, else a month, if that leaves the classes about as large as they were: "2019 –
/// 2021" reads better than dates to the day.
std::vector<double> calendarBreaks(const std::vector<double>& sorted, const std::vector<double>& breaks);

}  // namespace dateline::map
