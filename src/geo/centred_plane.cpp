#include "geo/centred_plane.h"

#include <cassert>
#include <cmath>

namespace dateline::geo {
namespace {

constexpr double kMercatorLatitude = 85.051128779806592;
// Around the antipode a few degrees would fill the whole rim of the disc.
constexpr double kAzimuthalEdge = 170 * kRadians, kAzimuthalCut = 175.5 * kRadians;
constexpr double kGlobeEdge = kPi / 2, kGlobeCut = 110 * kRadians;
// Where tallMercator's plane ends it is a kilometre to the pole, which is drawn there.
constexpr double kTallY = 1.5 - 1e-7;

// Newton's steps double their digits; so many suffice from anywhere near, and so often a step is halved.
constexpr int kMostSteps = 24, kMostHalvings = 8;
// Units of the plane: far less than a pixel at the nearest zoom.
constexpr double kFoundMiss = 1e-14;
constexpr double kSlopeStep = 1e-6;  // of Mercator's plane

double mixed(double azimuthal, double globe, const Mix& w) {
  const double both = w.azimuthal + w.globe;
  return both > 0 ? (azimuthal * w.azimuthal + globe * w.globe) / both : azimuthal;
}

double azimuthalDistance(double angle) {
  const double rim = 2 * std::sin(kAzimuthalEdge / 2);
  if (angle <= kAzimuthalEdge) return 2 * std::sin(angle / 2);
  return rim * (1 + (angle - kAzimuthalEdge) / (kAzimuthalCut - kAzimuthalEdge));
}

double globeDistance(double angle) {
  return angle <= kGlobeEdge ? std::sin(angle) : 2 - std::sin(angle);
}

}  // namespace

CentredPlane::CentredPlane(const Plane& plane) : plane_(plane), weights_(plane.mix()) {
  anchor_ = tallMercator().project(plane.origin);
  const double lat = plane.origin.lat * kRadians;
  sine_ = std::sin(lat);
  cosine_ = std::cos(lat);
  sineOfLng_ = std::sin(plane.origin.lng * kRadians);
  cosineOfLng_ = std::cos(plane.origin.lng * kRadians);
  const double scaleLat = std::clamp(plane.origin.lat, -kMercatorLatitude, kMercatorLatitude);
  unit_ = 1 / (2 * kPi * std::cos(scaleLat * kRadians));
  const double bent = 1 - weights_.mercator;
  edge_ = std::lerp(kPi, mixed(kAzimuthalEdge, kGlobeEdge, weights_), bent);
  edgeCosine_ = std::cos(edge_);
  cut_ = std::cos(std::lerp(kAzimuthalCut, mixed(kAzimuthalCut, kGlobeCut, weights_), bent));
  if (weights_.mercator >= 1) return;
  const double rim = mixed(kAzimuthalEdge, kGlobeEdge, weights_);
  disc_ = Disc{anchor_, distanceAt(std::sin(rim), std::cos(rim)) * unit_};
}

std::string_view CentredPlane::name() const {
  return nameOf(plane_.kind);
}

/// Distance from the origin in radii of the Earth.
double CentredPlane::distanceAt(double sine, double cosine) const {
  const double angle = std::atan2(sine, cosine);
  return mixed(azimuthalDistance(angle), globeDistance(angle), weights_);
}

/// Where it lies from the origin, in radii of the Earth, on the plane without its share of Mercator.
WorldPoint CentredPlane::offsetOf(const Local& d) const {
  double factor = 1;
  if (d.cosine > 0 || (weights_.globe == 0 && d.cosine > -0.98)) {
    factor = mixed(std::sqrt(2 / (1 + d.cosine)), 1, weights_);
  } else {
    const double sine = std::hypot(d.east, d.north);
    factor = sine > 1e-12 ? distanceAt(sine, d.cosine) / sine : 0;
  }
  return {factor * d.east, -factor * d.north};
}

CentredPlane::Spot CentredPlane::place(const Globe& p) const {
  const double cosLng = std::cos(p.dLng);
  const Local local{p.cosine * std::sin(p.dLng), cosine_ * p.sine - sine_ * p.cosine * cosLng,
                    sine_ * p.sine + cosine_ * p.cosine * cosLng};
  const WorldPoint offset = offsetOf(local);
  const double bent = (1 - weights_.mercator) * unit_;
  const double dx = p.dLng / (2 * kPi), dy = p.y - anchor_.y;
  return {{anchor_.x + weights_.mercator * dx + bent * offset.x,
           anchor_.y + weights_.mercator * dy + bent * offset.y},
          local.cosine};
}

CentredPlane::Spot CentredPlane::spot(const Direction& d) const {
  assert(weights_.mercator == 0);
  const double ahead = d.x * cosineOfLng_ + d.y * sineOfLng_, aside = d.y * cosineOfLng_ - d.x * sineOfLng_;
  const Local local{aside, cosine_ * d.z - sine_ * ahead, sine_ * d.z + cosine_ * ahead};
  const WorldPoint offset = offsetOf(local);
  return {{anchor_.x + unit_ * offset.x, anchor_.y + unit_ * offset.y}, local.cosine};
}

CentredPlane::Spot CentredPlane::fromMercator(WorldPoint p) const {
  const double beyond = p.y - 0.5;
  Globe globe{(p.x - anchor_.x) * 2 * kPi, p.y, 0, 0};
  if (std::abs(beyond) >= kTallY) {
    globe.sine = beyond < 0 ? 1 : -1;
  } else {
    // The isometric latitude q = 2 pi (1/2 - y): sin(lat) = tanh(q), cos(lat) = 1 / cosh(q).
    const double e = std::exp(-2 * kPi * beyond);
    globe.sine = (e * e - 1) / (e * e + 1);
    globe.cosine = 2 * e / (e * e + 1);
  }
  return place(globe);
}

CentredPlane::Spot CentredPlane::spot(LngLat p) const {
  p.lng -= std::round((p.lng - plane_.origin.lng) / 360) * 360;
  return unwrappedSpot(p);
}

CentredPlane::Spot CentredPlane::unwrappedSpot(LngLat p) const {
  const double dLng = p.lng - plane_.origin.lng;
  const double lat = p.lat * kRadians;
  const double y = weights_.mercator > 0 ? tallMercator().project(p).y : 0;
  return place({dLng * kRadians, y, std::sin(lat), std::cos(lat)});
}

void CentredPlane::project(std::span<const LngLat> in, std::span<WorldPoint> out) const {
  assert(in.size() == out.size());
  for (std::size_t i = 0; i < in.size(); ++i) out[i] = spot(in[i]).at;
}

/// The inverse of the distance, within the edge. By halving where two projections are mixed.
double CentredPlane::angleAt(double distance) const {
  if (weights_.globe == 0) return std::min(edge_, 2 * std::asin(std::min(1.0, distance / 2)));
  if (weights_.azimuthal == 0) return std::asin(std::min(1.0, distance));
  double low = 0, high = mixed(kAzimuthalEdge, kGlobeEdge, weights_);
  for (int i = 0; i < 50; ++i) {
    const double middle = (low + high) / 2;
    (distanceAt(std::sin(middle), std::cos(middle)) < distance ? low : high) = middle;
  }
  return low;
}

CentredPlane::Found CentredPlane::search(WorldPoint p, LngLat guess) const {
  // In Mercator's plane, where the poles are far away: each step is about as long wherever it is taken.
  guess.lng -= std::round((guess.lng - plane_.origin.lng) / 360) * 360;
  const auto within = [&](WorldPoint at) {
    return WorldPoint{std::clamp(at.x, anchor_.x - 0.5, anchor_.x + 0.5),
                      std::clamp(at.y, 0.5 - kTallY, 0.5 + kTallY)};
  };
  const auto missAt = [&](WorldPoint at) {
    const WorldPoint there = fromMercator(at).at;
    return WorldPoint{p.x - there.x, p.y - there.y};
  };
  WorldPoint at = within(tallMercator().project(guess));
  WorldPoint miss = missAt(at);
  for (int step = 0; step < kMostSteps; ++step) {
    if (std::hypot(miss.x, miss.y) < kFoundMiss) break;
    const WorldPoint east = missAt({at.x + kSlopeStep, at.y}), west = missAt({at.x - kSlopeStep, at.y});
    const WorldPoint south = missAt({at.x, at.y + kSlopeStep}), north = missAt({at.x, at.y - kSlopeStep});
    const double a = west.x - east.x, b = north.x - south.x, c = west.y - east.y, d = north.y - south.y;
    const double scale = 2 * kSlopeStep / (a * d - b * c);
    const WorldPoint way{(d * miss.x - b * miss.y) * scale, (a * miss.y - c * miss.x) * scale};
    if (!std::isfinite(way.x) || !std::isfinite(way.y)) break;
    double share = 1;
    WorldPoint next = within({at.x + way.x, at.y + way.y}), left = missAt(next);
    for (int i = 0; i < kMostHalvings && std::hypot(left.x, left.y) > std::hypot(miss.x, miss.y); ++i) {
      share /= 2;
      next = within({at.x + way.x * share, at.y + way.y * share});
      left = missAt(next);
    }
    if (std::hypot(left.x, left.y) >= std::hypot(miss.x, miss.y)) break;
    at = next;
    miss = left;
  }
  return {at, std::hypot(miss.x, miss.y)};
}

LngLat CentredPlane::unproject(WorldPoint p) const {
  if (weights_.mercator == 0) return unprojectBent(p);
  // From both ends of the way: near the middle of the map either leads home, far out one of them may not.
  const LngLat flat = tallMercator().unproject({p.x - std::floor(p.x), p.y});
  Found found = search(p, weights_.mercator > 0.5 ? flat : unprojectBent(p));
  if (found.miss > kFoundMiss) {
    const Found other = search(p, weights_.mercator > 0.5 ? unprojectBent(p) : flat);
    if (other.miss < found.miss) found = other;
  }
  return tallMercator().unproject({found.mercator.x - std::floor(found.mercator.x), found.mercator.y});
}

/// On the plane without its share of Mercator. Of the two pure planes without an angle: at the distance d the
/// azimuthal one has cos t = 1 - d^2 / 2 and sin t = d sqrt(1 - d^2 / 4), the globe sin t = d.
CentredPlane::Local CentredPlane::localAt(WorldPoint p) const {
  const double east = (p.x - anchor_.x) / unit_, north = (anchor_.y - p.y) / unit_;
  const double squared = east * east + north * north;
  constexpr double kWellWithin = 0.9;
  double factor = 1, cosine = 1;
  if (weights_.globe == 0 && squared < 4 * kWellWithin) {
    factor = std::sqrt(1 - squared / 4);
    cosine = 1 - squared / 2;
  } else if (weights_.azimuthal == 0 && squared < kWellWithin) {
    cosine = std::sqrt(1 - squared);
  } else if (const double distance = std::sqrt(squared); distance > 0) {
    const double angle = angleAt(distance);
    factor = std::sin(angle) / distance;
    cosine = std::cos(angle);
  }
  return {factor * east, factor * north, cosine};
}

Direction CentredPlane::directionAt(WorldPoint p) const {
  assert(weights_.mercator == 0);
  const Local d = localAt(p);
  const double ahead = cosine_ * d.cosine - sine_ * d.north;
  return {ahead * cosineOfLng_ - d.east * sineOfLng_, ahead * sineOfLng_ + d.east * cosineOfLng_,
          sine_ * d.cosine + cosine_ * d.north};
}

LngLat CentredPlane::unprojectBent(WorldPoint p) const {
  const Local d = localAt(p);
  if (d.east == 0 && d.north == 0) return plane_.origin;
  const double up = sine_ * d.cosine + cosine_ * d.north, ahead = cosine_ * d.cosine - sine_ * d.north;
  const double lng = plane_.origin.lng + std::atan2(d.east, ahead) / kRadians;
  return {lng - std::floor((lng + 180) / 360) * 360, std::atan2(up, std::hypot(ahead, d.east)) / kRadians};
}

double CentredPlane::metresPerUnit(LngLat) const {
  return kEarthRadiusMetres / unit_;
}

bool CentredPlane::shows(LngLat p) const {
  return spot(p).cosine >= edgeCosine_;
}

}  // namespace dateline::geo
