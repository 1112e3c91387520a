#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace dateline::session {

/// Words of a text that say when: "February 28, 2023", "le 28 février", "12–14 March 2026", "13.01.2025",
/// "2023-02-28", "January 2022".
struct DateInText {
  std::size_t begin = 0, end = 0;  ///< bytes
  std::string iso;                 ///< as a story's time: date, year and month, or interval of days
};

/// In reading order, with the months of the languages that heads of articles are read in. A day without a
/// year takes that of a date in its sentence, or of a day told before it in its paragraph; else the year that
/// brings it nearest to the day of publication (YYYY-MM-DD, empty where it is not known), then that of the
/// nearest date before it, else of the first after it, else it is left out. Of "01/02/2025" day and month
/// cannot be told: it is none.
std::vector<DateInText> findDates(std::string_view text, std::string_view published = {});

}  // namespace dateline::session
