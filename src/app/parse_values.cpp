#include "app/parse_values.h"

#include <fmt/format.h>

#include <charconv>
#include <cmath>
#include <vector>

#include "base/ascii.h"

namespace dateline::app {
namespace {

std::string_view withoutBlanks(std::string_view text) {
  while (text.starts_with(' ')) text.remove_prefix(1);
  while (text.ends_with(' ')) text.remove_suffix(1);
  return text;
}

/// Numbers separated by `separator`, with or without blanks beside it; empty when one of them is none.
std::vector<double> numbers(std::string_view text, char separator) {
  std::vector<double> values;
  while (true) {
    const std::size_t end = text.find(separator);
    const Result<double> value = parseNumber(withoutBlanks(text.substr(0, end)));
    if (!value) return {};
    values.push_back(*value);
    if (end == std::string_view::npos) return values;
    text.remove_prefix(end + 1);
  }
}

}  // namespace

Result<double> parseNumber(std::string_view text) {
  double value = 0;
  const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (failed != std::errc{} || end != text.data() + text.size() || !std::isfinite(value))
    return fail(ErrorKind::usage, fmt::format("\"{}\" is not a number", text));
  return value;
}

Result<std::pair<int, int>> parseSize(std::string_view text) {
  const std::vector<double> sides = numbers(lowerAscii(text), 'x');
  const auto whole = [](double side) { return side == std::floor(side); };
  if (sides.size() != 2 || !whole(sides[0]) || !whole(sides[1]))
    return fail(ErrorKind::usage, fmt::format("\"{}\" is not a size; write it as 1920x1080", text));
  if (sides[0] < 1 || sides[1] < 1 || sides[0] > kLargestSidePx || sides[1] > kLargestSidePx)
    return fail(ErrorKind::usage, fmt::format("the size {} is out of range; each side is 1 to {} pixels",
                                              text, kLargestSidePx));
  return std::pair{static_cast<int>(sides[0]), static_cast<int>(sides[1])};
}

Result<geo::LngLat> parseLngLat(std::string_view text) {
  const std::vector<double> values = numbers(text, ',');
  if (values.size() != 2 || std::abs(values[0]) > 360 || std::abs(values[1]) > 90)
    return fail(ErrorKind::usage,
                fmt::format("\"{}\" is not a place; write longitude,latitude as 71.4,51.1", text));
  return geo::LngLat{values[0], values[1]};
}

Result<geo::LngLatBox> parseBox(std::string_view text) {
  const std::vector<double> v = numbers(text, ',');
  if (v.size() != 4 || v[1] >= v[3] || v[1] < -90 || v[3] > 90 || std::abs(v[0]) > 360 ||
      std::abs(v[2]) > 360 || v[0] == v[2])
    return fail(ErrorKind::usage,
                fmt::format("\"{}\" is not a box; write west,south,east,north as 46,35,88,56", text));
  geo::LngLatBox box;
  box.add(geo::LngLat{v[0], v[1]});
  box.add(geo::LngLat{v[2] < v[0] ? v[2] + 360 : v[2], v[3]});
  return box;
}

}  // namespace dateline::app
