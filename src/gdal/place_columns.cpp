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

/// The less, the likelier. `joined`: "reclat", which is one only beside "reclong".
enum class Kind : std::uint8_t { whole, ending, joined, plane };

/// What a column is, as its name tells.
struct Axis {
  Kind kind = Kind::whole;
  std::string beginning = {};  ///< of one that ends so
  std::size_t spelling = 0;    ///< the usual ones first
  std::size_t column = 0;
};

struct Spellings {
  std::span<const std::string_view> words;
  std::size_t endings;  ///< the first of the words, which a name may end with
  std::size_t alone;  ///< of these the first, which may do so whatever else there is: "is_long" tells nothing
  std::string_view plane;
};
/// English, then as tables of national services have them, in the same order: Spanish, Italian, Turkish,
/// German, Indonesian, Russian, Ukrainian, Chinese in both scripts, Japanese, Korean.
constexpr std::array<std::string_view, 17> kLongitudes = {
    "longitude", "lon",     "lng",     "long",    "longitud", "longitudine", "boylam", "längengrad", "bujur",
    "долгота",   "Долгота", "довгота", "Довгота", "经度",     "經度",        "経度",   "경도"};
constexpr std::array<std::string_view, 13> kLatitudes = {
    "latitude", "lat",    "latitud", "latitudine", "enlem", "breitengrad", "lintang",
    "широта",   "Широта", "纬度",    "緯度",       "緯度",  "위도"};
constexpr Spellings kEastwards{kLongitudes, 4, 3, "x"}, kNorthwards{kLatitudes, 2, 2, "y"};

bool isSmall(char c) {
  return c >= 'a' && c <= 'z';
}

/// Where another word begins in a name: "start_lat", "GPS Latitude", "decimalLatitude".
bool wordBegins(std::string_view name, std::size_t at) {
  constexpr std::string_view kBetweenWords = "_ -.:/";
  return kBetweenWords.find(name[at - 1]) != std::string_view::npos ||
         (isSmall(name[at - 1]) && name[at] >= 'A' && name[at] <= 'Z');
}

/// Without what is said of it behind: "Latitude (deg)".
std::string_view bareName(std::string_view name) {
  name = name.substr(0, name.find_first_of("(["));
  while (name.ends_with(' ')) name.remove_suffix(1);
  while (name.starts_with(' ')) name.remove_prefix(1);
  return name;
}

std::optional<Axis> axisOf(std::string_view heading, std::size_t column, const Spellings& spellings) {
  const std::string_view bare = bareName(heading);
  const std::string name = lowerAscii(bare);
  if (name == spellings.plane) return Axis{.kind = Kind::plane, .column = column};
  for (std::size_t i = 0; i < spellings.words.size(); ++i) {
    const std::string_view word = spellings.words[i];
    if (name == word) return Axis{.kind = Kind::whole, .spelling = i, .column = column};
    if (i >= spellings.endings || !name.ends_with(word)) continue;
    const std::size_t begin = name.size() - word.size();
    const bool alone = i < spellings.alone && wordBegins(bare, begin);
    return Axis{.kind = alone ? Kind::ending : Kind::joined,
                .beginning = name.substr(0, begin),
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
    if (auto axis = axisOf(heading[i], i, spellings)) axes.push_back(std::move(*axis));
  }
  return axes;
}

/// The less, the likelier.
auto unlikeliness(const Axis& x, const Axis& y) {
  const bool unlike = x.kind != y.kind || x.beginning != y.beginning;
  return std::tuple(unlike, std::max(x.kind, y.kind), x.spelling + y.spelling, x.column, y.column);
}

/// A name that only ends so may be any word, as "flat" is, but where another one begins as it does.
bool mayBelongTogether(const Axis& x, const Axis& y) {
  const bool joined = x.kind == Kind::joined || y.kind == Kind::joined;
  return !joined || (x.kind == y.kind && x.beginning == y.beginning);
}

}  // namespace

std::optional<PlaceColumns> placeColumns(const std::vector<std::string>& heading) {
  const std::vector<Axis> xs = axesIn(heading, kEastwards), ys = axesIn(heading, kNorthwards);
  const Axis *bestX = nullptr, *bestY = nullptr;
  for (const Axis& x : xs)
    for (const Axis& y : ys)
      if (mayBelongTogether(x, y) && (bestX == nullptr || unlikeliness(x, y) < unlikeliness(*bestX, *bestY)))
        bestX = &x, bestY = &y;
  if (bestX == nullptr) return {};
  return PlaceColumns{heading[bestX->column], heading[bestY->column]};
}

}  // namespace dateline::gdal
