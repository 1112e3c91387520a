#pragma once

#include <string>

namespace dateline::map {

/// The digits of a whole number in groups of three with narrow spaces between, from five digits on: "10 000".
std::string groupedDigits(std::string digits);

}  // namespace dateline::map
