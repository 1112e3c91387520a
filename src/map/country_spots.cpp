#include "map/country_spots.h"

#include <algorithm>
#include <cmath>

#include "geo/projection.h"

namespace dateline::map {
namespace {

constexpr int kCoarsestLevel = 3, kFinestLevel = 16;
constexpr int kGrid = 4;                      // places looked at across a square
constexpr double kLeastLakeShare = 1.0 / 40;  // of a side: how wide a lake is that a name there would cross
constexpr double kAround = 1;  // sides of a square: so far beyond it its best place may have room

InnerPlace bestIn(WorldPoint corner, double side, const std::vector<geo::Ring>& land,
                  const std::vector<geo::Ring>& lakes) {
  InnerPlace best;
  if (land.empty()) return best;
  for (int i = 0; i < kGrid * kGrid; ++i) {
    const WorldPoint at{corner.x + side * (i % kGrid + 0.5) / kGrid,
                        corner.y + side * (i / kGrid + 0.5) / kGrid};
    const double width = 2 * roomOnLand(at, land, lakes, best.width / 2);
    if (width > best.width) best = {geo::mercator().unproject(at), width};
  }
  return best;
}

}  // namespace

std::uint64_t squareKey(int level, std::int64_t x, std::int64_t y) {
  return (static_cast<std::uint64_t>(level) << 58) | (static_cast<std::uint64_t>(x) << 29) |
         static_cast<std::uint64_t>(y);
}

CountrySpots::CountrySpots(const geo::FeatureSet& countries, std::string_view code,
                           std::span<const geo::Ring> lakes)
    : ofAll_(innerPlaces(countries, code, lakes)) {
  Square& world = squares_[squareKey(0, 0, 0)];
  world.land = landRings(countries, code);
  geo::WorldBox box;
  for (const geo::Ring& ring : world.land)
    for (const WorldPoint& corner : ring) box.add(corner);
  world.lakes = meeting(box, lakes);
}

/// Its land is cut out of that of the square which it is a quarter of, or of all.
const CountrySpots::Square& CountrySpots::square(int level, std::int64_t x, std::int64_t y) {
  const auto known = squares_.find(squareKey(level, x, y));
  if (known != squares_.end()) return known->second;
  const int above = level > kCoarsestLevel ? level - 1 : 0;
  const Square& around = square(above, x >> (level - above), y >> (level - above));
  const double side = std::ldexp(1.0, -level);
  const WorldPoint corner{static_cast<double>(x) * side, static_cast<double>(y) * side};
  const geo::WorldBox reach{corner.x - kAround * side, corner.y - kAround * side,
                            corner.x + (1 + kAround) * side, corner.y + (1 + kAround) * side};
  Square made;
  made.land = cutOut(around.land, reach);
  if (!made.land.empty()) made.lakes = cutOut(around.lakes, reach);
  made.best = bestIn(corner, side, made.land, wideOf(made.lakes, kLeastLakeShare * side));
  return squares_.emplace(squareKey(level, x, y), std::move(made)).first->second;
}

CountrySpots::Squares CountrySpots::squaresIn(const LngLatBox& box, int level) {
  level = std::min(level, kFinestLevel);
  const double count = std::ldexp(1.0, level);
  const auto index = [&](double value) { return static_cast<std::int64_t>(std::floor(value * count)); };
  const WorldPoint low = geo::mercator().project({box.minX, box.maxY});
  const WorldPoint high = geo::mercator().project({box.maxX, box.minY});
  return {level, index(low.x), index(high.x), std::max<std::int64_t>(index(low.y), 0),
          std::min(index(high.y), static_cast<std::int64_t>(count) - 1)};
}

/// On any copy of the world.
bool CountrySpots::Squares::touch(int at, const At& square) const {
  const int wider = level - at;
  const std::int64_t count = std::int64_t{1} << at, first = firstX >> wider, last = lastX >> wider;
  const std::int64_t x = first + ((square.x - first) % count + count) % count;
  return x <= last && square.y >= firstY >> wider && square.y <= lastY >> wider;
}

std::vector<InnerPlace> CountrySpots::in(const Squares& squares) {
  std::vector<InnerPlace> result = ofAll_;
  std::vector<At> hold{{0, 0}};  // those of one level around which there is land
  for (int level = 0; level <= squares.level && !hold.empty(); ++level) {
    const int wider = squares.level - level;
    std::vector<At> quarters;
    for (const At& at : hold) {
      if (level >= kCoarsestLevel) {
        const Square& here = square(level, at.x, at.y);
        if (here.land.empty()) continue;
        if (here.best.width > 0) result.push_back(here.best);
      }
      for (const At& quarter : {At{2 * at.x, 2 * at.y},
                                {2 * at.x + 1, 2 * at.y},
                                {2 * at.x, 2 * at.y + 1},
                                {2 * at.x + 1, 2 * at.y + 1}})
        if (wider > 0 && squares.touch(level + 1, quarter)) quarters.push_back(quarter);
    }
    hold = std::move(quarters);
  }
  return result;
}

}  // namespace dateline::map
