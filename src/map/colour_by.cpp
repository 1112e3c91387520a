#include "map/colour_by.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <charconv>
#include <cmath>
#include <limits>
#include <map>
#include <optional>
#include <unordered_map>

#include "geo/class_breaks.h"
#include "map/grouped_digits.h"

namespace dateline::map {

struct ColourScale {
  ColourBy by;                      ///< its method is the one that was taken
  std::vector<std::string> labels;  ///< one a class
  bool numbers = false, graded = true, other = false;
  char decimalSign = '.';
  std::vector<double> breaks;  ///< upper bounds of the classes of numbers
  std::map<std::string, std::size_t, std::less<>> categories;

  /// labels.size(): no data.
  [[nodiscard]] std::uint8_t classOf(const std::string& value) const;
};

namespace {

constexpr std::array<std::string_view, 5> kMethodNames{"automatic", "quantiles", "equal", "jenks",
                                                       "categories"};
constexpr int kUsualClasses = 5;
constexpr std::uint64_t kMostWeighed = 4'000'000;
constexpr std::size_t kMostNamed = 30;  // columns in a message

constexpr std::array kGradedLight{rgb(0xf4efc4), rgb(0xb4dcb4), rgb(0x5db3b8), rgb(0x2f73a8), rgb(0x22356f)};
constexpr std::array kGradedDark{rgb(0x24404e), rgb(0x2c6d84), rgb(0x43a29b), rgb(0x9ccf90), rgb(0xf4eeb0)};
constexpr std::array kCategories{rgb(0x2b6cb0), rgb(0xe0a83a), rgb(0x157f62), rgb(0xc44f27),
                                 rgb(0x7453a6), rgb(0x6cb4d8), rgb(0xa96f12), rgb(0xb5476f),
                                 rgb(0x8da33f), rgb(0x51606e), rgb(0xd99a86)};

/// What programs write where a number is missing.
bool isMissing(std::string_view text) {
  std::string lower;
  for (const char c : text.substr(0, 8))
    if (c != ' ') lower += static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
  return lower.empty() || lower == "nan" || lower == "-nan" || lower == "inf" || lower == "-inf";
}

std::optional<double> numberIn(std::string_view text, char decimalSign = '.') {
  const std::size_t first = text.find_first_not_of(' ');
  if (first == std::string_view::npos) return std::nullopt;
  text = text.substr(first, text.find_last_not_of(' ') + 1 - first);
  std::string pointed;
  if (const std::size_t sign = text.find(decimalSign); decimalSign != '.' && sign != std::string_view::npos) {
    pointed = text;
    pointed[sign] = '.';
    text = pointed;
  }
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size() || !std::isfinite(value)) return std::nullopt;
  return value;
}

/// Tables of half of the world write 1,5. A comma before three digits alone may be one of thousands; where
/// there are points, too, it is one.
char decimalSignOf(const ValueCounts& values) {
  constexpr std::size_t kThousands = 3;
  bool tells = false;
  for (const auto& [text, count] : values) {
    if (text.find('.') != std::string::npos) return '.';
    const std::size_t comma = text.find(',');
    tells = tells || (comma != std::string::npos && text.size() - comma - 1 != kThousands);
  }
  return tells ? ',' : '.';
}

/// With so many digits behind the point: "1 240.5".
std::string writtenOut(double value, int decimals) {
  const std::string digits = fmt::format("{:.{}f}", value, decimals);
  const std::size_t point = std::min(digits.find('.'), digits.size());
  return groupedDigits(digits.substr(0, point)) + digits.substr(point);
}

/// Digits that tell: "0.25", "12", "1 240", "38.5 M". With `more` so many more of them; of millions a few,
/// then all: "1 000 005".
std::string shortNumber(double value, int more) {
  constexpr int kMostOfUnit = 2;
  const double size = std::abs(value);
  if (size < 999.5 || size >= 1e15) return fmt::format("{:.{}g}", value, 3 + more);
  if (size < 1e6 * 0.9999995) return writtenOut(value, more);
  if (more > kMostOfUnit) return writtenOut(value, more - kMostOfUnit - 1);
  for (const auto& [unit, name] : {std::pair{1e12, "tn"}, std::pair{1e9, "bn"}, std::pair{1e6, "M"}})
    if (size >= unit * 0.9999995) return fmt::format("{:.{}g}\u202f{}", value / unit, 4 + more, name);
  return writtenOut(value, 0);
}

/// "12 – 40". Equal steps go from bound to bound; of other classes it is told what lies in them.
std::vector<std::string> classLabels(const std::vector<double>& sorted, const ColourScale& scale, int more) {
  std::vector<std::string> labels;
  double bound = sorted.front();
  auto first = sorted.begin();
  for (const double to : scale.breaks) {
    const bool steps = scale.by.method == ColourMethod::equal;
    const std::string low = shortNumber(steps ? bound : *first, more), high = shortNumber(to, more);
    labels.push_back(low == high ? high : low + " – " + high);
    bound = to;
    first = std::upper_bound(first, sorted.end(), to);
  }
  return labels;
}

/// As short as tells each from the next.
void labelClasses(const std::vector<double>& sorted, ColourScale& scale) {
  constexpr int kMostMore = 14;  // then all that a number has are there
  const auto alike = [&] { return std::ranges::adjacent_find(scale.labels) != scale.labels.end(); };
  scale.labels = classLabels(sorted, scale, 0);
  for (int more = 1; alike() && more <= kMostMore; ++more) scale.labels = classLabels(sorted, scale, more);
}

/// Of more values than `kMostWeighed` each counts for its share.
std::vector<double> sortedNumbers(const ValueCounts& values, char decimalSign) {
  std::uint64_t all = 0;
  for (const auto& [text, count] : values) all += count;
  const std::uint64_t share = all / kMostWeighed + 1;
  std::vector<double> known;
  for (const auto& [text, count] : values)
    if (const auto number = numberIn(text, decimalSign))
      known.insert(known.end(), (count + share - 1) / share, *number);
  std::sort(known.begin(), known.end());
  return known;
}

void gradeNumbers(const ValueCounts& values, ColourScale& scale) {
  const std::vector<double> known = sortedNumbers(values, scale.decimalSign);
  const auto method = scale.by.method == ColourMethod::equal   ? geo::BreakMethod::equal
                      : scale.by.method == ColourMethod::jenks ? geo::BreakMethod::jenks
                                                               : geo::BreakMethod::quantiles;
  if (scale.by.classes == 0) scale.by.classes = kUsualClasses;
  scale.breaks = geo::classBreaks(known, method, scale.by.classes);
  labelClasses(known, scale);
}

/// The most frequent first; equally frequent ones in the order of their names.
void gatherCategories(const ValueCounts& values, ColourScale& scale) {
  ValueCounts order = values;
  std::sort(order.begin(), order.end(), [](const auto& a, const auto& b) {
    return a.second != b.second ? a.second > b.second : a.first < b.first;
  });
  const auto most = static_cast<std::size_t>(scale.by.classes > 0 ? scale.by.classes : kMostCategories);
  scale.other = order.size() > most;
  // Asked for no number, "other" is one of the most.
  if (scale.other) order.resize(scale.by.classes > 0 ? most : most - 1);
  scale.by.classes = static_cast<int>(order.size());
  for (const auto& [value, count] : order) {
    scale.categories[value] = scale.labels.size();
    scale.labels.push_back(value);
  }
  if (scale.other) scale.labels.emplace_back("other");
}

ClassLookupPtr lookupOf(const ColourClasses& classes) {
  auto lookup = std::make_shared<ClassLookup>();
  lookup->id = classes.id;
  lookup->ofKey.reserve(ClassLookup::kKinds * classes.ofRow.size());
  for (const std::uint8_t index : classes.ofRow)
    for (std::uint32_t kind = 0; kind < ClassLookup::kKinds; ++kind)
      lookup->ofKey.push_back(static_cast<std::uint8_t>(index + kind * classes.count()));
  return lookup;
}

std::string columnsOf(const geo::FeatureSet& set) {
  const auto& columns = set.attributes.columns;
  if (columns.empty()) return "the layer has no attributes";
  std::string names;
  for (std::size_t i = 0; i < std::min(columns.size(), kMostNamed); ++i)
    names += (i ? ", " : "") + columns[i];
  return "it has " + names + (columns.size() > kMostNamed ? ", ..." : "");
}

tl::unexpected<Error> badNumber(std::string_view number, int most) {
  return fail(ErrorKind::usage,
              fmt::format("\"{}\" is no number of classes; use {} to {}", number, kLeastClasses, most));
}

}  // namespace

