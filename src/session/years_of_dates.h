#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "session/dates_in_text.h"

namespace dateline::session {

struct CalendarDate {
  int year = 0, month = 0, day = 0;  ///< 0: not said
};

/// A date as the text has it.
struct ReadDate {
  std::size_t begin = 0, end = 0;  ///< bytes
  CalendarDate from, to;           ///< to.month 0: a single day, or month
};

/// With the years that the text leaves out; what has none, or is no date, is left out (see findDates).
std::vector<DateInText> withYears(std::string_view text, std::vector<ReadDate> dates,
                                  std::string_view published);

}  // namespace dateline::session
