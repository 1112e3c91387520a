#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "geo/features.h"
#include "map/column_values.h"
#include "map/style.h"

namespace dateline::map {

enum class ColourMethod : std::uint8_t {
  automatic,  ///< quantiles of numbers, and of dates that are too many to be told apart; else categories
  quantiles,
  equal,
  jenks,
  categories
};
constexpr int kLeastClasses = 2, kMostClasses = 9;  ///< of numbers and dates
constexpr int kMostCategories = 11;                 ///< beside "other"
/// How many classes the method may be asked for.
constexpr int mostClasses(ColourMethod method) {
  return method == ColourMethod::categories ? kMostCategories : kMostClasses;
}

/// What colours a layer: one of its attributes.
struct ColourBy {
  std::string column;
  ColourMethod method = ColourMethod::automatic;
  /// Of numbers or dates; of categories how many of the commonest are told apart from the rest. 0: 5 of
  /// numbers or dates, all of at most 11 categories, else the 10 commonest.
  int classes = 0;
  friend bool operator==(const ColourBy&, const ColourBy&) = default;
};

/// "pop", "pop:jenks", "pop:equal:7", "kind:categories:4". ErrorKind::usage when the method or the number is
/// none. Of a column whose name holds colons, what is no method belongs to the name.
Result<ColourBy> parseColourBy(std::string_view text);

/// The classes of a layer's features. Immutable.
struct ColourClasses {
  ColourBy by;                      ///< its method and number of classes are those that were taken
  std::vector<std::string> labels;  ///< "12 – 40", one a class; the last of categories may be "other"
  bool ordered = false;             ///< the attribute has numbers or dates, and no words
  bool graded = true;               ///< from low to high
  bool other = false;               ///< the last class gathers rare categories
  bool noData = false;              ///< some feature has no value
  bool marks = false;               ///< some feature is a line or a point, which no pale colour shows
  std::vector<std::uint8_t> ofRow;  ///< by row of the attributes; labels.size(): no data
  std::uint64_t id = 0;             ///< never used twice
  Warnings warnings = {};           ///< those of the scale
  ClassLookupPtr lookup;            ///< the same, for those that are drawn

  [[nodiscard]] std::size_t count() const { return labels.size() + (noData ? 1 : 0); }
};
using ColourClassesPtr = std::shared_ptr<const ColourClasses>;

/// How the values of an attribute are classed, whichever features have them. Immutable.
struct ColourScale;
using ColourScalePtr = std::shared_ptr<const ColourScale>;

/// `numeric`: the attribute is one of numbers. ErrorKind::invalid: the values have neither numbers nor dates;
/// ErrorKind::usage: more classes than the method can have.
Result<ColourScalePtr> colourScale(const ValueCounts& values, const ColourBy& by, bool numeric = false);
/// How the values were read, where others may have been meant.
const Warnings& warningsOf(const ColourScale& scale);
/// The classes of these features; all are without data where the set has no such column.
ColourClassesPtr classesOn(const ColourScalePtr& scale, const geo::FeatureSet& set);

/// The scale of a set's own values, on the set. ErrorKind::notFound names the columns that there are; for the
/// rest as `colourScale`.
Result<ColourClassesPtr> classify(const geo::FeatureSet& set, const ColourBy& by);
/// By the first of these that can be; the error is that of the last. Null when there is none.
Result<ColourClassesPtr> classifyByFirst(const geo::FeatureSet& set, std::span<const ColourBy> wishes);

/// As the style has it for the layers. Of lines and points those of numbers begin where the ramp stands out
/// from the land, and that of no data is as far from it.
Colour classColour(const ColourClasses& classes, std::size_t index, const Style& style);

}  // namespace dateline::map
