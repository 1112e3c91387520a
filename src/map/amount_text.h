#pragma once

#include <string_view>

namespace dateline::map {

/// A number and what it counts, as a table writes them: "23.7 %", "$39,537", "−€5", "1.234 ₽".
struct Amount {
  bool minus = false;       ///< that stands before the unit
  std::string_view number;  ///< the rest, trimmed; all of a text without a unit
  std::string_view unit;    ///< a sign of percent or of a currency; empty: none
};

/// Whether its number is one is not looked at.
Amount amountIn(std::string_view text);

/// True for what stands before its number in a legend, as currencies do.
bool isCurrency(std::string_view unit);

}  // namespace dateline::map
