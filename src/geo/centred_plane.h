#pragma once

#include <array>

#include "geo/projection.h"
#include "geo/sphere.h"

namespace dateline::geo {

/// A plane that is laid around a place: Lambert's azimuthal equal-area, the orthographic globe, and what lies
/// between these and Mercator while one becomes another. On a sphere, like web Mercator.
///
/// Both are azimuthal: a place at the angle t from the origin lies in its true direction, at the distance
///
///     azimuthal   2 sin(t / 2)         to 170 degrees; the rim beyond is one stretched-out place
///     globe       sin(t)               to 90 degrees, the horizon
///
/// Beyond those limits distances go on growing, outwards instead of back over the map, so that what crosses
/// the edge runs across it and may be cut at the very edge.
class CentredPlane final : public Projection {
 public:
  explicit CentredPlane(const Plane& plane);

  /// Where a place lies on the plane, and the cosine of its angle to the origin.
  struct Spot {
    WorldPoint at;
    double cosine = 1;
  };
  /// `x`, `y` on tallMercator's plane; x may run on beyond 0..1.
  [[nodiscard]] Spot fromMercator(WorldPoint p) const;
  [[nodiscard]] Spot spot(LngLat p) const;
  /// Of a longitude that may run on beyond 180 degrees from the origin; only on the way to Mercator it
  /// matters.
  [[nodiscard]] Spot unwrappedSpot(LngLat p) const;

  /// From one plane without a share of Mercator to another this way takes no angles.
  [[nodiscard]] Direction directionAt(WorldPoint p) const;
  [[nodiscard]] Spot spot(const Direction& d) const;

  [[nodiscard]] std::string_view name() const override;
  [[nodiscard]] WorldPoint project(LngLat p) const override { return spot(p).at; }
  [[nodiscard]] LngLat unproject(WorldPoint p) const override;
  void project(std::span<const LngLat> in, std::span<WorldPoint> out) const override;
  [[nodiscard]] bool repeatsEastWest() const override { return false; }
  [[nodiscard]] double metresPerUnit(LngLat at) const override;
  [[nodiscard]] bool shows(LngLat p) const override;
  [[nodiscard]] std::optional<Disc> disc() const override { return disc_; }

  /// What a shader needs to do the same.
  [[nodiscard]] const Plane& plane() const { return plane_; }
  [[nodiscard]] const Mix& weights() const { return weights_; }
  [[nodiscard]] WorldPoint anchor() const { return anchor_; }  ///< of the origin: its place on Mercator
  [[nodiscard]] double unit() const { return unit_; }          ///< of the plane, for one radius of the Earth
  [[nodiscard]] double sineOfOrigin() const { return sine_; }
  [[nodiscard]] double cosineOfOrigin() const { return cosine_; }
  /// Places of a smaller cosine are not shown.
  [[nodiscard]] double edgeCosine() const { return edgeCosine_; }
  /// Places of a smaller cosine are neither seen nor near the edge: what runs there must not be drawn.
  [[nodiscard]] double cutCosine() const { return cut_; }

 private:
  struct Globe {                                   ///< a place as seen from the origin
    double dLng = 0, y = 0, sine = 0, cosine = 1;  ///< radians; Mercator's y; of the latitude
  };
  [[nodiscard]] Spot place(const Globe& p) const;
  struct Local {  ///< a direction as seen from the origin
    double east = 0, north = 0, cosine = 1;
  };
  [[nodiscard]] Local localAt(WorldPoint p) const;
  [[nodiscard]] WorldPoint offsetOf(const Local& d) const;
  [[nodiscard]] double distanceAt(double sine, double cosine) const;
  [[nodiscard]] double angleAt(double distance) const;
  /// On the plane without its share of Mercator.
  [[nodiscard]] LngLat unprojectBent(WorldPoint p) const;
  /// Near the guess, by Newton's steps.
  struct Found {
    WorldPoint mercator;
    double miss = 0;  ///< units of the plane
  };
  [[nodiscard]] Found search(WorldPoint p, LngLat guess) const;

  Plane plane_;
  Mix weights_;
  WorldPoint anchor_;
  double unit_ = 1;
  double sine_ = 0, cosine_ = 1;            // of the origin's latitude
  double sineOfLng_ = 0, cosineOfLng_ = 1;  // and of its longitude
  double edge_ = 0;                         // angle of the edge, radians
  double edgeCosine_ = -1;
  double cut_ = -1;
  std::optional<Disc> disc_ = {};
};

/// A tile of tallMercator's plane (2^z by 2^z to the unit square) as it lies on a centred plane.
class BentTile {
 public:
  /// Into how many parts the side of a tile at level z is to be cut, so that none of them bulges by a tenth
  /// of a pixel where the tile is drawn 1024 px long. A chord of length l bulges by about 3 l^2 / 8 R, on a
  /// map whose Earth has a radius of R = 236 * 2^z px; at the coarsest levels it matters as well that no
  /// triangle reaches round the antipode. A power of two, 1 to 128.
  static int partsAt(int z);

  struct Address {
    int z = 0, x = 0, y = 0;  ///< x, y may lie outside the unit square
  };
  BentTile(const CentredPlane& plane, Address address);

  /// Of a place of the tile: u, v from 0 to 1 across, v down; a little beyond is fine.
  [[nodiscard]] CentredPlane::Spot at(double u, double v) const;
  /// The tile's middle on the plane.
  [[nodiscard]] WorldPoint reference() const { return reference_; }

  /// Small tiles bend so gently that a polynomial says it all: plane units from the reference for
  /// s = u - 1/2, t = v - 1/2, the coefficient of s^i t^j at [4 j + i]. Within a thousandth of a pixel where
  /// `patched()`. Not those at a pole, of which the last row alone reaches over the kilometre that
  /// tallMercator's plane lacks.
  [[nodiscard]] bool patched() const { return address_.z >= kPatchLevel && !reachesPole(); }
  [[nodiscard]] const std::array<WorldPoint, 16>& patch() const { return patch_; }
  [[nodiscard]] const Address& address() const { return address_; }
  [[nodiscard]] const CentredPlane& plane() const { return plane_; }

  static constexpr int kPatchLevel = 7;

 private:
  [[nodiscard]] bool reachesPole() const {
    return address_.y <= -(1 << address_.z) || address_.y + 1 >= 2 << address_.z;
  }
  void fitPatch();

  CentredPlane plane_;
  Address address_;
  WorldPoint reference_;
  std::array<WorldPoint, 16> patch_ = {};
};

}  // namespace dateline::geo
