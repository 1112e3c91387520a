#pragma once

#include <functional>

#include "map/fill_halves.h"

namespace dateline::map {

/// Cuts the fills of polygons, in a tile's units and rounded to kTileCell, into the squares of a grid. What
/// edges get at its lines depends on the edge alone, so that two polygons that share one have the same points
/// on it; and both sides of a line get the same points of it. Else the rounding of points, and planes that
/// bend, would open cracks between them, or have them overlap.
class FillCells {
 public:
  using Use = std::function<void(const CutPolygon&)>;

  /// So many squares in the tile's side.
  explicit FillCells(int count) : count_(count), side_(1.0 / count) {}

  /// Calls `use` with the parts of a polygon: each within a square, or no larger than one.
  void cut(const CutPolygon& polygon, const Use& use) const;

 private:
  /// Columns x0..x1 and rows y0..y1. -1 and `count_` are those beyond the tile.
  struct Span {
    int x0, y0, x1, y1;
  };
  [[nodiscard]] geo::Ring atLines(const geo::Ring& ring) const;
  void addCrossings(const geo::WorldPoint& from, const geo::WorldPoint& to,
                    std::vector<geo::WorldPoint>& out) const;
  [[nodiscard]] geo::WorldBox boxOf(const Span& span) const;
  [[nodiscard]] bool isWhole(const CutPolygon& polygon, const Span& span) const;
  void useSquares(const Span& span, const Use& use) const;
  void halve(const CutPolygon& polygon, const Span& span, const Use& use) const;

  int count_;
  double side_;
};

}  // namespace dateline::map
