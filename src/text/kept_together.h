#pragma once

#include <cstddef>
#include <string_view>
#include <utility>
#include <vector>

namespace dateline::text {

/// Bytes [start, end) within which no line may end: the last digit of a number, the space behind it, and the
/// unit, sign or "million" that follows ("1.5 m", "30 °C", "12 Prozent").
std::vector<std::pair<std::size_t, std::size_t>> numbersWithUnits(std::string_view text);

}  // namespace dateline::text
