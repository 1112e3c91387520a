#include "map/grouped_digits.h"

namespace dateline::map {

std::string groupedDigits(std::string digits) {
  const std::size_t sign = digits.starts_with('-') ? 1 : 0;
  for (std::size_t at = digits.size() - sign > 4 ? digits.size() : 0; at > sign + 3; at -= 3)
    digits.insert(at - 3, "\u202f");
  return digits;
}

}  // namespace dateline::map
