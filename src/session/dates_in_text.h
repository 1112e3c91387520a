#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace dateline::session {

/// Words of a text that say when: "February 28, 2023", "28 Feb 2023", "2023-02-28", "January 2022".
struct DateInText {
  std::size_t begin = 0, end = 0;  ///< bytes
  std::string iso;                 ///< as a story's time: date or year and month
};

/// In reading order. A day without a year ("February 28") takes the year of the nearest date before it that
/// has one, else of the first after it, else it is left out. English names of months.
std::vector<DateInText> findDates(std::string_view text);

}  // namespace dateline::session
