#include "map/number_signs.h"

#include <fmt/format.h>
#include <algorithm>

#include "map/amount_text.h"

namespace dateline::map {
namespace {

constexpr std::size_t kNowhere = std::string_view::npos;
constexpr std::size_t kDigitsOfThousand = 3;

std::size_t digitsFrom(std::string_view text) {
  return static_cast<std::size_t>(
      std::ranges::find_if_not(text, [](char c) { return c >= '0' && c <= '9'; }) - text.begin());
}

std::string_view withoutSign(std::string_view number) {
  for (const std::string_view sign : {"-", "−", "+"})
    if (number.starts_with(sign)) return number.substr(sign.size());
  return number;
}

}  // namespace

void NumberSignsFinder::look(std::string_view text) {
  const Amount amount = amountIn(text);
  const std::string_view number = withoutSign(amount.number);
  if (number.empty() || digitsFrom(number) == 0) return;
  bool isNumber = false;
  const std::size_t comma = number.rfind(','), point = number.rfind('.');
  if (comma == kNowhere && point == kNowhere) {
    isNumber = numberIn(number).has_value();
    if (digitsFrom(number) == number.size()) lookAtWhole(number);
  }
  for (Sign* sign : {&comma_, &point_}) {
    const char mark = sign == &comma_ ? ',' : '.', otherMark = sign == &comma_ ? '.' : ',';
    const std::size_t at = sign == &comma_ ? comma : point, other = sign == &comma_ ? point : comma;
    if (!numberIn(number, {.decimal = mark, .thousands = otherMark})) continue;
    isNumber = true;
    if (at == kNowhere) {
      // The other one parts thousands, if it is there more than once.
      sign->decimals |= other != kNowhere && number.find(otherMark) != other;
      continue;
    }
    const std::size_t before = digitsFrom(number);
    // Before other than three digits, behind more of them or a zero alone, or behind what parts thousands.
    const bool three =
        digitsFrom(number.substr(at + 1)) == kDigitsOfThousand && at + 1 + kDigitsOfThousand == number.size();
    const bool told = !three || before > kDigitsOfThousand || number.starts_with('0') || before < at;
    sign->decimals |= told;
    if (told) continue;
    sign->thousands = true;
    sign->four |= before == 1;
    if (sign->example.empty() || number < sign->example) sign->example = number;
  }
  if (isNumber) lookAtUnit(amount.unit);
}

void NumberSignsFinder::lookAtUnit(std::string_view unit) {
  units_ |= !unit.empty() && !unit_.empty() && unit != unit_;
  if (unit_.empty()) unit_ = unit;
}

void NumberSignsFinder::lookAtWhole(std::string_view digits) {
  small_ |= digits.size() <= kDigitsOfThousand && digits != "0";
  four_ |= digits.size() == kDigitsOfThousand + 1;
  large_ |= digits.size() > kDigitsOfThousand + 1;
}

bool NumberSignsFinder::allInThousands(const Sign& sign, const Sign& other) const {
  return sign.thousands && !sign.decimals && !other.decimals && !other.thousands && !lackedByOthers(sign);
}

NumberSigns NumberSignsFinder::found() const {
  NumberSigns signs{.unit = units_ ? "" : unit_};
  if (comma_.decimals && point_.decimals && !comma_.thousands && !point_.thousands) {
    signs.secondDecimal = ',';
  } else if ((comma_.decimals && !point_.decimals) || allInThousands(point_, comma_) ||
             (comma_.thousands && lackedByOthers(comma_) && !point_.decimals && !point_.thousands)) {
    signs.decimal = ',';
    signs.thousands = '.';
  } else if (comma_.thousands || point_.decimals) {
    signs.thousands = ',';
  }
  return signs;
}

std::string NumberSignsFinder::doubt() const {
  if (comma_.decimals && point_.decimals && !comma_.thousands && !point_.thousands)
    return "commas and points are both taken for those of decimals";
  for (const Sign* sign : {&comma_, &point_}) {
    const Sign& other = sign == &comma_ ? point_ : comma_;
    if (!sign->thousands || sign->decimals || other.decimals || (small_ && !lackedByOthers(*sign))) continue;
    const std::string_view name = sign == &comma_ ? "comma" : "point";
    if (allInThousands(*sign, other))
      return fmt::format("\"{}\" is read as thousands, as three digits follow every {}", sign->example, name);
    if (sign == &comma_ && lackedByOthers(*sign) && !other.thousands)
      return fmt::format("\"{}\" is read as decimals, as larger numbers are written without a comma",
                         sign->example);
  }
  return {};
}

}  // namespace dateline::map
