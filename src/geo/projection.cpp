#include "geo/projection.h"

#include <cassert>
#include <cmath>
#include <numbers>

namespace dateline::geo {
namespace {

constexpr double kPi = std::numbers::pi;
constexpr double kEarthRadiusMetres = 6371008.8;
// Where the plane is as high as it is wide: atan(sinh(pi)) in degrees.
constexpr double kMaxLatitude = 85.051128779806592;

/// Closed form: y = 1/2 - atanh(sin(lat)) / (2 pi). It is the sphere's Mercator that EPSG:3857 is defined by,
/// so PROJ adds nothing here but time; the tests hold it against PROJ.
class Mercator final : public Projection {
 public:
  [[nodiscard]] std::string_view name() const override { return "mercator"; }

  [[nodiscard]] WorldPoint project(LngLat p) const override {
    const double lat = std::clamp(p.lat, -kMaxLatitude, kMaxLatitude);
    const double sine = std::sin(lat * (kPi / 180.0));
    // log((1 + s) / (1 - s)) is 2 atanh(s), with one logarithm instead of a tangent and a logarithm.
    const double y = 0.5 - std::log((1.0 + sine) / (1.0 - sine)) * (0.25 / kPi);
    return {p.lng * (1.0 / 360.0) + 0.5, std::clamp(y, 0.0, 1.0)};
  }

  [[nodiscard]] LngLat unproject(WorldPoint p) const override {
    const double y = std::clamp(p.y, 0.0, 1.0);
    const double lat = std::atan(std::sinh((0.5 - y) * 2.0 * kPi)) * (180.0 / kPi);
    return {(p.x - 0.5) * 360.0, lat};
  }

  void project(std::span<const LngLat> in, std::span<WorldPoint> out) const override {
    assert(in.size() == out.size());
    for (std::size_t i = 0; i < in.size(); ++i) out[i] = Mercator::project(in[i]);
  }

  [[nodiscard]] bool repeatsEastWest() const override { return true; }

  [[nodiscard]] double metresPerUnit(LngLat at) const override {
    const double lat = std::clamp(at.lat, -kMaxLatitude, kMaxLatitude);
    return 2.0 * kPi * kEarthRadiusMetres * std::cos(lat * (kPi / 180.0));
  }
};

}  // namespace

double worldSizePx(Zoom zoom) {
  return 256.0 * std::exp2(zoom.level);
}

const Projection& mercator() {
  static const Mercator projection;
  return projection;
}

}  // namespace dateline::geo
