// The order in which people look for names: "cat 2" before "cat 10".
#pragma once

#include <string_view>

namespace dateline {

/// Runs of digits by their number, all else by its bytes; of two that are equal so, the one with fewer zeros
/// in front of a number.
bool naturalLess(std::string_view a, std::string_view b);

}  // namespace dateline
