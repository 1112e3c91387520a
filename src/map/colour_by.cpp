#include "map/colour_by.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <climits>
#include <cmath>
#include <map>
#include <unordered_map>

#include "base/natural_order.h"
#include "geo/class_breaks.h"
#include "map/class_labels.h"
#include "map/column_values.h"
#include "map/date_breaks.h"

namespace dateline::map {

struct ColourScale {
  ColourBy by;                      ///< its method is the one that was taken
  std::vector<std::string> labels;  ///< one a class
  bool graded = true, other = false;
  ColumnValues column;
  Warnings warnings;
  std::vector<double> breaks;  ///< upper bounds of the classes of what is graded
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

/// Of more values than `kMostWeighed` each counts for its share.
std::vector<double> sortedNumbers(const ValueCounts& values, const ColumnValues& column) {
  std::uint64_t all = 0;
  for (const auto& [text, count] : values) all += count;
  const std::uint64_t share = all / kMostWeighed + 1;
  std::vector<double> known;
  for (const auto& [text, count] : values)
    if (const auto number = column.orderOf(text))
      known.insert(known.end(), (count + share - 1) / share, *number);
  std::sort(known.begin(), known.end());
  return known;
}

/// What a graded scale has no place for is drawn as no data.
void tellOfWords(const ValueCounts& values, ColourScale& scale) {
  std::uint64_t all = 0;
  const std::string* first = nullptr;
  for (const auto& [text, count] : values) {
    if (scale.column.isMissing(text) || scale.column.orderOf(text)) continue;
    all += count;
    if (first == nullptr || naturalLess(text, *first)) first = &text;
  }
  if (first != nullptr)
    scale.warnings.push_back(
        {.message = fmt::format("{}: values that are no {} are drawn as no data, as \"{}\".", scale.by.column,
                                scale.column.dates() ? "dates" : "numbers", *first),
         .count = static_cast<int>(std::min<std::uint64_t>(all, INT_MAX))});
}

void gradeNumbers(const ValueCounts& values, ColourScale& scale) {
  const std::vector<double> known = sortedNumbers(values, scale.column);
  const auto method = scale.by.method == ColourMethod::equal   ? geo::BreakMethod::equal
                      : scale.by.method == ColourMethod::jenks ? geo::BreakMethod::jenks
                                                               : geo::BreakMethod::quantiles;
  if (scale.by.classes == 0) scale.by.classes = kUsualClasses;
  scale.breaks = geo::classBreaks(known, method, scale.by.classes);
  if (scale.column.dates() && method == geo::BreakMethod::quantiles)
    scale.breaks = calendarBreaks(known, scale.breaks);
  scale.labels = classLabels({.sorted = known,
                              .breaks = scale.breaks,
                              .steps = scale.by.method == ColourMethod::equal,
                              .dates = scale.column.dates(),
                              .unit = scale.column.dates() ? "" : scale.column.unit()});
  if (const std::string& doubt = scale.column.doubt(); !doubt.empty() && !scale.column.dates())
    scale.warnings.push_back({.message = fmt::format("{}: {}.", scale.by.column, doubt)});
  tellOfWords(values, scale);
}

/// The most frequent first; equally frequent ones in the natural order of their names.
void gatherCategories(const ValueCounts& values, ColourScale& scale) {
  ValueCounts order = values;
  std::erase_if(order, [&](const auto& value) { return scale.column.isMissing(value.first); });
  std::sort(order.begin(), order.end(), [](const auto& a, const auto& b) {
    return a.second != b.second ? a.second > b.second : naturalLess(a.first, b.first);
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
  lookup->count = static_cast<std::uint32_t>(classes.count());
  lookup->ofRow = classes.ofRow;
  return lookup;
}

/// Columns without any value are not kept. What stands behind a column that there is was meant as a method.
tl::unexpected<Error> noColumn(const geo::FeatureSet& set, const std::string& column) {
  const auto& columns = set.attributes.columns;
  if (const std::size_t colon = column.rfind(':');
      colon != std::string::npos && set.attributes.columnOf(column.substr(0, colon)) >= 0)
    return fail(ErrorKind::usage,
                fmt::format("\"{}\" is no method; use {}, as in {}:quantiles:5", column.substr(colon + 1),
                            fmt::join(kMethodNames, ", "), column.substr(0, colon)));
  std::string names;
  for (std::size_t i = 0; i < std::min(columns.size(), kMostNamed); ++i)
    names += (i ? ", " : "it has ") + columns[i];
  if (columns.empty()) names = "the layer has none";
  return fail(ErrorKind::notFound, fmt::format("there is no attribute \"{}\" with a value: {}{}", column,
                                               names, columns.size() > kMostNamed ? ", ..." : ""));
}

tl::unexpected<Error> badNumber(std::string_view number, int most) {
  return fail(ErrorKind::usage,
              fmt::format("\"{}\" is no number of classes; use {} to {}", number, kLeastClasses, most));
}

/// WCAG's ratio between a line or a point and the land below it, below which it is hardly seen.
constexpr double kLeastSeen = 1.6;
/// The same of what has no data among categories: farther from the land than the rare ones are.
constexpr double kBeyondOther = 3.5;

double fromLand(Colour colour, const Style& style) {
  return std::min(contrast(colour, style.colours.land), contrast(colour, style.colours.landFocus));
}

/// `at`: 0 is its first colour, 1 its second.
Colour onRamp(const std::vector<Colour>& ramp, double at) {
  const auto below = std::min(static_cast<std::size_t>(at), ramp.size() - 2);
  return mixed(ramp[below], ramp[below + 1], at - static_cast<double>(below));
}

/// The least share of a way on which a colour stands out from the land as much as `least`; all of the way
/// where none does.
template <typename ColourAt>
double shareSeen(const ColourAt& colourAt, double least, const Style& style) {
  constexpr int kSteps = 64;
  for (int step = 0; step < kSteps; ++step)
    if (const double share = static_cast<double>(step) / kSteps; fromLand(colourAt(share), style) >= least)
      return share;
  return 1;
}

double firstForMarks(const Style& style) {
  const std::vector<Colour>& ramp = style.layers.ramp;
  const auto end = static_cast<double>(ramp.size() - 1);
  const double share = shareSeen([&](double s) { return onRamp(ramp, s * end); }, kLeastSeen, style);
  return share < 1 ? share * end : 0;  // a ramp that is nowhere seen is what the style wants
}

Colour noDataOfMarks(const Style& style, bool besideOther) {
  const auto towardsInk = [&](double share) {
    return mixed(style.layers.noData, style.colours.label, share);
  };
  return towardsInk(shareSeen(towardsInk, besideOther ? kBeyondOther : kLeastSeen, style));
}

}  // namespace

std::uint8_t ColourScale::classOf(const std::string& value) const {
  if (graded) {
    const auto number = column.orderOf(value);
    const auto at = number ? std::lower_bound(breaks.begin(), breaks.end(), *number) : breaks.end();
    return static_cast<std::uint8_t>(at - breaks.begin());
  }
  const auto found = categories.find(value);
  if (found != categories.end()) return static_cast<std::uint8_t>(found->second);
  return static_cast<std::uint8_t>(!other || column.isMissing(value) ? labels.size() : labels.size() - 1);
}

Result<ColourBy> parseColourBy(std::string_view text) {
  ColourBy by;
  const auto lastPart = [&] {
    const std::size_t colon = text.rfind(':');
    return colon == std::string_view::npos || colon == 0 ? std::string_view{} : text.substr(colon + 1);
  };
  const std::string_view number = lastPart();
  const auto classes = numberIn(number);
  if (classes) text.remove_suffix(number.size() + 1);
  const auto method = std::find(kMethodNames.begin(), kMethodNames.end(), lastPart());
  if (method != kMethodNames.end()) {
    by.method = static_cast<ColourMethod>(method - kMethodNames.begin());
    text.remove_suffix(lastPart().size() + 1);
  }
  const int most = by.method == ColourMethod::automatic ? kMostCategories : mostClasses(by.method);
  if (classes && (*classes != std::floor(*classes) || *classes < kLeastClasses || *classes > most))
    return badNumber(number, most);
  by.classes = static_cast<int>(classes.value_or(0));
  if (text.empty()) return fail(ErrorKind::usage, "name a column, as pop_est or pop_est:jenks:5");
  by.column = text;
  return by;
}

Result<ColourScalePtr> colourScale(const ValueCounts& values, const ColourBy& by, bool numeric) {
  auto scale = std::make_shared<ColourScale>(ColourScale{.by = by, .column = ColumnValues(values, numeric)});
  const ColumnValues& column = scale->column;
  // A few dates are told apart.
  const bool gradual =
      column.orderedAlone() && (column.dates() ? values.size() > kMostCategories : !column.numbersAreNames());
  if (by.method == ColourMethod::automatic)
    scale->by.method = gradual ? ColourMethod::quantiles : ColourMethod::categories;
  scale->graded = scale->by.method != ColourMethod::categories;
  if (by.classes > mostClasses(scale->by.method))
    return badNumber(std::to_string(by.classes), mostClasses(scale->by.method));
  if (scale->graded && !column.ordered())
    return fail(ErrorKind::invalid,
                fmt::format("the attribute \"{}\" has neither numbers nor dates: its values are categories",
                            by.column));
  if (scale->graded)
    gradeNumbers(values, *scale);
  else
    gatherCategories(values, *scale);
  return ColourScalePtr(std::move(scale));
}

const Warnings& warningsOf(const ColourScale& scale) {
  return scale.warnings;
}

ColourClassesPtr classesOn(const ColourScalePtr& scale, const geo::FeatureSet& set) {
  auto classes = std::make_shared<ColourClasses>(ColourClasses{.by = scale->by,
                                                               .labels = scale->labels,
                                                               .ordered = scale->column.orderedAlone(),
                                                               .graded = scale->graded,
                                                               .other = scale->other,
                                                               .warnings = scale->warnings});
  const auto none = static_cast<std::uint8_t>(scale->labels.size());
  const int column = set.attributes.columnOf(scale->by.column);
  if (column >= 0)
    for (const std::string& value : set.attributes.values[static_cast<std::size_t>(column)])
      classes->ofRow.push_back(scale->classOf(value));
  std::uint32_t rows = 0;
  for (const geo::Feature& feature : set.features) {
    rows = std::max(rows, feature.row + 1);
    classes->marks |= feature.kind != geo::GeometryKind::polygon && feature.part == geo::FeaturePart::whole;
  }
  if (classes->ofRow.size() < rows) classes->ofRow.resize(rows, none);
  classes->noData = std::find(classes->ofRow.begin(), classes->ofRow.end(), none) != classes->ofRow.end();
  static std::atomic<std::uint64_t> lastId{0};
  classes->id = ++lastId;
  classes->lookup = lookupOf(*classes);
  return classes;
}

Result<ColourClassesPtr> classify(const geo::FeatureSet& set, const ColourBy& by) {
  const int column = set.attributes.columnOf(by.column);
  if (column < 0) return noColumn(set, by.column);
  std::unordered_map<std::string_view, std::uint64_t> counts;
  for (const std::string& value : set.attributes.values[static_cast<std::size_t>(column)])
    if (!value.empty()) ++counts[value];
  const auto scale =
      colourScale(ValueCounts(counts.begin(), counts.end()), by, set.attributes.isNumeric(column));
  if (!scale) return tl::make_unexpected(scale.error());
  return classesOn(*scale, set);
}

Result<ColourClassesPtr> classifyByFirst(const geo::FeatureSet& set, std::span<const ColourBy> wishes) {
  Result<ColourClassesPtr> classes = nullptr;
  for (const ColourBy& by : wishes)
    if (classes = classify(set, by); classes) break;
  return classes;
}

Colour classColour(const ColourClasses& classes, std::size_t index, const Style& style) {
  const LayerColours& colours = style.layers;
  const std::size_t count = classes.labels.size();
  if (index >= count) return classes.marks ? noDataOfMarks(style, classes.other) : colours.noData;
  if (!classes.graded) {
    if (classes.other && index + 1 == count) return colours.other;
    return colours.categories[index % colours.categories.size()];
  }
  const auto end = static_cast<double>(colours.ramp.size() - 1);
  const double begin = classes.marks ? firstForMarks(style) : 0;
  const double share = count < 2 ? 0.5 : static_cast<double>(index) / static_cast<double>(count - 1);
  return onRamp(colours.ramp, begin + share * (end - begin));
}

}  // namespace dateline::map
