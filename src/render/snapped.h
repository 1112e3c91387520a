#pragma once

#include <cmath>

namespace dateline::render {

/// To 1/256 px: what moved by whole pixels has the same fractions then, and its picture the same pixels.
inline double snapped(double px) {
  return std::round(px * 256) / 256;
}

}  // namespace dateline::render
