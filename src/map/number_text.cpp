#include "map/number_text.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

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
std::string withPoint(std::string_view text, NumberSigns signs) {
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
    const bool decimal = text.front() == signs.decimal;
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

void NumberSignsFinder::look(std::string_view text) {
  text = trimmed(text);
  const std::size_t comma = text.rfind(','), point = text.rfind('.');
  constexpr std::size_t kNone = std::string_view::npos;
  if ((comma == kNone && point == kNone) || comma_ || point_) return;
  for (const char decimal : {',', '.'}) {
    const std::size_t sign = decimal == ',' ? comma : point, other = decimal == ',' ? point : comma;
    const bool once = sign != kNone && text.find(decimal) == sign;
    const NumberSigns signs{.decimal = decimal, .thousands = decimal == ',' ? '.' : ','};
    if (!numberIn(text, signs)) continue;
    // Before other than three digits, behind more of them or a zero alone, or behind what parts thousands.
    const bool told = once && (digitsAt(text.substr(sign + 1)) != kThousand || sign > kThousand + 1 ||
                               (text.substr(0, sign).ends_with('0') && sign <= 2));
    const bool others = other != kNone && text.find(signs.thousands) != other;
    const bool both = once && other != kNone && other < sign;
    if (told || others || both) (decimal == ',' ? comma_ : point_) = true;
  }
  anyPoint_ |= point != kNone;
}

NumberSigns NumberSignsFinder::found() const {
  if (comma_ && !point_) return {.decimal = ',', .thousands = '.'};
  if (point_ || anyPoint_) return {.decimal = '.', .thousands = ','};
  return {};
}

std::optional<double> numberIn(std::string_view text, NumberSigns signs) {
  text = trimmed(text);
  if (signs.decimal == '.')
    if (const auto value = finiteIn(text)) return value;
  return text.empty() ? std::nullopt : finiteIn(withPoint(text, signs));
}

}  // namespace dateline::map
