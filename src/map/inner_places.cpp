#include "map/inner_places.h"

#include <algorithm>
#include <cmath>
#include <iterator>

#include "geo/algorithms.h"

// Where in a polygon its name has room.

namespace dateline::map {
namespace {

constexpr int kGrid = 20;  // samples across the longer side of a ring's bounds
constexpr std::size_t kMostSpots = 12;
constexpr double kLeastRoom = 0.004;         // of the world's width
constexpr double kLeastCountryRoom = 0.001;  // in less no name stands well anyway
constexpr double kLeastSize = 0.02;          // rings smaller than this hold no further spot
constexpr double kLeastPartSize = 0.003;     // a degree: smaller ones are looked at with what lies around
constexpr double kLeastLandSize = 0.0003;    // ten kilometres
constexpr double kLeastLakeSize = 0.0005;    // 20 km at the equator
constexpr std::size_t kMostCorners = 250;    // a coarse outline will do
constexpr std::size_t kMostLakeCorners = 30;
constexpr double kPrecision = 0.02;  // of the room

struct Spot {
  WorldPoint at;
  double room;
};

geo::Ring coarseRing(const geo::FeatureSet& set, const geo::Path& path, std::size_t most = kMostCorners) {
  geo::Ring ring;
  const std::size_t stride = 1 + path.count / most;
  for (std::size_t i = 0; i < path.count; i += stride)
    ring.push_back(geo::mercator().project(set.points(path)[i]));
  return ring;
}

geo::WorldBox boundsOf(const geo::Ring& ring) {
  geo::WorldBox box;
  for (const WorldPoint& p : ring) box.add(p);
  return box;
}

bool isAsLarge(const geo::WorldBox& box, double size) {
  return std::max(box.width(), box.height()) >= size;
}

void sample(const geo::Ring& ring, std::span<const geo::Ring> lakes, std::vector<Spot>& spots) {
  const geo::WorldBox box = boundsOf(ring);
  if (!isAsLarge(box, kLeastSize)) return;
  const double step = std::max(box.width(), box.height()) / kGrid;
  const std::vector<geo::Ring> inside = meeting(box, lakes);
  for (double y = box.minY + step / 2; y < box.maxY; y += step) {
    for (double x = box.minX + step / 2; x < box.maxX; x += step) {
      const double room = roomOnLand({x, y}, {&ring, 1}, inside, kLeastRoom);
      if (room > kLeastRoom) spots.push_back({{x, y}, room});
    }
  }
}

bool isCountry(const geo::FeatureSet& countries, const geo::Feature& f, std::string_view code) {
  return f.kind == geo::GeometryKind::polygon && countries.attributes.value("un", f.row) == code;
}

template <typename Visit>
void everyOuterRing(const geo::FeatureSet& countries, std::string_view code, const Visit& visit) {
  for (const geo::Feature& f : countries.features) {
    if (!isCountry(countries, f, code)) continue;
    for (const geo::Path& path : countries.pathsOf(f))
      if (!path.hole && path.count >= 3) visit(path);
  }
}

std::vector<geo::Ring> outerRings(const geo::FeatureSet& countries, std::string_view code) {
  std::vector<geo::Ring> rings;
  everyOuterRing(countries, code,
                 [&](const geo::Path& path) { rings.push_back(coarseRing(countries, path)); });
  return rings;
}

}  // namespace

std::optional<InnerPlace> innerPlace(const geo::FeatureSet& set, const geo::Feature& polygon) {
  std::vector<geo::Ring> best, rings;
  double most = 0;
  const auto take = [&] {
    if (rings.empty()) return;
    const geo::WorldBox box = boundsOf(rings.front());
    if (box.width() * box.height() > most) most = box.width() * box.height(), best = rings;
    rings.clear();
  };
  for (const geo::Path& path : set.pathsOf(polygon)) {
    if (path.count < 3) continue;
    if (!path.hole) take();
    if (!path.hole || !rings.empty()) rings.push_back(coarseRing(set, path));
  }
  take();
  if (best.empty()) return std::nullopt;
  const geo::WorldBox box = boundsOf(best.front());
  const geo::Pole pole = geo::poleOfInaccessibility(
      best, kPrecision * std::min(box.width(), box.height() * kNameStretch), kNameStretch);
  if (pole.room <= 0) return std::nullopt;
  return InnerPlace{geo::mercator().unproject(pole.at), 2 * pole.room};
}

/// Who proposed a place knew more than its outline: which island the capital is on, what lies beside it. So
/// only a cramped one is left.
InnerPlace countryPlace(const geo::FeatureSet& countries, std::string_view code, LngLat proposed) {
  constexpr double kCramped = 0.45;  // of the room that there is elsewhere
  const std::vector<geo::Ring> rings = outerRings(countries, code);
  const WorldPoint at = geo::mercator().project(proposed);
  double room = 0;
  for (const geo::Ring& ring : rings)
    for (const double turn : {-1.0, 0.0, 1.0})  // a ring may run on beyond 180 degrees
      room = std::max(room, geo::roomAt({at.x + turn, at.y}, {&ring, 1}, kNameStretch));
  geo::Pole best{at, std::max(room / kCramped, kLeastCountryRoom)};
  for (const geo::Ring& ring : rings) {
    const geo::WorldBox box = boundsOf(ring);
    const double side = std::min(box.width(), box.height() * kNameStretch);
    if (side / 2 <= best.room) continue;
    const geo::Pole pole = geo::poleOfInaccessibility({&ring, 1}, kPrecision * side, kNameStretch, best.room);
    if (pole.room > best.room) best = pole;
  }
  if (best.at == at) return {proposed, 2 * room};
  return {geo::mercator().unproject(best.at), 2 * best.room};
}

std::vector<InnerPlace> innerPlaces(const geo::FeatureSet& countries, std::string_view code,
                                    std::span<const geo::Ring> lakes) {
  std::vector<Spot> spots;
  std::vector<geo::Ring> wide = wideOf(lakes, kLeastRoom);
  for (const geo::Feature& f : countries.features) {
    if (!isCountry(countries, f, code)) continue;
    for (const geo::Path& path : countries.pathsOf(f))
      if (path.hole && path.count >= 3) wide.push_back(coarseRing(countries, path));
  }
  for (const geo::Ring& ring : outerRings(countries, code)) sample(ring, wide, spots);
  std::stable_sort(spots.begin(), spots.end(), [](const Spot& a, const Spot& b) { return a.room > b.room; });
  // The best ones, each at least its own room away from the better ones.
  std::vector<Spot> chosen;
  for (const Spot& s : spots) {
    const auto near = [&](const Spot& c) {
      return std::hypot(s.at.x - c.at.x, s.at.y - c.at.y) < std::max(s.room, 0.008);
    };
    if (std::none_of(chosen.begin(), chosen.end(), near)) chosen.push_back(s);
    if (chosen.size() == kMostSpots) break;
  }
  std::vector<InnerPlace> result;
  for (const Spot& s : chosen) result.push_back({geo::mercator().unproject(s.at), 2 * s.room});
  return result;
}

double roomOnLand(WorldPoint at, std::span<const geo::Ring> land, std::span<const geo::Ring> lakes,
                  double moreThan) {
  const double room = geo::roomAt(at, land, kNameStretch, moreThan);
  return lakes.empty() || room <= moreThan ? room : std::min(room, -geo::roomAt(at, lakes, kNameStretch));
}

std::vector<geo::Ring> wideOf(std::span<const geo::Ring> rings, double width) {
  std::vector<geo::Ring> wide;
  std::ranges::copy_if(rings, std::back_inserter(wide),
                       [width](const geo::Ring& ring) { return boundsOf(ring).width() >= width; });
  return wide;
}

std::vector<geo::Ring> meeting(const geo::WorldBox& box, std::span<const geo::Ring> rings) {
  std::vector<geo::Ring> met;
  std::ranges::copy_if(rings, std::back_inserter(met),
                       [&box](const geo::Ring& ring) { return boundsOf(ring).intersects(box); });
  return met;
}

std::vector<geo::Ring> cutOut(std::span<const geo::Ring> rings, const geo::WorldBox& box) {
  std::vector<geo::Ring> result;
  for (const geo::Ring& ring : rings) {
    geo::Ring cut = geo::clipRing(ring, box);
    if (!cut.empty()) result.push_back(std::move(cut));
  }
  return result;
}

std::vector<geo::Ring> lakeRings(const geo::FeatureSet& lakes) {
  std::vector<geo::Ring> rings;
  for (const geo::Feature& lake : lakes.features) {
    if (boundsOnPlane(lake.bounds, geo::mercator()).width() < kLeastLakeSize) continue;
    for (const geo::Path& path : lakes.pathsOf(lake)) {
      if (!path.hole && path.count >= 3) rings.push_back(coarseRing(lakes, path, kMostLakeCorners));
    }
  }
  return rings;
}

std::vector<LngLatBox> partsBeyond(const LngLatBox& main, const geo::FeatureSet& countries,
                                   std::string_view code) {
  std::vector<LngLatBox> boxes;
  everyOuterRing(countries, code, [&](const geo::Path& path) {
    const LngLatBox& box = path.bounds;
    if (main.contains({box.minX, box.minY}) && main.contains({box.maxX, box.maxY})) return;
    if (isAsLarge(boundsOnPlane(box, geo::mercator()), kLeastPartSize)) boxes.push_back(box);
  });
  return boxes;
}

std::vector<geo::Ring> landRings(const geo::FeatureSet& countries, std::string_view code) {
  std::vector<geo::Ring> rings;
  for (const geo::Feature& f : countries.features) {
    if (!isCountry(countries, f, code)) continue;
    bool counts = false;
    for (const geo::Path& path : countries.pathsOf(f)) {
      if (path.count < 3) continue;
      if (!path.hole) counts = isAsLarge(boundsOnPlane(path.bounds, geo::mercator()), kLeastLandSize);
      if (!counts) continue;
      geo::Ring& ring = rings.emplace_back();
      for (const LngLat& point : countries.points(path)) ring.push_back(geo::mercator().project(point));
    }
  }
  return rings;
}

geo::WorldBox boundsOnPlane(const LngLatBox& box, const geo::Projection& projection) {
  constexpr int kParts = 4;
  geo::WorldBox result;
  for (int i = 0; i <= kParts; ++i) {
    const double lng = std::lerp(box.minX, box.maxX, static_cast<double>(i) / kParts);
    const double lat = std::lerp(box.minY, box.maxY, static_cast<double>(i) / kParts);
    for (const LngLat p :
         {LngLat{lng, box.minY}, LngLat{lng, box.maxY}, LngLat{box.minX, lat}, LngLat{box.maxX, lat}})
      if (!projection.bounds() || projection.shows(p)) result.add(projection.project(p));
  }
  return result;
}

}  // namespace dateline::map
