#include "map/town_ranks.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

#include "geo/sphere.h"

namespace dateline::map {
namespace {

// The ranks of the source are uneven: Mitú with 6,000 people has 3, Cologne with a million 6. What towns of a
// population have on average falls with its logarithm: 0 from seventeen millions on, 9 at 20,000.
constexpr double kRankOfMillion = 3.8, kRanksPerTenfold = 3.1, kLastRank = 12;
constexpr double kSourceShare = 0.35;  // of the source's rank, where a town is larger than that says
// Where it is smaller: in empty land it is what there is, but not among the first of the world.
constexpr double kMostDemotion = 0.9, kMostOfFirst = 2;
constexpr double kPrincipalRank = 5;  // half a million and more, mostly
// A capital goes before towns of three times its people, but not before a city of ten millions.
constexpr double kRanksOfCapital = 1.5;
// To the next larger town: who lives farther from it counts as so many times more people.
constexpr double kNearKm = 250, kFarKm = 1100;

/// By its people and the source; below 0 for the largest.
double unboundedRank(const NamedPlace& town) {
  if (!(town.population > 0)) return town.rank;
  const double usual =
      std::min(kRankOfMillion - kRanksPerTenfold * std::log10(town.population / 1e6), kLastRank);
  if (usual <= town.rank) return std::lerp(usual, town.rank, kSourceShare);
  const double most = town.rank + (town.rank < kPrincipalRank ? kMostOfFirst : kMostDemotion);
  return std::min(most, (town.rank + usual) / 2);
}

double rankOf(const NamedPlace& town) {
  const double rank = std::max(0.0, unboundedRank(town));
  return town.capital ? std::min(rank, town.rank) : rank;
}

/// Towns in cells of longitude and latitude.
class TownGrid {
 public:
  void add(const NamedPlace& town) {
    cell(rowOf(town.place.lat), columnOf(town.place.lng)).push_back(town.direction);
  }

  /// To the nearest of them; kFarKm where that is farther.
  [[nodiscard]] double nearestKm(const NamedPlace& town) const {
    double nearest = kFarKm;
    for (const double reach : {kNearKm, kFarKm}) {
      nearest = std::min(nearest, nearestWithin(town, reach));
      if (nearest <= reach) break;
    }
    return nearest;
  }

 private:
  static constexpr int kRows = 90, kColumns = 180;
  static constexpr double kSide = 2, kKmPerDegree = geo::kEarthRadiusMetres / 1000 * geo::kRadians;
  static int rowOf(double lat) { return std::clamp(static_cast<int>((lat + 90) / kSide), 0, kRows - 1); }
  static int columnOf(double lng) {
    return static_cast<int>((lng - std::floor((lng + 180) / 360) * 360 + 180) / kSide) % kColumns;
  }
  std::vector<geo::Direction>& cell(int row, int column) {
    return cells_[static_cast<std::size_t>(row * kColumns + column)];
  }

  [[nodiscard]] double nearestWithin(const NamedPlace& town, double km) const {
    const double degrees = km / kKmPerDegree;
    const int first = rowOf(town.place.lat - degrees), last = rowOf(town.place.lat + degrees);
    const double farthest = std::min(std::abs(town.place.lat) + degrees, 89.0);
    const double aside = degrees / std::cos(farthest * geo::kRadians) / kSide;
    const int columns = std::min(static_cast<int>(aside) + 1, kColumns / 2);
    const int middle = columnOf(town.place.lng);
    double least = 4;  // squared, of the Earth's radius
    for (int row = first; row <= last; ++row)
      for (int x = middle - columns; x <= middle + columns; ++x)
        for (const geo::Direction& at :
             cells_[static_cast<std::size_t>(row * kColumns + (x + kColumns) % kColumns)])
          least = std::min(least, squaredChord(at, town.direction));
    return 2 * std::asin(std::min(1.0, std::sqrt(least) / 2)) * geo::kEarthRadiusMetres / 1000;
  }
  static double squaredChord(const geo::Direction& a, const geo::Direction& b) {
    const double x = a.x - b.x, y = a.y - b.y, z = a.z - b.z;
    return x * x + y * y + z * z;
  }

  std::vector<std::vector<geo::Direction>> cells_{static_cast<std::size_t>(kRows * kColumns)};
};

/// In empty land a town is what there is: without this a map of Siberia names none.
void raiseLonelyOnes(std::vector<NamedPlace>& towns) {
  std::vector<std::size_t> bySize(towns.size());
  std::iota(bySize.begin(), bySize.end(), std::size_t{0});
  std::ranges::stable_sort(bySize, std::greater{}, [&](std::size_t i) { return towns[i].population; });
  TownGrid larger;
  for (const std::size_t i : bySize) {
    NamedPlace& town = towns[i];
    if (!(town.population > 0)) break;
    const double km = larger.nearestKm(town);
    if (km > kNearKm) {
      const double raise = kRanksPerTenfold * std::log10(km / kNearKm);
      town.rank = std::max(0.0, town.rank - raise);
      town.precedence -= raise;
    }
    larger.add(town);
  }
}

}  // namespace

void rankTowns(std::vector<NamedPlace>& towns) {
  for (NamedPlace& town : towns) {
    town.precedence = unboundedRank(town) - (town.capital ? kRanksOfCapital : 0);
    town.rank = rankOf(town);
    town.principal = town.capital || (town.population > 0 && town.rank < kPrincipalRank);
  }
  raiseLonelyOnes(towns);
}

}  // namespace dateline::map
