#pragma once

#include <string>
#include <vector>

namespace dateline::map {

/// What classes of numbers, or of dates, are called by.
struct NumberClasses {
  const std::vector<double>& sorted;  ///< all that are classed
  const std::vector<double>& breaks;  ///< upper bounds of the classes
  bool steps = false;                 ///< they go from bound to bound; else what lies in each is told
  bool dates = false;                 ///< they are DateSeconds
  std::string_view unit = {};         ///< a currency's sign, or that of percent
};

/// "12 – 40", "−49 to −30", "1.2 M – 38.5 M", "0.3 – 10¹⁵", "2019 – 2021", "3 Feb – 12 Mar 2023": one a
/// class, as short as tells each from the next.
std::vector<std::string> classLabels(const NumberClasses& classes);

}  // namespace dateline::map
