#include "base/natural_order.h"

#include <algorithm>
#include <string>

namespace dateline {
namespace {

bool isDigit(char c) {
  return c >= '0' && c <= '9';
}

/// The digits that `text` begins with, without zeros in front; they are taken from it.
std::string_view takeNumber(std::string_view& text) {
  const auto* const end = std::find_if_not(text.begin(), text.end(), isDigit);
  std::string_view digits = text.substr(0, static_cast<std::size_t>(end - text.begin()));
  text.remove_prefix(digits.size());
  digits.remove_prefix(std::min(digits.find_first_not_of('0'), digits.size()));
  return digits;
}

}  // namespace

bool naturalLess(std::string_view a, std::string_view b) {
  std::string_view restA = a, restB = b;
  while (!restA.empty() && !restB.empty()) {
    if (isDigit(restA.front()) && isDigit(restB.front())) {
      const std::string_view x = takeNumber(restA), y = takeNumber(restB);
      if (x.size() != y.size()) return x.size() < y.size();
      if (x != y) return x < y;
    } else {
      if (restA.front() != restB.front())
        return static_cast<unsigned char>(restA.front()) < static_cast<unsigned char>(restB.front());
      restA.remove_prefix(1);
      restB.remove_prefix(1);
    }
  }
  if (restA.empty() != restB.empty()) return restA.empty();
  return a.size() != b.size() ? a.size() < b.size() : a < b;
}

}  // namespace dateline
