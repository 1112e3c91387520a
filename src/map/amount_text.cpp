#include "map/amount_text.h"

#include <algorithm>
#include <array>

#include "map/number_text.h"

namespace dateline::map {
namespace {

constexpr std::array<std::string_view, 4> kShares{"%", "٪", "％", "‰"};
/// Unicode's signs of currencies beside those from U+20A0 to U+20CF, which are all of them.
constexpr std::array<std::string_view, 9> kCurrencies{"$", "¢", "£", "¤", "¥", "֏", "؋", "฿", "៛"};
constexpr std::array<std::string_view, 3> kPlusMinus{"-", "−", "+"};
constexpr std::size_t kLongestUnit = 3;  // bytes

bool isUnit(std::string_view text) {
  return std::ranges::find(kShares, text) != kShares.end() || isCurrency(text);
}

std::string_view unitAtEnd(std::string_view text) {
  for (std::size_t length = 1; length <= std::min(kLongestUnit, text.size()); ++length)
    if (const std::string_view end = text.substr(text.size() - length); isUnit(end)) return end;
  return {};
}

std::string_view currencyAt(std::string_view text) {
  for (std::size_t length = 1; length <= std::min(kLongestUnit, text.size()); ++length)
    if (isCurrency(text.substr(0, length))) return text.substr(0, length);
  return {};
}

}  // namespace

bool isCurrency(std::string_view unit) {
  const auto second = unit.size() == 3 ? static_cast<unsigned char>(unit[1]) : 0U;
  const auto third = unit.size() == 3 ? static_cast<unsigned char>(unit[2]) : 0U;
  if (unit.size() == 3 && unit.front() == '\xe2' &&
      ((second == 0x82 && third >= 0xa0) || (second == 0x83 && third <= 0x8f)))
    return true;
  return std::ranges::find(kCurrencies, unit) != kCurrencies.end();
}

Amount amountIn(std::string_view text) {
  text = trimmed(text);
  if (const std::string_view unit = unitAtEnd(text); !unit.empty())
    return {.number = trimmed(text.substr(0, text.size() - unit.size())), .unit = unit};
  const auto* sign =
      std::ranges::find_if(kPlusMinus, [&](std::string_view s) { return text.starts_with(s); });
  const std::string_view unsigned_ = sign == kPlusMinus.end() ? text : text.substr(sign->size());
  const std::string_view unit = currencyAt(unsigned_);
  if (unit.empty()) return {.number = text, .unit = {}};
  return {.minus = sign != kPlusMinus.end() && *sign != "+",
          .number = trimmed(unsigned_.substr(unit.size())),
          .unit = unit};
}

}  // namespace dateline::map
