#include "map/number_text.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

#include "map/amount_text.h"

namespace dateline::map {
namespace {

constexpr std::string_view kMinus = "−";
/// No-break, figure, thin and narrow ones.
constexpr std::array<std::string_view, 6> kBlanks{" ", "\t", "\u00a0", "\u2007", "\u2009", "\u202f"};
constexpr std::array<std::string_view, 2> kApostrophes{"'", "’"};
constexpr std::size_t kThousand = 3;  // digits

bool isDigit(char c) {
  return c >= '0' && c <= '9';
}

template <typename Signs>
std::size_t lengthOfOne(const Signs& signs, std::string_view text) {
  const auto found =
      std::ranges::find_if(signs, [&](std::string_view sign) { return text.starts_with(sign); });
  return found == signs.end() ? 0 : found->size();
}

std::size_t digitsAt(std::string_view text) {
  return static_cast<std::size_t>(std::ranges::find_if_not(text, isDigit) - text.begin());
}

/// How long what parts thousands is at the beginning of a text, where three digits follow and then no other.
std::size_t partingAt(std::string_view text, char thousands) {
  std::size_t length = std::max(lengthOfOne(kBlanks, text), lengthOfOne(kApostrophes, text));
  if (thousands != 0 && text.starts_with(thousands)) length = 1;
  return length > 0 && digitsAt(text.substr(length)) == kThousand ? length : 0;
}

/// As std::from_chars takes it: with a point, and nothing between thousands.
std::string withPoint(std::string_view text, const NumberSigns& signs) {
  std::string result;
  if (text.starts_with(kMinus)) {
    result = '-';
    text.remove_prefix(kMinus.size());
  } else if (text.starts_with('+')) {
    text.remove_prefix(1);
  }
  bool whole = true;  // still before the sign of decimals
  std::size_t digits = 0;
  while (!text.empty()) {
    const std::size_t parting =
        whole && digits > 0 && digits <= kThousand ? partingAt(text, signs.thousands) : 0;
    if (parting > 0) {
      result += text.substr(parting, kThousand);
      text.remove_prefix(parting + kThousand);
      digits = kThousand;
      continue;
    }
    const bool decimal =
        text.front() == signs.decimal || (signs.secondDecimal != 0 && text.front() == signs.secondDecimal);
    whole &= isDigit(text.front()) || text.front() == '-';
    digits += isDigit(text.front()) ? 1 : 0;
    result += decimal ? '.' : text.front() == '.' ? ',' : text.front();
    text.remove_prefix(1);
  }
  return result;
}

std::optional<double> finiteIn(std::string_view text) {
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size() || !std::isfinite(value)) return std::nullopt;
  return value;
}

}  // namespace

std::string_view trimmed(std::string_view text) {
  while (const std::size_t length = lengthOfOne(kBlanks, text)) text.remove_prefix(length);
  const auto blankAtEnd = [&] {
    const auto found = std::ranges::find_if(kBlanks, [&](std::string_view b) { return text.ends_with(b); });
    return found == kBlanks.end() ? 0 : found->size();
  };
  while (const std::size_t length = blankAtEnd()) text.remove_suffix(length);
  return text;
}

std::optional<double> numberIn(std::string_view text, const NumberSigns& signs) {
  const Amount amount = amountIn(text);
  if (amount.number.empty() || (!amount.unit.empty() && amount.unit != signs.unit)) return std::nullopt;
  auto value = signs.decimal == '.' ? finiteIn(amount.number) : std::nullopt;
  if (!value) value = finiteIn(withPoint(amount.number, signs));
  return value && amount.minus ? -*value : value;
}

}  // namespace dateline::map
