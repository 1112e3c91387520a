#include <cmath>

#include "geo/algorithms.h"
#include "geo/sphere.h"

namespace dateline::geo {
namespace {

constexpr double kNearPole = 90.0 - 1e-6;

struct Vector {
  double x, y, z;
};

Vector onSphere(LngLat p) {
  const double lat = p.lat * kRadians, lng = p.lng * kRadians;
  return {std::cos(lat) * std::cos(lng), std::cos(lat) * std::sin(lng), std::sin(lat)};
}

/// Angle between two places in radians, by the haversine: exact for near ones as well.
double angleBetween(LngLat a, LngLat b) {
  const double sinLat = std::sin((b.lat - a.lat) * kRadians / 2);
  const double sinLng = std::sin((b.lng - a.lng) * kRadians / 2);
  const double h =
      sinLat * sinLat + std::cos(a.lat * kRadians) * std::cos(b.lat * kRadians) * sinLng * sinLng;
  return 2 * std::asin(std::min(1.0, std::sqrt(h)));
}

/// The multiple of 360 that brings `lng` to within 180 of `reference`.
double turnTowards(double reference, double lng) {
  return std::round((reference - lng) / 360.0) * 360.0;
}

/// The same ring of longitudes without steps of more than 120 degrees.
void splitLongSteps(std::vector<LngLat>& ring) {
  std::vector<LngLat> result;
  for (std::size_t i = 0; i < ring.size(); ++i) {
    const LngLat a = ring[i], b = ring[(i + 1) % ring.size()];
    const int parts = std::max(1, static_cast<int>(std::ceil(std::abs(b.lng - a.lng) / 120.0)));
    for (int part = 0; part < parts; ++part) {
      const double t = static_cast<double>(part) / parts;
      result.push_back({a.lng + (b.lng - a.lng) * t, a.lat + (b.lat - a.lat) * t});
    }
  }
  ring = std::move(result);
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

}  // namespace

double distanceMetres(LngLat a, LngLat b) {
  return kEarthRadiusMetres * angleBetween(a, b);
}

LngLat alongGreatCircle(LngLat a, LngLat b, double share) {
  const double angle = angleBetween(a, b);
  const Vector from = onSphere(a), to = onSphere(b);
  const double sine = std::sin(angle);
  // Of places that are the same, or opposite, any way is as good as another.
  const bool straight = sine < 1e-9;
  const double u = straight ? 1 - share : std::sin((1 - share) * angle) / sine;
  const double v = straight ? share : std::sin(share * angle) / sine;
  const Vector p{u * from.x + v * to.x, u * from.y + v * to.y, u * from.z + v * to.z};
  return {std::atan2(p.y, p.x) / kRadians, std::atan2(p.z, std::hypot(p.x, p.y)) / kRadians};
}

std::vector<LngLat> greatCircle(LngLat a, LngLat b, double maxStepDegrees) {
  const double angle = angleBetween(a, b);
  const int steps =
      std::max(1, static_cast<int>(std::ceil(angle / kRadians / std::max(maxStepDegrees, 1e-3))));
  const Vector from = onSphere(a);
  Vector to = onSphere(b);
  double sine = std::sin(angle);
  double reach = angle;
  const bool antipodal = sine < 1e-9 && angle > 1.0;
  if (antipodal) {  // every great circle leads there; take the one over the north pole
    to = {0, 0, 1};
    reach = std::acos(std::clamp(from.z, -1.0, 1.0));
    sine = std::sin(reach);
    if (sine < 1e-9) to = {1, 0, 0}, reach = std::numbers::pi / 2, sine = 1;
  }
  std::vector<LngLat> points{a};
  for (int i = 1; i < steps; ++i) {
    const double at = angle * i / steps;
    const double u = sine < 1e-12 ? 1.0 : std::sin(reach - at) / sine,
                 v = sine < 1e-12 ? 0.0 : std::sin(at) / sine;
    const Vector p{u * from.x + v * to.x, u * from.y + v * to.y, u * from.z + v * to.z};
    const double lng = std::atan2(p.y, p.x) / kRadians;
    points.push_back({lng, std::atan2(p.z, std::hypot(p.x, p.y)) / kRadians});
  }
  points.push_back(b);
  for (std::size_t i = 1; i < points.size(); ++i)
    points[i].lng += turnTowards(points[i - 1].lng, points[i].lng);
  return points;
}

void unwrap(std::vector<LngLat>& path, bool ring) {
  if (path.empty()) return;
  if (hasLongStep(path, ring)) {
    const std::vector<LngLat> original = path;
    for (std::size_t i = 1; i < path.size(); ++i) {
      const double step = path[i].lng - path[i - 1].lng;
      if (std::abs(step) > 180.0) path[i].lng += turnTowards(path[i - 1].lng, path[i].lng);
    }
    const double turn = ring ? turnTowards(path.back().lng, path.front().lng) : 0.0;
    if (std::abs(turn) == 360.0) closeAlongPole(path, turn);
    // A box round the whole world has steps of 360 degrees too; mended, nothing of it would be left.
    if (ring && planeArea(path) < 1e-9 && planeArea(original) > 1e-9) {
      path = original;
      splitLongSteps(path);
    }
  }
  moveIntoWorld(path);
}

}  // namespace dateline::geo
