#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "geo/features.h"

namespace dateline::geo {

/// How much of a shape a view needs.
struct ThinningRule {
  /// Within it `tolerance` holds; beside it shapes are the coarser the further away they are: by a 256th of
  /// the distance at most. Its longitudes may run on across the date line.
  LngLatBox window = {};
  /// Degrees of latitude, in the middle of the window, that nobody sees; 0: within the window nothing is left
  /// out.
  double tolerance = 0;
  /// The view is a Mercator map, on which less remains unseen towards the poles.
  bool mercator = false;
};

/// Leaves points out of shapes as they come, one by one, in constant memory: of consecutive points that lie
/// in the same cell of a grid one is kept. Cells are powers of two of a degree, so that coarser grids are
/// unions of finer ones. Which point of a cell is kept depends on the coordinates in it alone (the least of a
/// hash of them), neither on the direction of the path nor on where a ring begins: two polygons that share a
/// border still share it afterwards, but for the cells in which a third meets them. (Douglas and Peucker's
/// method would need the ends of the border, which a single polygon does not tell.) What is kept is not
/// moved; lines keep their ends, a point or a line within one cell is kept when it is the first of its kind
/// there. Of the rings that are smaller than a cell the first becomes its own box, and that with which half
/// of the cell is covered all of the cell: what many small ones cover stays covered. A hole that is smaller
/// is dropped.
class Thinning {
 public:
  explicit Thinning(const ThinningRule& rule);

  /// Replaces `out` by what is kept of a path; empty: nothing is.
  void thin(GeometryKind kind, std::span<const LngLat> path, std::vector<LngLat>& out, bool hole = false);
  /// That it takes of memory.
  [[nodiscard]] std::size_t bytes() const;

 private:
  struct Cell {
    std::int64_t x = 0, y = 0;
    int xSize = 0, ySize = 0;  ///< exponents, of degrees
    bool exact = false;
    /// Every exact point is in a cell of its own.
    [[nodiscard]] bool same(const Cell& other) const {
      return !exact && x == other.x && y == other.y && xSize == other.xSize && ySize == other.ySize &&
             !other.exact;
    }
  };
  static constexpr int kBands = 182;  // of latitude, a degree each

  [[nodiscard]] Cell cellOf(const LngLat& at) const;
  [[nodiscard]] static std::uint64_t keyOf(const Cell& cell);
  [[nodiscard]] bool takes(GeometryKind kind, const Cell& cell);
  void thinPoints(std::span<const LngLat> path, std::vector<LngLat>& out);
  void thinLine(std::span<const LngLat> path, std::vector<LngLat>& out);
  /// False when it is smaller than a cell.
  [[nodiscard]] bool thinRing(std::span<const LngLat> path, std::vector<LngLat>& out) const;
  void thinSmallRing(std::span<const LngLat> path, std::vector<LngLat>& out);

  LngLat middle_;
  double halfWidth_, halfHeight_;
  bool exactWithin_;
  std::array<std::int16_t, kBands> lngSizes_{}, latSizes_{};  ///< exponents, by the band
  std::unordered_set<std::uint64_t> taken_;                   ///< cells of points and of short lines
  /// How much of a cell is covered by rings that are smaller; all of it once it was given out.
  std::unordered_map<std::uint64_t, float> covered_;
};

/// The features of a set, thinned; those of which nothing is left are gone, the others keep the numbers of
/// their rows. The attributes stay where they are.
FeatureSet thinned(const FeatureSet& set, Thinning& thinning);

}  // namespace dateline::geo