std::uint8_t ColourScale::classOf(const std::string& value) const {
  if (graded) {
    const auto number = numberIn(value, decimalSign);
    const auto at = number ? std::lower_bound(breaks.begin(), breaks.end(), *number) : breaks.end();
    return static_cast<std::uint8_t>(at - breaks.begin());
  }
  const auto found = categories.find(value);
  if (found != categories.end()) return static_cast<std::uint8_t>(found->second);
  return static_cast<std::uint8_t>(value.empty() || !other ? labels.size() : labels.size() - 1);
}

Result<ColourBy> parseColourBy(std::string_view text) {
  ColourBy by;
  const auto lastPart = [&] {
    const std::size_t colon = text.rfind(':');
    return colon == std::string_view::npos || colon == 0 ? std::string_view{} : text.substr(colon + 1);
  };
  if (const auto classes = numberIn(lastPart())) {
    if (*classes != std::floor(*classes) || *classes < kLeastClasses || *classes > kMostCategories)
      return badNumber(lastPart(), kMostCategories);
    by.classes = static_cast<int>(*classes);
    text.remove_suffix(lastPart().size() + 1);
  }
  const auto method = std::find(kMethodNames.begin(), kMethodNames.end(), lastPart());
  if (method != kMethodNames.end()) {
    by.method = static_cast<ColourMethod>(method - kMethodNames.begin());
    text.remove_suffix(lastPart().size() + 1);
  }
  const bool graded = by.method != ColourMethod::automatic && by.method != ColourMethod::categories;
  if (graded && by.classes > kMostClasses) return badNumber(std::to_string(by.classes), kMostClasses);
  if (text.empty()) return fail(ErrorKind::usage, "name a column, as pop_est or pop_est:jenks:5");
  by.column = text;
  return by;
}

