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

std::vector<PatchBorder> ownPartsOf(const PatchBorder& side, std::span<const std::vector<PatchBorder>> all) {
  std::vector<PatchBorder> taken;
  for (const std::vector<PatchBorder>& borders : all)
    for (PatchBorder border : borders) {
      const double apart = border.at - side.at;
      if (border.east != side.east || std::abs(side.east ? std::remainder(apart, 360) : apart) >= kSameSide)
        continue;
      for (const double turns : {-360.0, 0.0, 360.0})  // latitudes lie beside the side when they are turned
        taken.push_back({side.east, side.at, border.low + turns, border.high + turns});
    }
  std::sort(taken.begin(), taken.end(),
            [](const PatchBorder& a, const PatchBorder& b) { return a.low < b.low; });
  std::vector<PatchBorder> own;
  double from = side.low;
  for (const PatchBorder& border : taken) {
    if (border.high <= from || border.low >= side.high) continue;
    if (border.low > from + kSameSide) own.push_back({side.east, side.at, from, border.low});
    from = border.high;
  }
  if (side.high > from + kSameSide) own.push_back({side.east, side.at, from, side.high});
  return own;
}

}  // namespace dateline::geo
