#include <cmath>

#include "geo/algorithms.h"
#include "geo/sphere.h"

namespace dateline::geo {
namespace {

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

}  // namespace dateline::geo
