// The halves of a polygon beside a line. Inside map, of who cuts fills.
#pragma once

#include <vector>

#include "geo/algorithms.h"

namespace dateline::map {

/// A line across a polygon, that none of its edges crosses: they have points on it.
struct CutLine {
  double geo::WorldPoint::*across;
  double geo::WorldPoint::*along;
  double at;

  /// Negative on the lower side.
  [[nodiscard]] double off(const geo::WorldPoint& p) const { return p.*across - at; }
  /// -1: the lower one, 1: the upper one, 0: both.
  [[nodiscard]] int side(const geo::WorldBox& box) const {
    if (off({box.maxX, box.maxY}) <= 0) return -1;
    return off({box.minX, box.minY}) >= 0 ? 1 : 0;
  }
};

using CutPolygon = std::vector<geo::Ring>;  ///< first ring outer

geo::WorldBox ringBounds(const geo::Ring& ring);

/// What lies on one side (-1 or 1), ring by ring, which holds for rings that cross too: where a ring is on
/// the other side it runs along the line, with points at the `places` (ascending). Empty where nothing does.
CutPolygon halfOf(const CutPolygon& polygon, const CutLine& line, int side,
                  const std::vector<double>& places);

}  // namespace dateline::map
