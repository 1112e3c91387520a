#pragma once

#include <memory>

#include "geo/fixed_plane.h"

namespace dateline::geo {

class PlaneFaults;

/// How far what is shown may reach beside what the projection itself allows.
struct PlaneBound {
  std::shared_ptr<const PlaneFaults> faults;
  double clear = 0;    ///< degrees that it keeps away from these
  LngLat home;         ///< the middle of the part of the Earth that the plane is meant for
  double reach = 180;  ///< degrees from there
};

/// Tells of places whether a plane is of use there, and how far from where it no longer is.
class PlaneJudge {
 public:
  explicit PlaneJudge(const FixedPlane& plane);

  /// Above 0 where it is shown; below -1 where it is of no use at all.
  [[nodiscard]] double room(const FixedPlane::Piece& piece, LngLat p) const;
  /// From now on; places in the area that the system is meant for aside.
  void keepWithin(PlaneBound bound) { bound_ = std::move(bound); }

 private:
  struct Slopes {
    double parallel, meridian;  ///< plane units for a radian of longitude, of latitude; infinite: none
    double area = 0;
  };
  [[nodiscard]] bool leadsBack(const FixedPlane::Piece& piece, LngLat p) const;
  [[nodiscard]] Slopes slopesAt(const FixedPlane::Piece& piece, LngLat p) const;
  [[nodiscard]] double ofScale(const FixedPlane::Piece& piece, LngLat p) const;
  [[nodiscard]] double ofCap(const FixedPlane::Piece& piece, LngLat p) const;
  [[nodiscard]] double ofArea(LngLat p) const;
  [[nodiscard]] double ofBound(LngLat p) const;

  const FixedPlane& plane_;
  double radian_ = 1;  ///< units of the plane for a radian of the Earth at the centre
  bool mirrored_ = false;
  std::optional<PlaneBound> bound_;
};

}  // namespace dateline::geo
