#pragma once

#include <vector>

namespace dateline::geo {

enum class BreakMethod {
  quantiles,  ///< as many values in each class
  equal,      ///< each class as wide
  jenks       ///< natural breaks: the values of a class lie as close together as can be
};

/// Parts numbers into at most `classes` classes: the upper bounds of the classes, ascending, each included in
/// its class; the last is the greatest value. Fewer where there are fewer distinct values; empty where there
/// is none. Values that are no number are passed over. Natural breaks are the optimal ones (Fisher 1958, "On
/// grouping for maximum homogeneity"), found in O(classes * n log n) by halving, as the best last class never
/// begins earlier when there are more values.
std::vector<double> classBreaks(std::vector<double> values, BreakMethod method, int classes);

}  // namespace dateline::geo
