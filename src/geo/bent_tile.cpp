#include <algorithm>
#include <cmath>
#include <numbers>

#include "geo/centred_plane.h"

namespace dateline::geo {
namespace {

using Matrix = std::array<std::array<double, 4>, 4>;

/// Chebyshev's nodes of degree four, over a tile and what meshes reach beyond it, from the tile's middle.
std::array<double, 4> nodes() {
  constexpr double kReach = 0.5 + 1.0 / 32;
  std::array<double, 4> result{};
  for (int i = 0; i < 4; ++i) result[i] = -kReach * std::cos((2 * i + 1) * std::numbers::pi / 8);
  return result;
}

/// [power][node]: what a node's value gives to a power's coefficient. From Lagrange's polynomials, multiplied
/// out.
Matrix coefficientsOfNodes() {
  const std::array<double, 4> t = nodes();
  Matrix result{};
  for (int k = 0; k < 4; ++k) {
    std::array<double, 4> polynomial{1, 0, 0, 0};
    int degree = 0;
    for (int other = 0; other < 4; ++other) {
      if (other == k) continue;
      const double scale = 1 / (t[k] - t[other]);
      for (int power = ++degree; power >= 0; --power) {
        const double lower = power > 0 ? polynomial[power - 1] : 0;
        polynomial[power] = (lower - t[other] * (power < degree ? polynomial[power] : 0)) * scale;
      }
    }
    for (int power = 0; power < 4; ++power) result[power][k] = polynomial[power];
  }
  return result;
}

}  // namespace

int BentTile::partsAt(int z) {
  const double parts = std::sqrt(std::exp2(14 - z));
  return 1 << static_cast<int>(std::ceil(std::log2(std::clamp(parts, 1.0, 128.0))));
}

BentTile::BentTile(const CentredPlane& plane, Address address) : plane_(plane), address_(address) {
  reference_ = at(0.5, 0.5).at;
  if (patched()) fitPatch();
}

CentredPlane::Spot BentTile::at(double u, double v) const {
  const double size = std::exp2(-address_.z);
  return plane_.fromMercator({(address_.x + u) * size, (address_.y + v) * size});
}

void BentTile::fitPatch() {
  static const std::array<double, 4> kNodes = nodes();
  static const Matrix kPowers = coefficientsOfNodes();
  for (int b = 0; b < 4; ++b) {
    for (int a = 0; a < 4; ++a) {
      const WorldPoint p = at(0.5 + kNodes[a], 0.5 + kNodes[b]).at;
      for (int j = 0; j < 4; ++j) {
        for (int i = 0; i < 4; ++i) {
          const double share = kPowers[i][a] * kPowers[j][b];
          patch_[4 * j + i].x += share * (p.x - reference_.x);
          patch_[4 * j + i].y += share * (p.y - reference_.y);
        }
      }
    }
  }
}

}  // namespace dateline::geo
