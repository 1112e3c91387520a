#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>

#include "geo/lnglat.h"
#include "map/scene.h"

namespace dateline::map {

/// Areas are sorted by their sizes, whatever tile and zoom they are drawn at, so that all of a layer that are
/// as large look alike: each of these is half as large as the one before. A size is that of
/// ProjectedSet::sizeOf.
/// The first begins at some 54 degrees, for the last to be seen at the nearest zoom; none begins at a length
/// that grids are made of, a part of a degree or a round number of kilometres.
inline constexpr double kLargestArea = 0.215;

/// 0 to ClassLookup::kSizes - 1.
inline std::uint32_t sizeClassOf(double size) {
  constexpr int kLast = ClassLookup::kSizes - 1;
  if (size <= 0) return kLast;
  return static_cast<std::uint32_t>(
      std::clamp(static_cast<int>(std::floor(std::log2(kLargestArea / size))), 0, kLast));
}

/// How large one in the middle of its class is, in logical px.
inline double sizeClassPx(std::uint32_t sizeClass, Zoom zoom) {
  return kLargestArea * std::exp2(-0.5 - static_cast<double>(sizeClass)) * geo::worldSizePx(zoom);
}

}  // namespace dateline::map
