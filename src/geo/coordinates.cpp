#include "geo/coordinates.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <span>
#include <utility>
#include <vector>

namespace dateline::geo {
namespace {

std::string inSixtieths(double degrees, const char* positive, const char* negative) {
  const long seconds = std::lround(std::abs(degrees) * 3600);
  return fmt::format("{}°{:02}′{:02}″ {}", seconds / 3600, seconds / 60 % 60, seconds % 60,
                     degrees < 0 ? negative : positive);
}

/// What stands for a sign in some keyboard's or printer's hand. The longer ones come first.
constexpr std::array<std::pair<std::string_view, std::string_view>, 22> kSigns = {{
    {"''", "\""}, {"′′", "\""}, {"’’", "\""}, {"º", "d"},      {"°", "d"},      {"˚", "d"},
    {"″", "\""},  {"”", "\""},  {"ʺ", "\""},  {"′", "'"},      {"’", "'"},      {"ʹ", "'"},
    {"´", "'"},   {"−", "-"},   {"–", "-"},   {"\u00A0", " "}, {"\u2009", " "}, {"\u202F", " "},
    {"(", " "},   {")", " "},   {"[", " "},   {"]", " "},
}};

std::string inPlainSigns(std::string_view text) {
  std::string plain;
  while (!text.empty()) {
    const auto sign =
        std::ranges::find_if(kSigns, [&](const auto& one) { return text.starts_with(one.first); });
    const bool known = sign != kSigns.end();
    plain += known ? sign->second : text.substr(0, 1);
    text.remove_prefix(known ? sign->first.size() : 1);
  }
  return plain;
}

/// 'n' a number; 'd', '\'' and '"' the signs behind degrees, minutes and seconds; 'N', 'E', 'S', 'W';
/// ',' what parts.
struct CoordinateToken {
  char kind;
  double value = 0;
  bool negative = false, signedNumber = false, whole = true;
};
using CoordinateTokens = std::span<const CoordinateToken>;

bool isDecimal(char c) {
  return c >= '0' && c <= '9';
}

/// The number that `text` begins with, taken off it. Commas are decimal points where `decimalCommas`.
std::optional<CoordinateToken> takeNumber(std::string_view& text, bool decimalCommas) {
  CoordinateToken token{.kind = 'n'};
  token.signedNumber = text[0] == '-' || text[0] == '+';
  token.negative = text[0] == '-';
  std::string digits;
  std::size_t end = token.signedNumber ? 1 : 0;
  for (; end < text.size(); ++end) {
    const char c = text[end];
    const bool point = c == '.' || (decimalCommas && c == ',');
    if (point && token.whole && !digits.empty() && end + 1 < text.size() && isDecimal(text[end + 1])) {
      token.whole = false;
      digits += '.';
    } else if (isDecimal(c)) {
      digits += c;
    } else {
      break;
    }
  }
  text.remove_prefix(end);
  const auto [last, failed] = std::from_chars(digits.data(), digits.data() + digits.size(), token.value);
  if (failed != std::errc{} || last != digits.data() + digits.size()) return std::nullopt;
  return token;
}

/// Empty where there is anything else in the text.
std::vector<CoordinateToken> coordinateTokens(std::string_view text, bool decimalCommas) {
  constexpr std::size_t kMost = 16;
  std::vector<CoordinateToken> tokens;
  while (!text.empty()) {
    const char c = text[0];
    if (tokens.size() == kMost) return {};
    if (isDecimal(c) || c == '-' || c == '+') {
      const auto number = takeNumber(text, decimalCommas);
      if (!number) return {};
      tokens.push_back(*number);
      continue;
    }
    text.remove_prefix(1);
    const char upper = c >= 'a' && c <= 'z' && c != 'd' ? static_cast<char>(c - 32) : c;
    if (upper == ';' || upper == '/' || upper == ',')
      tokens.push_back({.kind = ','});
    else if (std::string_view("d'\"NESW").find(upper) != std::string_view::npos)
      tokens.push_back({.kind = upper});
    else if (upper != ' ')
      return {};
  }
  return tokens;
}

bool isCompass(const CoordinateToken& token) {
  return token.kind >= 'A' && token.kind <= 'Z';
}

/// Where the second coordinate begins; nullopt where there are not two.
std::optional<std::size_t> secondBegins(CoordinateTokens tokens) {
  std::vector<std::size_t> letters, parts, degrees, numbers;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    const char kind = tokens[i].kind;
    (isCompass(tokens[i]) ? letters : kind == ',' ? parts : kind == 'n' ? numbers : degrees).push_back(i);
  }
  std::erase_if(degrees, [&](std::size_t i) { return tokens[i].kind != 'd'; });
  if (letters.size() == 2) return letters[0] == 0 ? letters[1] : letters[0] + 1;
  if (!letters.empty()) return std::nullopt;
  if (parts.size() == 1) return parts[0];
  if (degrees.size() == 2 && degrees[1] > 0) return degrees[1] - 1;
  return numbers.size() == 2 ? std::optional(numbers[1]) : std::nullopt;
}

struct Coordinate {
  double degrees = 0;
  char letter = 0;  ///< none: 0
};

/// Degrees, or with minutes, or with seconds too; only the last of them may have a fraction.
std::optional<double> degreesIn(CoordinateTokens tokens) {
  double degrees = 0, unit = 1;
  bool negative = false, whole = true;
  std::size_t part = 0;
  for (std::size_t i = 0; i < tokens.size(); ++part, unit /= 60) {
    const CoordinateToken& number = tokens[i++];
    if (part == 3 || number.kind != 'n' || !whole) return std::nullopt;
    if (part > 0 && (number.signedNumber || number.value >= 60)) return std::nullopt;
    if (i < tokens.size() && tokens[i].kind != 'n' && tokens[i++].kind != "d'\""[part]) return std::nullopt;
    degrees += number.value * unit;
    whole = number.whole;
    negative = negative || number.negative;
  }
  if (part == 0) return std::nullopt;
  return negative ? -degrees : degrees;
}

std::optional<Coordinate> coordinateIn(CoordinateTokens tokens) {
  while (!tokens.empty() && tokens.front().kind == ',') tokens = tokens.subspan(1);
  while (!tokens.empty() && tokens.back().kind == ',') tokens = tokens.first(tokens.size() - 1);
  Coordinate one;
  if (!tokens.empty() && isCompass(tokens.front())) {
    one.letter = tokens.front().kind;
    tokens = tokens.subspan(1);
  } else if (!tokens.empty() && isCompass(tokens.back())) {
    one.letter = tokens.back().kind;
    tokens = tokens.first(tokens.size() - 1);
  }
  const auto degrees = degreesIn(tokens);
  if (!degrees || (one.letter != 0 && tokens.front().signedNumber)) return std::nullopt;
  one.degrees = one.letter == 'S' || one.letter == 'W' ? -*degrees : *degrees;
  return one;
}

std::optional<LngLat> placeOf(CoordinateTokens tokens) {
  const auto second = secondBegins(tokens);
  if (!second) return std::nullopt;
  const auto a = coordinateIn(tokens.first(*second)), b = coordinateIn(tokens.subspan(*second));
  if (!a || !b) return std::nullopt;
  const auto isLongitude = [](const Coordinate& one) { return one.letter == 'E' || one.letter == 'W'; };
  const bool lettered = a->letter != 0 || b->letter != 0;
  if (lettered && isLongitude(*a) == isLongitude(*b)) return std::nullopt;
  const bool longitudeFirst = lettered ? isLongitude(*a) : std::abs(a->degrees) > 90;
  const LngLat at = longitudeFirst ? LngLat{a->degrees, b->degrees} : LngLat{b->degrees, a->degrees};
  if (std::abs(at.lng) > 180 || std::abs(at.lat) > 90) return std::nullopt;
  return at;
}

}  // namespace

std::string decimalDegrees(LngLat at, int digits) {
  return fmt::format("{:.{}f}° {} {:.{}f}° {}", std::abs(at.lat), digits, at.lat < 0 ? "S" : "N",
                     std::abs(at.lng), digits, at.lng < 0 ? "W" : "E");
}

std::string degreesMinutesSeconds(LngLat at) {
  return inSixtieths(at.lat, "N", "S") + " " + inSixtieths(at.lng, "E", "W");
}

std::optional<LngLat> readCoordinates(std::string_view text) {
  constexpr std::size_t kLongest = 100;
  if (text.size() > kLongest) return std::nullopt;
  const std::string plain = inPlainSigns(text);
  // Where there is a point a comma parts the numbers; else it is looked at as a decimal one first.
  if (plain.find('.') == std::string::npos)
    if (const auto at = placeOf(coordinateTokens(plain, true))) return at;
  return placeOf(coordinateTokens(plain, false));
}

}  // namespace dateline::geo