Result<ColourScalePtr> colourScale(const ValueCounts& values, const ColourBy& by) {
  bool known = false, texts = false;
  const char decimalSign = decimalSignOf(values);
  for (const auto& [value, count] : values) {
    const bool number = numberIn(value, decimalSign).has_value();
    known |= number;
    texts |= !number && !isMissing(value);
  }
  auto scale = std::make_shared<ColourScale>();
  scale->by = by;
  scale->decimalSign = decimalSign;
  scale->numbers = known && !texts;
  if (by.method == ColourMethod::automatic)
    scale->by.method = scale->numbers ? ColourMethod::quantiles : ColourMethod::categories;
  scale->graded = scale->by.method != ColourMethod::categories;
  if (by.classes > mostClasses(scale->by.method))
    return badNumber(std::to_string(by.classes), mostClasses(scale->by.method));
  if (scale->graded && !known)
    return fail(ErrorKind::invalid,
                fmt::format("the attribute \"{}\" has no numbers: its values are categories", by.column));
  if (scale->graded)
    gradeNumbers(values, *scale);
  else
    gatherCategories(values, *scale);
  return ColourScalePtr(std::move(scale));
}

ColourClassesPtr classesOn(const ColourScalePtr& scale, const geo::FeatureSet& set) {
  auto classes = std::make_shared<ColourClasses>(ColourClasses{.by = scale->by,
                                                               .labels = scale->labels,
                                                               .numbers = scale->numbers,
                                                               .graded = scale->graded,
                                                               .other = scale->other});
  const auto none = static_cast<std::uint8_t>(scale->labels.size());
  const int column = set.attributes.columnOf(scale->by.column);
  if (column >= 0)
    for (const std::string& value : set.attributes.values[static_cast<std::size_t>(column)])
      classes->ofRow.push_back(scale->classOf(value));
  std::uint32_t rows = 0;
  for (const geo::Feature& feature : set.features) rows = std::max(rows, feature.row + 1);
  if (classes->ofRow.size() < rows) classes->ofRow.resize(rows, none);
  classes->noData = std::find(classes->ofRow.begin(), classes->ofRow.end(), none) != classes->ofRow.end();
  static std::atomic<std::uint64_t> lastId{0};
  classes->id = ++lastId;
  classes->lookup = lookupOf(*classes);
  return classes;
}

Result<ColourClassesPtr> classify(const geo::FeatureSet& set, const ColourBy& by) {
  const int column = set.attributes.columnOf(by.column);
  if (column < 0)
    return fail(ErrorKind::notFound,
                fmt::format("there is no attribute \"{}\": {}", by.column, columnsOf(set)));
  std::unordered_map<std::string_view, std::uint64_t> counts;
  for (const std::string& value : set.attributes.values[static_cast<std::size_t>(column)])
    if (!value.empty()) ++counts[value];
  const auto scale = colourScale(ValueCounts(counts.begin(), counts.end()), by);
  if (!scale) return tl::make_unexpected(scale.error());
  return classesOn(*scale, set);
}

Result<ColourClassesPtr> classifyByFirst(const geo::FeatureSet& set, std::span<const ColourBy> wishes) {
  Result<ColourClassesPtr> classes = nullptr;
  for (const ColourBy& by : wishes)
    if (classes = classify(set, by); classes) break;
  return classes;
}

Colour classColour(const ColourClasses& classes, std::size_t index, Theme theme) {
  const bool light = theme == Theme::light;
  const std::size_t count = classes.labels.size();
  if (index >= count) return light ? rgb(0xdcd8ce) : rgb(0x3d4348);
  if (!classes.graded) {
    if (classes.other && index + 1 == count) return light ? rgb(0xb3ab9b) : rgb(0x6b7178);
    const Colour colour = kCategories[index % kCategories.size()];
    return light ? colour : mixed(colour, rgb(0xffffff), 0.25);
  }
  const auto& ramp = light ? kGradedLight : kGradedDark;
  const double at = count < 2
                        ? ramp.size() / 2
                        : static_cast<double>(index) * (ramp.size() - 1) / static_cast<double>(count - 1);
  const auto below = std::min(static_cast<std::size_t>(at), ramp.size() - 2);
  return mixed(ramp[below], ramp[below + 1], at - static_cast<double>(below));
}

}  // namespace dateline::map
