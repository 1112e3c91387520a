#include "geo/projection.h"

#include <array>
#include <cassert>
#include <cmath>

#include "geo/centred_plane.h"
#include "geo/fixed_plane.h"
#include "geo/sphere.h"

namespace dateline::geo {
namespace {

/// How far a plane reaches from the equator, in its units, and the latitude there: atan(sinh(2 pi reach)).
struct Height {
  double reach;
  double latitude;
};
constexpr Height kSquare{0.5, 85.051128779806592};
constexpr Height kTall{1.5, 89.990752516489040};

/// Closed form: y = 1/2 - atanh(sin(lat)) / (2 pi). It is the sphere's Mercator that EPSG:3857 is defined by,
/// so PROJ adds nothing here but time; the tests hold it against PROJ.
class Mercator final : public Projection {
 public:
  explicit Mercator(Height height) : height_(height) {}
  [[nodiscard]] std::string_view name() const override { return "mercator"; }

  [[nodiscard]] WorldPoint project(LngLat p) const override {
    const double lat = std::clamp(p.lat, -height_.latitude, height_.latitude);
    const double sine = std::sin(lat * (kPi / 180.0));
    // log((1 + s) / (1 - s)) is 2 atanh(s), with one logarithm instead of a tangent and a logarithm.
    const double y = 0.5 - std::log((1.0 + sine) / (1.0 - sine)) * (0.25 / kPi);
    return {p.lng * (1.0 / 360.0) + 0.5, std::clamp(y, 0.5 - height_.reach, 0.5 + height_.reach)};
  }

  [[nodiscard]] LngLat unproject(WorldPoint p) const override {
    const double y = std::clamp(p.y, 0.5 - height_.reach, 0.5 + height_.reach);
    const double lat = std::atan(std::sinh((0.5 - y) * 2.0 * kPi)) * (180.0 / kPi);
    return {(p.x - 0.5) * 360.0, lat};
  }

  void project(std::span<const LngLat> in, std::span<WorldPoint> out) const override {
    assert(in.size() == out.size());
    for (std::size_t i = 0; i < in.size(); ++i) out[i] = Mercator::project(in[i]);
  }

  [[nodiscard]] bool repeatsEastWest() const override { return true; }
  [[nodiscard]] bool onEarth(WorldPoint p) const override { return std::abs(p.y - 0.5) <= height_.reach; }

  [[nodiscard]] double metresPerUnit(LngLat at) const override {
    const double lat = std::clamp(at.lat, -height_.latitude, height_.latitude);
    return 2.0 * kPi * kEarthRadiusMetres * std::cos(lat * (kPi / 180.0));
  }

 private:
  Height height_;
};

constexpr std::array<std::string_view, 3> kNames = {"mercator", "azimuthal", "globe"};

}  // namespace

double worldSizePx(Zoom zoom) {
  return 256.0 * std::exp2(zoom.level);
}

const Projection& mercator() {
  static const Mercator projection(kSquare);
  return projection;
}

const Projection& tallMercator() {
  static const Mercator projection(kTall);
  return projection;
}

Mix Plane::mix() const {
  Mix mix = left;
  double& own = kind == ProjectionKind::mercator    ? mix.mercator
                : kind == ProjectionKind::azimuthal ? mix.azimuthal
                                                    : mix.globe;
  own += 1 - left.sum();
  return mix;
}

Mix leftOf(const Mix& from, double share) {
  const double left = 1 - share;
  return {from.mercator * left, from.azimuthal * left, from.globe * left};
}

bool Projection::onEarth(WorldPoint p) const {
  const std::optional<Disc> edge = disc();
  return !edge || std::hypot(p.x - edge->centre.x, p.y - edge->centre.y) <= edge->radius;
}

std::shared_ptr<const Projection> projectionOf(const Plane& plane) {
  if (plane.fixed) return plane.fixed;
  if (plane.flat()) return {std::shared_ptr<const Projection>{}, &mercator()};
  return std::make_shared<const CentredPlane>(plane);
}

std::string_view nameOf(const ProjectionChoice& choice) {
  return choice.fixed ? choice.fixed->name() : kNames[static_cast<std::size_t>(choice.kind)];
}

std::optional<ProjectionKind> projectionNamed(std::string_view name) {
  const auto found = std::find(kNames.begin(), kNames.end(), name);
  if (found == kNames.end()) return std::nullopt;
  return static_cast<ProjectionKind>(found - kNames.begin());
}

}  // namespace dateline::geo
