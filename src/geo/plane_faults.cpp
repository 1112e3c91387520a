#include "geo/plane_faults.h"

#include <algorithm>
#include <cmath>

#include "geo/algorithms.h"
#include "geo/sphere.h"

namespace dateline::geo {
namespace {

using Piece = FixedPlane::Piece;

constexpr int kFaultBisections = 20;
constexpr double kLeastJump = 1e-5;  // units of the plane
// Of two places beside a tear the distance hardly falls as they come together.
constexpr double kTearShare = 1.0 / 3;

double jumpBetween(WorldPoint a, WorldPoint b) {
  return std::hypot(a.x - b.x, a.y - b.y);
}

LngLat middleOf(LngLat a, LngLat b) {
  return {(a.lng + b.lng) / 2, (a.lat + b.lat) / 2};
}

/// Along one side of a cell.
class FaultBetween {
 public:
  FaultBetween(const FixedPlane& plane, const PlaneJudge& judge, const Piece& piece)
      : plane_(plane), judge_(judge), piece_(piece) {}

  [[nodiscard]] std::optional<LngLat> find(LngLat a, LngLat b) const {
    const bool sound = isSound(a);
    if (sound != isSound(b)) return sound ? endOfSound(a, b) : endOfSound(b, a);
    return sound ? tear(a, b) : std::nullopt;
  }

 private:
  [[nodiscard]] bool isSound(LngLat p) const { return judge_.room(piece_, p) > -1; }

  [[nodiscard]] LngLat endOfSound(LngLat in, LngLat out) const {
    for (int i = 0; i < kFaultBisections; ++i) {
      const LngLat m = middleOf(in, out);
      (isSound(m) ? in : out) = m;
    }
    return middleOf(in, out);
  }

  [[nodiscard]] std::optional<LngLat> tear(LngLat a, LngLat b) const {
    auto pa = plane_.forwardIn(piece_, a), pb = plane_.forwardIn(piece_, b);
    const double whole = pa && pb ? jumpBetween(*pa, *pb) : 0;
    for (int i = 0; i < kFaultBisections && pa && pb; ++i) {
      const LngLat m = middleOf(a, b);
      const auto pm = plane_.forwardIn(piece_, m);
      if (!pm) return m;
      if (jumpBetween(*pa, *pm) > jumpBetween(*pm, *pb))
        b = m, pb = pm;
      else
        a = m, pa = pm;
    }
    const bool torn = pa && pb && whole > kLeastJump && jumpBetween(*pa, *pb) > whole * kTearShare;
    return torn ? std::optional(middleOf(a, b)) : std::nullopt;
  }

  const FixedPlane& plane_;
  const PlaneJudge& judge_;
  const Piece& piece_;
};

}  // namespace

PlaneFaults::Vector PlaneFaults::onSphere(LngLat p) {
  const double lat = p.lat * kRadians, lng = p.lng * kRadians;
  return {std::cos(lat) * std::cos(lng), std::cos(lat) * std::sin(lng), std::sin(lat)};
}

void PlaneFaults::add(LngLat a, LngLat b) {
  stretches_.push_back({(a.lat + b.lat) / 2, onSphere(a), onSphere(b)});
  longest_ = std::max(longest_, distanceMetres(a, b) / (kEarthRadiusMetres * kRadians));
}

void PlaneFaults::trace(const FixedPlane& plane, const PlaneJudge& judge, const Piece& piece,
                        std::span<const CellCorners> cells) {
  const FaultBetween between(plane, judge, piece);
  for (const CellCorners& cell : cells) {
    std::vector<LngLat> met;
    for (std::size_t i = 0; i < 4; ++i)
      if (const auto at = between.find(cell[i], cell[(i + 1) % 4])) met.push_back(*at);
    if (met.size() == 2) {
      add(met[0], met[1]);
      continue;
    }
    // One that ends here, or several: they come together somewhere within.
    const LngLat middle = middleOf(cell[0], cell[2]);
    for (const LngLat p : met) add(p, middle);
    if (met.empty()) add(middle, middle);
  }
}

void PlaneFaults::sort() {
  std::sort(stretches_.begin(), stretches_.end(),
            [](const Stretch& a, const Stretch& b) { return a.lat < b.lat; });
}

double PlaneFaults::distance(LngLat p, double most) const {
  const double beside = most + longest_;
  const auto from = std::lower_bound(stretches_.begin(), stretches_.end(), p.lat - beside,
                                     [](const Stretch& s, double lat) { return s.lat < lat; });
  const Vector at = onSphere(p);
  double least = 4;  // of chords, squared
  for (auto s = from; s != stretches_.end() && s->lat <= p.lat + beside; ++s) {
    const Vector along{s->b.x - s->a.x, s->b.y - s->a.y, s->b.z - s->a.z};
    const Vector to{at.x - s->a.x, at.y - s->a.y, at.z - s->a.z};
    const double length = along.x * along.x + along.y * along.y + along.z * along.z;
    const double dot = to.x * along.x + to.y * along.y + to.z * along.z;
    const double t = length > 0 ? std::clamp(dot / length, 0.0, 1.0) : 0.0;
    const double dx = to.x - t * along.x, dy = to.y - t * along.y, dz = to.z - t * along.z;
    least = std::min(least, dx * dx + dy * dy + dz * dz);
  }
  return std::min(most, 2 * std::asin(std::sqrt(least) / 2) / kRadians);
}

}  // namespace dateline::geo
