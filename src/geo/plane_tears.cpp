#include "geo/plane_tears.h"

#include <algorithm>
#include <cmath>

namespace dateline::geo {
namespace {

using Piece = FixedPlane::Piece;

constexpr int kTearBisections = 24;
constexpr double kFromEdge = 0.01;   // degrees
constexpr double kLeastTear = 1e-4;  // units of the plane

double apart(WorldPoint a, WorldPoint b) {
  return std::hypot(a.x - b.x, a.y - b.y);
}

class Tears {
 public:
  explicit Tears(const FixedPlane& plane)
      : plane_(plane), reach_(plane.crs().reach), west_(plane.crs().meridian - reach_) {}

  std::vector<Piece> pieces() const {
    const std::vector<double> north = cuts(1), south = cuts(-1);
    if (north == south) return between(north, -90, 90);
    std::vector<Piece> pieces = between(north, 0, 90);
    for (const Piece& piece : between(south, -90, 0)) pieces.push_back(piece);
    return pieces;
  }

 private:
  static constexpr int kSamples = 360;
  static constexpr double kSameMeridian = 1e-4;
  static constexpr std::size_t kMostCuts = 12;

  [[nodiscard]] std::vector<Piece> between(const std::vector<double>& cuts, double south,
                                           double north) const {
    std::vector<Piece> pieces;
    double from = west_;
    for (const double cut : cuts) pieces.push_back({from, south, cut, north}), from = cut;
    pieces.push_back({from, south, west_ + 2 * reach_, north});
    return pieces;
  }

  [[nodiscard]] std::vector<double> cuts(double sign) const {
    std::vector<double> found;
    for (const double lat : {5.0, 15.0, 30.0, 45.0, 60.0, 75.0}) look(lat * sign, found);
    std::sort(found.begin(), found.end());
    // A tear across the meridians lies elsewhere on each parallel: there is nothing to be cut along.
    std::vector<double> cuts;
    for (std::size_t i = 1; i < found.size(); ++i)
      if (found[i] - found[i - 1] < kSameMeridian &&
          (cuts.empty() || found[i] - cuts.back() >= kSameMeridian))
        cuts.push_back(found[i]);
    if (cuts.size() > kMostCuts) cuts.clear();
    return cuts;
  }

  /// Along a parallel steps are about as long as each other, but over a tear.
  void look(double lat, std::vector<double>& found) const {
    std::vector<std::optional<WorldPoint>> points;
    std::vector<double> steps;
    const double step = 2 * reach_ / kSamples;
    for (int i = 0; i <= kSamples; ++i) {
      const double inset = i == 0 ? kFromEdge : i == kSamples ? -kFromEdge : 0;
      points.push_back(plane_.forward({west_ + i * step + inset, lat}));
      if (i > 0 && points[i] && points[i - 1]) steps.push_back(apart(*points[i], *points[i - 1]));
    }
    if (steps.empty()) return;
    std::nth_element(steps.begin(), steps.begin() + static_cast<std::ptrdiff_t>(steps.size() / 2),
                     steps.end());
    const double usual = steps[steps.size() / 2];
    for (int i = 1; i <= kSamples; ++i) {
      if (!points[i] || !points[i - 1] || apart(*points[i], *points[i - 1]) < 3 * usual) continue;
      if (const auto tear = tearBetween(west_ + (i - 1) * step, west_ + i * step, lat))
        found.push_back(*tear);
    }
  }

  [[nodiscard]] std::optional<double> tearBetween(double low, double high, double lat) const {
    auto a = plane_.forward({low, lat}), b = plane_.forward({high, lat});
    for (int i = 0; i < kTearBisections && a && b; ++i) {
      const double middle = (low + high) / 2;
      const auto m = plane_.forward({middle, lat});
      if (!m) return std::nullopt;
      if (apart(*a, *m) > apart(*m, *b))
        high = middle, b = m;
      else
        low = middle, a = m;
    }
    if (!a || !b || apart(*a, *b) < kLeastTear) return std::nullopt;
    // Projections are torn at round numbers of degrees from their meridian, which need not be round itself.
    const double meridian = plane_.crs().meridian;
    const double tear = meridian + std::round(((low + high) / 2 - meridian) * 1e6) / 1e6;
    const bool inside = tear > west_ + 2 * kFromEdge && tear < west_ + 2 * reach_ - 2 * kFromEdge;
    return inside ? std::optional(tear) : std::nullopt;
  }

  const FixedPlane& plane_;
  double reach_, west_;
};

}  // namespace

std::vector<Piece> tornPieces(const FixedPlane& plane) {
  return Tears(plane).pieces();
}

}  // namespace dateline::geo
