#include "gdal/place_columns.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <span>
#include <string_view>
#include <tuple>

#include "base/ascii.h"

namespace dateline::gdal {
namespace {

enum class Kind : std::uint8_t { whole, ending, plane };

/// What a column is, as its name tells.
struct Axis {
  Kind kind = Kind::whole;
  std::string beginning = {};  ///< of one that ends so
  std::size_t spelling = 0;    ///< the usual ones first
  std::size_t column = 0;
};

struct Spellings {
  std::span<const std::string_view> words;
  std::size_t endings;  ///< the first of the words, which a name may end with: "is_long" is no longitude
  std::string_view plane;
};
constexpr std::array<std::string_view, 4> kLongitudes = {"longitude", "lon", "lng", "long"};
constexpr std::array<std::string_view, 2> kLatitudes = {"latitude", "lat"};
constexpr Spellings kEastwards{kLongitudes, 3, "x"}, kNorthwards{kLatitudes, 2, "y"};

std::optional<Axis> axisOf(const std::string& name, std::size_t column, const Spellings& spellings) {
  if (name == spellings.plane) return Axis{.kind = Kind::plane, .column = column};
  for (std::size_t i = 0; i < spellings.words.size(); ++i) {
    const std::string_view word = spellings.words[i];
    if (name == word) return Axis{.kind = Kind::whole, .spelling = i, .column = column};
    if (i < spellings.endings && name.ends_with("_" + std::string(word)))
      return Axis{.kind = Kind::ending,
                  .beginning = name.substr(0, name.size() - word.size()),
                  .spelling = i,
                  .column = column};
  }
  return {};
}

std::vector<Axis> axesIn(const std::vector<std::string>& heading, const Spellings& spellings) {
  std::vector<Axis> axes;
  for (std::size_t i = 0; i < heading.size(); ++i) {
    // To GDAL, which is told the names in a list, a comma and a star mean something else.
    if (heading[i].find_first_of(",*") != std::string::npos) continue;
    if (auto axis = axisOf(lowerAscii(heading[i]), i, spellings)) axes.push_back(std::move(*axis));
  }
  return axes;
}

/// The less, the likelier.
auto unlikeliness(const Axis& x, const Axis& y) {
  const bool unlike = x.kind != y.kind || x.beginning != y.beginning;
  return std::tuple(unlike, std::max(x.kind, y.kind), x.spelling + y.spelling, x.column, y.column);
}

}  // namespace

std::optional<PlaceColumns> placeColumns(const std::vector<std::string>& heading) {
  const std::vector<Axis> xs = axesIn(heading, kEastwards), ys = axesIn(heading, kNorthwards);
  if (xs.empty() || ys.empty()) return {};
  const Axis *bestX = &xs.front(), *bestY = &ys.front();
  for (const Axis& x : xs)
    for (const Axis& y : ys)
      if (unlikeliness(x, y) < unlikeliness(*bestX, *bestY)) bestX = &x, bestY = &y;
  return PlaceColumns{heading[bestX->column], heading[bestY->column]};
}

}  // namespace dateline::gdal
