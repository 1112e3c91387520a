#pragma once

#include <string>
#include <vector>

namespace dateline::map {

/// What a class of numbers is called.
struct NumberClasses {
  const std::vector<double>& sorted;  ///< all that are classed
  const std::vector<double>& breaks;  ///< upper bounds of the classes
  bool steps = false;                 ///< they go from bound to bound; else what lies in each is told
};

/// "12 – 40", "−49 to −30", "1.2 M – 38.5 M", "0.3 – 10¹⁵": one a class, as short as tells each from the next.
std::vector<std::string> classLabels(const NumberClasses& classes);

}  // namespace dateline::map
