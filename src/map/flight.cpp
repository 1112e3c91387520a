#include <cmath>
#include <numbers>

#include "geo/algorithms.h"
#include "map/camera.h"

namespace dateline::map {
namespace {

// The trade between zooming and panning that readers of the paper's user study liked best.
constexpr double kRho = 1.42;
constexpr double kSecondsPerUnit = 0.8;
constexpr double kShortest = 0.4;
constexpr double kLongest = 1.6;
// A change of projection is to be seen, not to flash by.
constexpr double kShortestMorph = 0.8;
// On a plane that is laid around a place: further away than this from its origin shapes show their
// distortion.
constexpr double kShortDegrees = 15;
constexpr double kEarthRadiusMetres = 6371008.8;
// Below this share of the map's width a flight is a pure zoom: the curve's formulas divide by the distance.
constexpr double kNoDistance = 1e-6;

double easeInOut(double t) {
  return t * t * (3 - 2 * t);
}

double widthInWorld(Zoom zoom, double width) {
  return width / geo::worldSizePx(zoom);
}
Zoom zoomOfWidth(double inWorld, double width) {
  return Zoom{std::log2(width / inWorld / geo::worldSizePx(Zoom{0}))};
}

/// The optimal path in (u, w): u the way along the ground, w the width of the ground that is seen. With
/// cosh(a) tanh(b) - sinh(a) = sinh(b - a) / cosh(b) the paper's u(s) loses no digits when r0 is large.
struct Curve {
  double w0 = 1, w1 = 1, distance = 0;
  double r0 = 0, length = 0;

  Curve(double from, double to, double way) : w0(from), w1(to), distance(way) {
    if (straight()) {
      length = std::abs(std::log(w1 / w0)) / kRho;
      return;
    }
    const double rho2 = kRho * kRho;
    const double slope = rho2 * rho2 * distance * distance;
    r0 = -std::asinh((w1 * w1 - w0 * w0 + slope) / (2 * w0 * rho2 * distance));
    const double r1 = -std::asinh((w1 * w1 - w0 * w0 - slope) / (2 * w1 * rho2 * distance));
    length = (r1 - r0) / kRho;
  }

  [[nodiscard]] bool straight() const { return distance < kNoDistance * std::min(w0, w1); }
  [[nodiscard]] double widthAt(double s) const {
    if (straight()) return w0 * std::pow(w1 / w0, length > 0 ? s / length : 1);
    return w0 * std::cosh(r0) / std::cosh(kRho * s + r0);
  }
  /// Share of the distance, 0..1.
  [[nodiscard]] double shareAt(double s) const {
    if (straight()) return length > 0 ? s / length : 1;
    return w0 / (kRho * kRho) * std::sinh(kRho * s) / std::cosh(kRho * s + r0) / distance;
  }
};

}  // namespace

namespace {

/// Between a fixed plane and any other there is no way: the flight begins on the one where it ends.
View onPlaneOf(const View& from, const View& to) {
  if (from.plane.fixed == to.plane.fixed) return from;
  return viewOf(kindOf(to), placeOf(from), webZoom(settled(from)));
}

}  // namespace

Flight::Flight(const View& start, const View& to, double width) : from_(onPlaneOf(start, to)), to_(to) {
  const View& from = from_;
  const bool sameKind = from.plane.choice() == to.plane.choice() && !from.plane.mixed();
  const bool flat = sameKind && from.plane.flat();
  const double degrees =
      geo::distanceMetres(from.plane.origin, to.plane.origin) / kEarthRadiusMetres * 180 / std::numbers::pi;
  if (flat || (sameKind && from.plane == to.plane) ||
      (sameKind && degrees < kShortDegrees && to.plane.kind == ProjectionKind::azimuthal))
    overOnePlane(width);
  else
    overTheSphere(width);
}

void Flight::overOnePlane(double width) {
  View to = to_;
  if (from_.plane != to_.plane) {
    to = withOrigin(to_, from_.plane.origin);
    end_ = to;
  }
  // The short way round; `to_` itself stays as it was given.
  const bool repeats = from_.plane.flat() && !from_.plane.fixed;
  const double turns = repeats ? std::round(from_.centre.x - to.centre.x) : 0;
  const double dx = to.centre.x + turns - from_.centre.x;
  const double dy = to.centre.y - from_.centre.y;
  const Curve curve(widthInWorld(from_.zoom, width), widthInWorld(to.zoom, width), std::hypot(dx, dy));
  path_ = curve.length;
  duration_ = std::clamp(path_ * kSecondsPerUnit, kShortest, kLongest);
  along_ = [from = from_, dx, dy, curve, width](double s, double) {
    const double share = curve.shareAt(s);
    return View{{from.centre.x + dx * share, from.centre.y + dy * share},
                zoomOfWidth(curve.widthAt(s), width),
                from.plane};
  };
}

namespace {

/// Pixels of the Earth's radius where the scale is true.
double radiusPx(const View& view) {
  const double metres = geo::projectionOf(view.plane)->metresPerUnit(placeOf(view));
  return geo::worldSizePx(view.zoom) * kEarthRadiusMetres / metres;
}

/// A view of a place that lies on a plane around another one, with the Earth so large.
View viewAround(const geo::Plane& plane, LngLat place, double radius) {
  const auto projection = geo::projectionOf(plane);
  const double size = radius * projection->metresPerUnit({}) / kEarthRadiusMetres;
  return {projection->project(place), Zoom{std::log2(size / geo::worldSizePx(Zoom{0}))}, plane};
}

}  // namespace

/// The plane goes along: its origin ends at the middle of the map.
void Flight::overTheSphere(double width) {
  const LngLat start = placeOf(from_), aim = placeOf(to_);
  const LngLat origin = from_.plane.flat() ? start : from_.plane.origin;
  const double angle = geo::distanceMetres(start, aim) / kEarthRadiusMetres;
  const Curve curve(width / radiusPx(from_), width / radiusPx(to_), angle);
  path_ = curve.length;
  const bool morph = from_.plane.mixed() || from_.plane.kind != to_.plane.kind;
  duration_ = std::clamp(path_ * kSecondsPerUnit, morph ? kShortestMorph : kShortest, kLongest);
  const geo::Mix before = morph ? from_.plane.mix() : geo::Mix{};
  along_ = [=, kind = to_.plane.kind](double s, double eased) {
    const double share = std::clamp(curve.shareAt(s), 0.0, 1.0);
    const geo::Plane plane{kind, geo::alongGreatCircle(origin, aim, share), geo::leftOf(before, eased)};
    return viewAround(plane, geo::alongGreatCircle(start, aim, share), width / curve.widthAt(s));
  };
}

View Flight::at(double seconds) const {
  if (seconds <= 0) return from_;
  if (seconds >= duration_) return end_.value_or(to_);
  const double eased = easeInOut(seconds / duration_);
  return along_(path_ * eased, eased);
}

Settling::Settling(const View& from, const View& to) : from_(from), to_(to) {}

View Settling::at(double seconds) const {
  if (seconds >= kSeconds) return to_;
  const double share = easeInOut(std::max(0.0, seconds) / kSeconds);
  return withOrigin(from_, geo::alongGreatCircle(from_.plane.origin, to_.plane.origin, share));
}

}  // namespace dateline::map
