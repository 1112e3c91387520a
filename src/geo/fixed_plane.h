#pragma once

#include <vector>

#include "geo/crs.h"
#include "geo/projection.h"

namespace dateline::geo {

/// A plane that stays as it is wherever one looks: any projection of PROJ. Its unit is as long as Mercator's
/// at the latitude of its centre (from 60 degrees on, as there), with y down and the centre at (0.5, 0.5).
///
/// Few projections hold the whole Earth, and many are torn. So a fixed plane knows which part of the Earth it
/// shows (its `domain`), and in which pieces that must be cut for each to be projected as one.
class FixedPlane final : public Projection {
 public:
  /// A box of longitudes and latitudes over which the projection is continuous. Along its edges places are
  /// those on its own side: where the plane is torn each side has places of its own.
  using Piece = LngLatBox;
  /// A part of a piece that can be projected, a little more than is shown.
  struct Patch {
    LngLatBox box;
    std::size_t piece = 0;
  };
  struct Domain {
    std::vector<Piece> pieces;
    std::vector<Patch> patches;  ///< they share no more than edges
    /// What encloses the part of the plane that is shown: closed rings, of which a place lies within an odd
    /// number; right to `kOutlineTolerance`.
    std::vector<std::vector<WorldPoint>> outlines;
    WorldBox bounds;  ///< of these
  };
  static constexpr double kOutlineTolerance = 3e-7;  ///< units of the plane: 12 m

  /// ErrorKind::usage when PROJ cannot lay anything around the centre. Takes some ten milliseconds.
  static Result<std::shared_ptr<const FixedPlane>> create(Crs crs);

  [[nodiscard]] const Crs& crs() const { return crs_; }
  [[nodiscard]] const Domain& domain() const { return domain_; }
  /// The way PROJ has it, without regard to the domain; nothing where it has none.
  [[nodiscard]] std::optional<WorldPoint> forward(LngLat p) const;
  [[nodiscard]] std::optional<LngLat> inverse(WorldPoint p) const;
  /// Of a place in or at the edge of a piece, on that piece's side of the edge.
  [[nodiscard]] std::optional<WorldPoint> forwardIn(const Piece& piece, LngLat p) const;
  /// The same of a place that the plane shows, also at its very edge; nothing of any other.
  [[nodiscard]] std::optional<WorldPoint> shownIn(const Piece& piece, LngLat p) const;
  /// False where PROJ's way leads astray: over what is shown of other places, or back to another one. Asks
  /// PROJ nothing.
  [[nodiscard]] bool holds(LngLat p) const;
  /// True within the outlines.
  [[nodiscard]] bool onEarth(WorldPoint p) const override;

  [[nodiscard]] std::string_view name() const override { return crs_.text; }
  /// Of a place that the plane does not hold a far away point, for which `shows` is false.
  [[nodiscard]] WorldPoint project(LngLat p) const override;
  /// The same; of a place at which the plane is torn, which lies on each side of the tear, the nearest to
  /// `near`.
  [[nodiscard]] WorldPoint projectNear(LngLat p, WorldPoint near) const;
  [[nodiscard]] LngLat unproject(WorldPoint p) const override;
  void project(std::span<const LngLat> in, std::span<WorldPoint> out) const override;
  [[nodiscard]] bool repeatsEastWest() const override { return false; }
  [[nodiscard]] double metresPerUnit(LngLat at) const override;
  [[nodiscard]] bool shows(LngLat p) const override;
  [[nodiscard]] std::optional<WorldBox> bounds() const override { return domain_.bounds; }

 private:
  explicit FixedPlane(Crs crs);
  Status layAroundCentre();
  void sortEdges();
  [[nodiscard]] bool onOutline(WorldPoint p) const;
  /// On the plane: more than one where that is torn, none of what it does not show.
  [[nodiscard]] std::vector<WorldPoint> spotsOf(LngLat p) const;

  Crs crs_;
  std::uint64_t id_;  // of this thread's handles
  WorldPoint origin_;
  double unit_ = 1;  // of the system's own, for one of the plane
  Domain domain_;
  struct Edge {
    WorldPoint a, b;
  };
  std::vector<std::vector<Edge>> bands_;  // the outlines' edges by the stripes of y that they pass
};
using FixedPlanePtr = std::shared_ptr<const FixedPlane>;

/// The plane of `findCrs(text)`; the same one for the same text, as long as the program runs.
Result<FixedPlanePtr> fixedPlane(std::string_view text);

}  // namespace dateline::geo
