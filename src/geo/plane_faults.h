#pragma once

#include <array>
#include <span>
#include <vector>

#include "geo/fixed_plane.h"
#include "geo/plane_judge.h"

namespace dateline::geo {

/// A cell of longitude and latitude, corner by corner around it.
using CellCorners = std::array<LngLat, 4>;

/// The lines along which a plane is folded or torn, but for the edges of its pieces.
class PlaneFaults {
 public:
  /// Looks for them in cells of a piece of which a part is shown and that cannot be projected whole.
  void trace(const FixedPlane& plane, const PlaneJudge& judge, const FixedPlane::Piece& piece,
             std::span<const CellCorners> cells);
  /// To be called after the last.
  void sort();

  [[nodiscard]] bool empty() const { return stretches_.empty(); }
  /// Degrees of the great circle to the nearest; `most` where none is nearer.
  [[nodiscard]] double distance(LngLat p, double most) const;

 private:
  struct Vector {
    double x, y, z;
  };
  struct Stretch {
    double lat;  ///< of its middle
    Vector a, b;
  };
  static Vector onSphere(LngLat p);
  void add(LngLat a, LngLat b);

  std::vector<Stretch> stretches_;
  double longest_ = 0;  // degrees
};

}  // namespace dateline::geo
