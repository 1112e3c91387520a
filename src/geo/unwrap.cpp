#include <algorithm>
#include <cmath>
#include <optional>

#include "geo/algorithms.h"
#include "geo/sphere.h"

// Paths of degrees as they run on Earth, whose files begin them anew at the date line.

namespace dateline::geo {
namespace {

constexpr double kNearPole = 90.0 - 1e-6;
constexpr double kSameMeridian = 1e-6;  // degrees: files are rounded

/// The same longitudes without steps of more than 120 degrees.
void splitLongSteps(std::vector<LngLat>& path, bool ring) {
  std::vector<LngLat> result;
  for (std::size_t i = 0; i < path.size(); ++i) {
    const LngLat a = path[i], b = i + 1 < path.size() || ring ? path[(i + 1) % path.size()] : a;
    const int parts = std::max(1, static_cast<int>(std::ceil(std::abs(b.lng - a.lng) / 120.0)));
    for (int part = 0; part < parts; ++part) {
      const double t = static_cast<double>(part) / parts;
      result.push_back({a.lng + (b.lng - a.lng) * t, a.lat + (b.lat - a.lat) * t});
    }
  }
  path = std::move(result);
}

/// Each long step becomes the short way to the same meridian, but for those of which `keeps` says, by the
/// number of the point that they lead to, that they stay.
template <typename Keeps>
void shortenSteps(std::vector<LngLat>& path, const Keeps& keeps) {
  double shift = 0, before = path.front().lng;
  for (std::size_t i = 1; i < path.size(); ++i) {
    const double lng = path[i].lng;
    if (std::abs(lng - before) > 180.0 && !keeps(i)) shift += turnTowards(before, lng);
    path[i].lng += shift;
    before = lng;
  }
}

/// Whether a step leads once round the Earth, or nowhere.
bool goesRound(double step) {
  return std::abs(std::abs(step) - 360.0) < kSameMeridian;
}

/// Of steps that lead round the Earth in a line: they are drawn, as the equator may be, unless the line comes
/// from or goes on to the other side of the date line, which it then has crossed there.
std::vector<bool> stepsRound(const std::vector<LngLat>& line) {
  std::vector<double> steps(line.size());
  for (std::size_t i = 1; i < line.size(); ++i) steps[i] = line[i].lng - line[i - 1].lng;
  const auto isAlongMeridian = [](double step) { return std::abs(step) < kSameMeridian; };
  const auto against = [](double step, double next) {
    return !goesRound(next) && std::remainder(next, 360.0) * step < 0;
  };
  std::vector<bool> round(line.size());
  for (std::size_t i = 1; i < line.size(); ++i) {
    if (!goesRound(steps[i])) continue;
    std::size_t before = i - 1, after = i + 1;
    while (before > 0 && isAlongMeridian(steps[before])) --before;
    while (after < line.size() && isAlongMeridian(steps[after])) ++after;
    round[i] = !(before > 0 && against(steps[i], steps[before])) &&
               !(after < line.size() && against(steps[i], steps[after]));
  }
  return round;
}

void unwrapLine(std::vector<LngLat>& line) {
  const std::vector<bool> round = stepsRound(line);
  shortenSteps(line, [&](std::size_t i) { return round[i]; });
  if (std::find(round.begin(), round.end(), true) != round.end()) splitLongSteps(line, false);
}

/// A ring that turned once round a pole, begun where it crosses the date line.
void beginAtDateLine(std::vector<LngLat>& ring, double turn) {
  for (std::size_t i = 0; i < ring.size(); ++i) {
    const LngLat a = ring[i], b = i + 1 < ring.size() ? ring[i + 1] : LngLat{ring[0].lng + turn, ring[0].lat};
    const double line = 180 + std::round(((a.lng + b.lng) / 2 - 180) / 360) * 360;
    if ((a.lng - line) * turn >= 0 || (b.lng - line) * turn < 0) continue;
    std::vector<LngLat> begun;
    if (b.lng != line) begun.push_back({line, std::lerp(a.lat, b.lat, (line - a.lng) / (b.lng - a.lng))});
    begun.insert(begun.end(), ring.begin() + static_cast<std::ptrdiff_t>(i) + 1, ring.end());
    for (std::size_t k = 0; k <= i; ++k) begun.push_back({ring[k].lng + turn, ring[k].lat});
    ring = std::move(begun);
    return;
  }
}

/// A ring that turned once round a pole: from its end down (or up) to the pole, back along it, and up to its
/// start. That way lies along the date line, where it is no border of anything.
void closeAlongPole(std::vector<LngLat>& ring, double turn) {
  double latitudes = 0;
  for (const LngLat& p : ring) latitudes += p.lat;
  const double pole = latitudes < 0 ? -90.0 : 90.0;
  // Files drawn on the plane already hold a detour to the pole; it would be left as a slit.
  std::erase_if(ring, [](const LngLat& p) { return std::abs(p.lat) > kNearPole; });
  if (ring.empty()) return;
  beginAtDateLine(ring, turn);
  const LngLat start = ring.front();
  ring.push_back({start.lng + turn, start.lat});
  for (int third = 3; third >= 0; --third) ring.push_back({start.lng + turn * third / 3, pole});
}

void moveIntoWorld(std::vector<LngLat>& path) {
  const auto [low, high] = std::minmax_element(
      path.begin(), path.end(), [](const LngLat& a, const LngLat& b) { return a.lng < b.lng; });
  if (low->lng >= -180.0 && high->lng <= 180.0) return;
  const double shift = turnTowards(0.0, (low->lng + high->lng) / 2);
  if (shift == 0) return;
  for (LngLat& p : path) p.lng += shift;
}

double planeArea(const std::vector<LngLat>& ring) {
  double twice = 0;
  for (std::size_t i = 0; i < ring.size(); ++i) {
    const LngLat &a = ring[i], &b = ring[(i + 1) % ring.size()];
    twice += a.lng * b.lat - b.lng * a.lat;
  }
  return std::abs(twice / 2);
}

bool hasLongStep(const std::vector<LngLat>& path, bool ring) {
  double before = ring ? path.back().lng : path.front().lng;
  for (const LngLat& p : path) {
    if (std::abs(p.lng - before) > 180.0) return true;
    before = p.lng;
  }
  return false;
}

/// The point that an edge round the Earth leads to which closes, on the plane, a ring that turns by so much
/// without it: the lower side of a band, say. It is met by sides that both go up or both down; where the path
/// just runs on it has crossed the date line.
std::optional<std::size_t> edgeRound(const std::vector<LngLat>& ring, double turn) {
  const std::size_t n = ring.size();
  const auto meets = [](const LngLat& side, const LngLat& corner) {
    return std::abs(side.lng - corner.lng) < kSameMeridian && std::abs(corner.lat) < kNearPole;
  };
  for (std::size_t i = 0; n >= 4 && i < n; ++i) {
    const LngLat &before = ring[(i + n - 2) % n], &a = ring[(i + n - 1) % n], &b = ring[i],
                 &after = ring[(i + 1) % n];
    const double step = b.lng - a.lng;
    if (!goesRound(step) || step * turn >= 0) continue;
    if (meets(before, a) && meets(after, b) && (before.lat - a.lat) * (after.lat - b.lat) > 0) return i;
  }
  return std::nullopt;
}

void unwrapRing(std::vector<LngLat>& ring) {
  const std::vector<LngLat> original = ring;
  shortenSteps(ring, [](std::size_t) { return false; });
  const double turn = turnTowards(ring.back().lng, ring.front().lng);
  if (std::abs(turn) == 360.0) {
    const std::optional<std::size_t> round = edgeRound(original, turn);
    if (!round) return closeAlongPole(ring, turn);
    ring = original;
    shortenSteps(ring, [&](std::size_t i) { return i == *round; });
    splitLongSteps(ring, true);
  } else if (planeArea(ring) < 1e-9 && planeArea(original) > 1e-9) {
    // A box round the whole world has steps of 360 degrees too; mended, nothing of it would be left.
    ring = original;
    splitLongSteps(ring, true);
  }
}

}  // namespace

void unwrap(std::vector<LngLat>& path, bool ring) {
  if (path.empty()) return;
  if (hasLongStep(path, ring)) ring ? unwrapRing(path) : unwrapLine(path);
  moveIntoWorld(path);
}

}  // namespace dateline::geo
