#include "map/water_spots.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "geo/projection.h"

namespace dateline::map {
namespace {

constexpr int kWidestLevel = 3;
constexpr int kPlacesAcross = 4;     // looked at across a square
constexpr double kReachSides = 1;    // of a square: so far beyond it its best place may have room
constexpr double kOverEdge = 0.125;  // of the world: coasts so near to its edge are near beyond that, too

geo::WorldBox squareBox(int level, std::int64_t x, std::int64_t y, double around = 0) {
  const double side = std::ldexp(1.0, -level), reach = around * side;
  const double left = static_cast<double>(x) * side, top = static_cast<double>(y) * side;
  return {left - reach, top - reach, left + side + reach, top + side + reach};
}

geo::Ring turned(geo::Ring ring, double turn) {
  for (WorldPoint& corner : ring) corner.x += turn;
  return ring;
}

}  // namespace

void WaterRegion::add(std::span<const LngLat> ring) {
  geo::Ring& added = rings.emplace_back();
  for (const LngLat& corner : ring) {
    added.push_back(geo::mercator().project(corner));
    bounds.add(added.back());
  }
}

bool WaterRegion::meets(const geo::WorldBox& box) const {
  for (double turn = std::floor(bounds.minX - box.maxX); turn <= std::ceil(bounds.maxX - box.minX); ++turn)
    if (bounds.intersects({box.minX + turn, box.minY, box.maxX + turn, box.maxY})) return true;
  return false;
}

double WaterRegion::roomAt(WorldPoint place, double stretch) const {
  double room = -std::numeric_limits<double>::infinity();
  for (const double turn : {-1.0, 0.0, 1.0})
    if (const WorldPoint at{place.x + turn, place.y}; bounds.contains(at))
      room = std::max(room, geo::roomAt(at, rings, stretch));
  return room;
}

WaterSpots::WaterSpots(const geo::FeatureSet& countries) {
  for (const geo::Feature& country : countries.features) {
    if (country.kind != geo::GeometryKind::polygon) continue;
    for (const geo::Path& path : countries.pathsOf(country)) {
      geo::Ring ring;
      geo::WorldBox box;
      for (const LngLat& corner : countries.points(path)) ring.push_back(geo::mercator().project(corner));
      for (const WorldPoint& corner : ring) box.add(corner);
      if (box.minX < kOverEdge) coasts_.push_back(turned(ring, 1));
      if (box.maxX > 1 - kOverEdge) coasts_.push_back(turned(ring, -1));
      coasts_.push_back(std::move(ring));
    }
  }
}

/// Cut out of those of the square which it is a quarter of.
const std::vector<geo::Ring>& WaterSpots::coastsAround(int level, std::int64_t x, std::int64_t y) {
  if (level < kWidestLevel) return coasts_;
  const auto known = squares_.find(squareKey(level, x, y));
  if (known != squares_.end()) return known->second;
  std::vector<geo::Ring> coasts =
      cutOut(coastsAround(level - 1, x / 2, y / 2), squareBox(level, x, y, kReachSides));
  return squares_.emplace(squareKey(level, x, y), std::move(coasts)).first->second;
}

InnerPlace WaterSpots::bestIn(const WaterRegion& region, double stretch, int level, std::int64_t x,
                              std::int64_t y) {
  InnerPlace best;
  const geo::WorldBox box = squareBox(level, x, y);
  if (!region.meets(box)) return best;
  for (int i = 0; i < kPlacesAcross * kPlacesAcross; ++i) {
    const WorldPoint at{std::lerp(box.minX, box.maxX, (i % kPlacesAcross + 0.5) / kPlacesAcross),
                        std::lerp(box.minY, box.maxY, (i / kPlacesAcross + 0.5) / kPlacesAcross)};
    double room = std::min(region.roomAt(at, stretch), kReachSides * box.width());
    if (2 * room <= best.width) continue;
    if (!region.lake) room = std::min(room, -geo::roomAt(at, coastsAround(level, x, y), stretch));
    if (2 * room > best.width) best = {geo::mercator().unproject(at), 2 * room};
  }
  return best;
}

std::vector<InnerPlace> WaterSpots::in(const WaterRegion& region, double stretch,
                                       const CountrySpots::Squares& squares, Found& found) {
  std::vector<InnerPlace> result;
  for (int level = kWidestLevel; level <= squares.level; ++level) {
    const std::int64_t count = std::int64_t{1} << level;
    const int wider = squares.level - level;
    const std::int64_t firstX = squares.firstX >> wider;
    const std::int64_t lastX = std::min(squares.lastX >> wider, firstX + count - 1);
    const auto bestKnown = [&](std::int64_t x, std::int64_t y) -> const InnerPlace& {
      const auto [known, isNew] = found.try_emplace(squareKey(level, x, y));
      if (isNew) known->second = bestIn(region, stretch, level, x, y);
      return known->second;
    };
    for (std::int64_t y = squares.firstY >> wider; y <= squares.lastY >> wider; ++y)
      for (std::int64_t x = firstX; x <= lastX; ++x)
        if (const InnerPlace& best = bestKnown(((x % count) + count) % count, y); best.width > 0)
          result.push_back(best);
  }
  return result;
}

}  // namespace dateline::map
