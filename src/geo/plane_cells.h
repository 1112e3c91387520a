#pragma once

#include <memory>
#include <span>

#include "geo/fixed_plane.h"
#include "geo/plane_faults.h"
#include "geo/plane_judge.h"

namespace dateline::geo {

/// A line of places within a piece, straight in longitude and latitude.
struct PieceSide {
  LngLat a, b;
};

/// What of one piece is of use, and where what is shown of it ends.
struct UsedPiece {
  std::vector<LngLatBox> boxes;  ///< that can be projected, as large as can be
  /// Where what is shown ends inside the piece, and the piece's own edges, as far as they are shown and no
  /// other piece goes on there.
  std::vector<PieceSide> sides;
  std::vector<CellCorners> broken;  ///< shown in part, but cannot be projected whole
  double cellDegrees = 0;
};

constexpr double kCellDegrees = 2, kRegionalCellDegrees = 1, kFineCellDegrees = 0.5;

/// Looks at a piece in cells of so many degrees of longitude and latitude; `all`: the pieces of the plane.
UsedPiece lookAtPiece(const FixedPlane& plane, const PlaneJudge& judge,
                      std::span<const FixedPlane::Piece> all, const FixedPlane::Piece& piece,
                      double cellDegrees);
/// The same in cells as small as are worth their time.
UsedPiece lookAtPiece(const FixedPlane& plane, const PlaneJudge& judge,
                      std::span<const FixedPlane::Piece> all, const FixedPlane::Piece& piece);

}  // namespace dateline::geo
