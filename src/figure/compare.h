// Comparing images, for tests and scripts.
#pragma once

#include <string>
#include <vector>

#include "base/image.h"

namespace dateline::figure {

struct PixelDifference {
  int x = 0;
  int y = 0;
  int difference = 0;  ///< of the channel that differs most, 0 to 255
};

struct Comparison {
  bool sameSize = false;  ///< and the same channels; everything else is said only then
  int maxDifference = 0;
  double meanDifference = 0;                ///< over all channels of all pixels
  std::vector<PixelDifference> worst = {};  ///< up to five, the worst first
};

Comparison compare(const Image& a, const Image& b);

/// One line for a failing test: the maximum, the mean and the worst pixels.
std::string describe(const Comparison& comparison);

}  // namespace dateline::figure
