#include "map/class_labels.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <string_view>
#include <utility>

#include "map/amount_text.h"
#include "map/date_text.h"
#include "map/grouped_digits.h"

namespace dateline::map {
namespace {

struct Unit {
  double size;
  const char* name;
};
constexpr std::array kUnits{Unit{1e12, "tn"}, Unit{1e9, "bn"}, Unit{1e6, "M"}};
constexpr double kRoundsUp = 0.9999995;  // of a unit: what is written as one of them
constexpr double kLeastWritten = 1e-6, kMostWritten = 1e15;
constexpr double kMostWhole = 1e18;

/// How all numbers of a legend are written, but those that are too large or too small for anything else than
/// powers of ten.
struct Writing {
  std::optional<Unit> unit;  ///< that they have in common; else each has its own
  bool negative = false;     ///< some are: a dash between two would be taken for one of theirs
};

std::string withoutZeros(std::string digits) {
  if (digits.find('.') == std::string::npos) return digits;
  digits.resize(digits.find_last_not_of('0') + 1);
  if (digits.ends_with('.')) digits.pop_back();
  return digits;
}

std::string grouped(const std::string& digits) {
  const std::size_t point = std::min(digits.find('.'), digits.size());
  return groupedDigits(digits.substr(0, point)) + digits.substr(point);
}

/// With so many digits behind the point: "1 240.5".
std::string writtenOut(double value, int decimals) {
  return grouped(fmt::format("{:.{}f}", value, std::max(decimals, 0)));
}

/// So many digits that tell, and all before the point: "0.0025", "12.5", "1 380".
std::string significant(double value, int digits) {
  if (value == 0) return "0";
  const int before = static_cast<int>(std::floor(std::log10(std::abs(value)))) + 1;
  return grouped(withoutZeros(fmt::format("{:.{}f}", value, std::max(digits - before, 0))));
}

/// "10⁻⁹", "3.5 × 10¹²".
std::string asPower(double value, int decimals) {
  if (value == 0) return "0";
  constexpr std::array<std::string_view, 10> kRaised{"⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"};
  const std::string text = fmt::format("{:.{}e}", value, decimals);
  const std::size_t mark = text.find('e');
  const std::string mantissa = withoutZeros(text.substr(0, mark));
  std::string power = "10";
  for (const char c : std::to_string(std::stoi(text.substr(mark + 1))))
    power += c == '-' ? "⁻" : kRaised[static_cast<std::size_t>(c - '0')];
  if (mantissa == "1") return power;
  return mantissa == "-1" ? "-" + power : mantissa + "\u202f×\u202f" + power;
}

/// Digits that tell: "0.25", "12", "1 240", "38.5 M". With `more` so many more of them; of millions a few,
/// then all: "1 000 005".
std::string shortNumber(double value, const Writing& writing, int more) {
  constexpr int kMostOfUnit = 2;
  const double size = std::abs(value);
  const bool allDigits = more > kMostOfUnit && size < kMostWhole;
  if (size >= kMostWritten ? !allDigits : size > 0 && size < kLeastWritten) return asPower(value, 2 + more);
  if (size < 999.5) return significant(value, 3 + more);
  if (size < 1e6 * kRoundsUp && !writing.unit) return writtenOut(value, more);
  if (allDigits) return writtenOut(value, more - kMostOfUnit - 1);
  const auto named = [&](const Unit& unit) {
    return significant(value / unit.size, 4 + more) + "\u202f" + unit.name;
  };
  if (writing.unit) return named(*writing.unit);
  const auto* unit = std::ranges::find_if(kUnits, [&](const Unit& u) { return size >= u.size * kRoundsUp; });
  return unit == kUnits.end() ? writtenOut(value, 0) : named(*unit);
}

/// The classes' bounds; where the arithmetic of steps should have come to zero it is zero.
std::vector<double> boundsOf(const NumberClasses& classes) {
  constexpr double kNothing = 1e-12;  // of the whole range
  const double range = classes.sorted.back() - classes.sorted.front();
  std::vector<double> bounds{classes.sorted.front()};
  for (const double bound : classes.breaks)
    bounds.push_back(classes.steps && std::abs(bound) < kNothing * range ? 0 : bound);
  return bounds;
}

Writing writingOf(const std::vector<double>& bounds) {
  double least = HUGE_VAL, most = 0;
  for (const double bound : bounds) {
    most = std::max(most, std::abs(bound));
    if (bound != 0) least = std::min(least, std::abs(bound));
  }
  Writing writing{.negative = bounds.front() < 0};
  constexpr double kLeastOfUnit = 0.1, kMostOfUnit = 9999.5;
  const auto* unit = std::ranges::find_if(kUnits, [&](const Unit& u) {
    return least >= u.size * kLeastOfUnit && most >= u.size * kRoundsUp && most < u.size * kMostOfUnit;
  });
  if (unit != kUnits.end()) writing.unit = *unit;
  return writing;
}

std::string withMinus(std::string text) {
  if (text.starts_with('-')) text.replace(0, 1, "−");
  return text;
}

std::string withCurrency(std::string number, std::string_view unit) {
  return isCurrency(unit) ? number.insert(number.starts_with('-') ? 1 : 0, unit) : number;
}

std::vector<std::string> labelsOf(const NumberClasses& classes, const std::vector<double>& bounds,
                                  const Writing& writing, int more) {
  std::vector<std::string> labels;
  auto first = classes.sorted.begin();
  for (std::size_t i = 0; i + 1 < bounds.size(); ++i) {
    const auto asShown = [&](double value) {
      return withMinus(withCurrency(shortNumber(value, writing, more), classes.unit));
    };
    const std::string low = asShown(classes.steps ? bounds[i] : *first), high = asShown(bounds[i + 1]);
    labels.push_back(low == high ? high : low + (writing.negative ? " to " : " – ") + high);
    if (!isCurrency(classes.unit)) labels.back() += classes.unit;
    first = std::upper_bound(first, classes.sorted.end(), classes.breaks[i]);
  }
  return labels;
}

/// A class of dates.
struct DateSpan {
  DateSeconds first, last;
};

std::vector<DateSpan> spansOf(const NumberClasses& classes) {
  std::vector<DateSpan> spans;
  auto first = classes.sorted.begin();
  for (const double bound : classes.breaks) {
    spans.push_back({classes.steps && !spans.empty() ? spans.back().last : *first, bound});
    first = std::upper_bound(first, classes.sorted.end(), bound);
  }
  return spans;
}

/// True where dates in this unit tell each class from the next; of steps where what they are rounded by is a
/// small part of them.
bool tellsApart(const std::vector<DateSpan>& spans, DateUnit unit, bool steps) {
  constexpr std::int64_t kLeastSteps = 10;
  for (std::size_t i = 0; i < spans.size(); ++i) {
    if (steps && unitOf(spans[i].last, unit) - unitOf(spans[i].first, unit) < kLeastSteps) return false;
    if (!steps && i > 0 && unitOf(spans[i].first, unit) <= unitOf(spans[i - 1].last, unit)) return false;
  }
  return true;
}

/// In the coarsest unit that tells them apart, and none finer than the dates themselves.
std::vector<std::string> dateLabels(const NumberClasses& classes) {
  const auto whole = [](double at) { return std::fmod(at, kDaySeconds) == 0; };
  const bool days = std::ranges::all_of(classes.sorted, whole);
  const std::vector<DateSpan> spans = spansOf(classes);
  DateUnit unit = days ? DateUnit::day : DateUnit::second;
  for (const DateUnit coarse : {DateUnit::minute, DateUnit::day, DateUnit::month, DateUnit::year})
    if (coarse < unit && tellsApart(spans, coarse, classes.steps)) unit = coarse;
  std::vector<std::string> labels;
  for (const DateSpan& span : spans) labels.push_back(dateRange(span.first, span.last, unit));
  return labels;
}

}  // namespace

std::vector<std::string> classLabels(const NumberClasses& classes) {
  constexpr int kMostMore = 14;  // then all that a number has are there
  if (classes.sorted.empty()) return {};
  if (classes.dates) return dateLabels(classes);
  const std::vector<double> bounds = boundsOf(classes);
  const Writing writing = writingOf(bounds);
  std::vector<std::string> labels = labelsOf(classes, bounds, writing, 0);
  const auto alike = [&] { return std::ranges::adjacent_find(labels) != labels.end(); };
  for (int more = 1; alike() && more <= kMostMore; ++more) labels = labelsOf(classes, bounds, writing, more);
  return labels;
}

}  // namespace dateline::map
