#pragma once

#include <string>
#include <string_view>
#include <utility>

#include "base/error.h"
#include "geo/lnglat.h"

namespace dateline::app {

inline constexpr int kLargestSidePx = 16384;

/// "1920x1080", also "1920 X 1080"; both at least 1 and at most 16384.
Result<std::pair<int, int>> parseSize(std::string_view text);
/// "71.4,51.1", also with blanks.
Result<geo::LngLat> parseLngLat(std::string_view text);
/// "46,35,88,56": west, south, east, north; east may be smaller than west across the date line.
Result<geo::LngLatBox> parseBox(std::string_view text);
/// The whole text is a finite number.
Result<double> parseNumber(std::string_view text);

}  // namespace dateline::app
