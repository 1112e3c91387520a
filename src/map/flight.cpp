#include <cmath>

#include "map/camera.h"

namespace dateline::map {
namespace {

// The trade between zooming and panning that readers of the paper's user study liked best.
constexpr double kRho = 1.42;
constexpr double kSecondsPerUnit = 0.8;
constexpr double kShortest = 0.4;
constexpr double kLongest = 1.6;
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

Flight::Flight(const View& from, const View& to, double width) : from_(from), to_(to) {
  // The short way round; `to_` itself stays as it was given.
  const WorldPoint aim{to.centre.x + std::round(from.centre.x - to.centre.x), to.centre.y};
  const double dx = aim.x - from.centre.x;
  const double dy = aim.y - from.centre.y;
  const Curve curve(widthInWorld(from.zoom, width), widthInWorld(to.zoom, width), std::hypot(dx, dy));
  path_ = curve.length;
  duration_ = std::clamp(path_ * kSecondsPerUnit, kShortest, kLongest);
  along_ = [from, dx, dy, curve, width](double s) {
    const double share = curve.shareAt(s);
    return View{{from.centre.x + dx * share, from.centre.y + dy * share},
                zoomOfWidth(curve.widthAt(s), width)};
  };
}

View Flight::at(double seconds) const {
  if (seconds <= 0) return from_;
  if (seconds >= duration_) return to_;
  return along_(path_ * easeInOut(seconds / duration_));
}

}  // namespace dateline::map
