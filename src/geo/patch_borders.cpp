#include "geo/patch_borders.h"

#include <algorithm>
#include <cmath>

namespace dateline::geo {
namespace {

using Patch = FixedPlane::Patch;

constexpr double kSameSide = 1e-7;    // degrees
constexpr double kContinuous = 1e-7;  // units of the plane
constexpr double kLookedAtEvery = 2;  // degrees: pieces may be torn apart along a part of their border

/// Two patches beside each other, `other` as it lies `turns` round the Earth.
class Neighbours {
 public:
  Neighbours(const FixedPlane& plane, const Patch& patch, const Patch& other, int turns)
      : plane_(plane), patch_(patch), other_(other), aside_(360.0 * turns) {}

  void collect(std::vector<PatchBorder>& out) const {
    const LngLatBox &a = patch_.box, &b = other_.box;
    if (std::abs(a.maxX - b.minX - aside_) < kSameSide)
      stretch({true, a.maxX, std::max(a.minY, b.minY), std::min(a.maxY, b.maxY)}, out);
    if (std::abs(a.maxY - b.minY) < kSameSide)
      stretch({false, a.maxY, std::max(a.minX, b.minX + aside_), std::min(a.maxX, b.maxX + aside_)}, out);
  }

 private:
  void stretch(const PatchBorder& whole, std::vector<PatchBorder>& out) const {
    if (whole.high - whole.low < kSameSide) return;
    if (patch_.piece == other_.piece && aside_ == 0) return out.push_back(whole);
    const int parts = static_cast<int>(std::ceil((whole.high - whole.low) / kLookedAtEvery));
    bool joined = false;
    for (int i = 0; i < parts; ++i) {
      const double low = std::lerp(whole.low, whole.high, static_cast<double>(i) / parts);
      const double high = std::lerp(whole.low, whole.high, static_cast<double>(i + 1) / parts);
      const bool here =
          continuous(whole, (low + high) / 2) && continuous(whole, low) && continuous(whole, high);
      if (here && joined) out.back().high = high;
      if (here && !joined) out.push_back({whole.east, whole.at, low, high});
      joined = here;
    }
  }

  [[nodiscard]] bool continuous(const PatchBorder& side, double along) const {
    const LngLat p = side.east ? LngLat{side.at, along} : LngLat{along, side.at};
    const auto& pieces = plane_.domain().pieces;
    const auto here = plane_.forwardIn(pieces[patch_.piece], p),
               there = plane_.forwardIn(pieces[other_.piece], {p.lng - aside_, p.lat});
    return here && there && std::hypot(here->x - there->x, here->y - there->y) < kContinuous;
  }

  const FixedPlane& plane_;
  const Patch &patch_, &other_;
  double aside_;
};

}  // namespace

std::vector<std::vector<PatchBorder>> patchBorders(const FixedPlane& plane) {
  std::vector<std::vector<PatchBorder>> borders;
  for (const Patch& patch : plane.domain().patches) {
    std::vector<PatchBorder>& own = borders.emplace_back();
    for (const Patch& other : plane.domain().patches)
      for (const int turns : {-1, 0, 1}) Neighbours(plane, patch, other, turns).collect(own);
  }
  return borders;
}

}  // namespace dateline::geo
