#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string_view>

#include "geo/lnglat.h"

namespace dateline::geo {

/// The edge of the Earth on a plane that does not repeat.
struct Disc {
  WorldPoint centre;
  double radius = 0;  ///< in units of the plane
};

/// The one place where longitude and latitude become the plane of the map. Everything else works on
/// WorldPoint and asks here.
class Projection {
 public:
  virtual ~Projection() = default;
  [[nodiscard]] virtual std::string_view name() const = 0;
  /// Total: latitudes the plane cannot hold are clamped to its edge.
  [[nodiscard]] virtual WorldPoint project(LngLat p) const = 0;
  /// Total: beyond the Earth's edge the nearest place of the edge.
  [[nodiscard]] virtual LngLat unproject(WorldPoint p) const = 0;
  /// out.size() == in.size().
  virtual void project(std::span<const LngLat> in, std::span<WorldPoint> out) const = 0;
  /// True when x + 1 is the same place once more.
  [[nodiscard]] virtual bool repeatsEastWest() const = 0;
  /// Metres on the ground (sphere of 6371008.8 m) for one unit of the plane at that place.
  [[nodiscard]] virtual double metresPerUnit(LngLat at) const = 0;
  /// False for what the plane hides: the far side of a globe.
  [[nodiscard]] virtual bool shows(LngLat) const { return true; }
  /// Nothing when the plane has no edge, or one of another shape.
  [[nodiscard]] virtual std::optional<Disc> disc() const { return std::nullopt; }
  /// False beyond the edge of the Earth, and beyond the latitudes that Mercator's plane holds.
  [[nodiscard]] virtual bool onEarth(WorldPoint p) const;
  /// Of a plane that neither repeats nor ends in a disc: what it fills.
  [[nodiscard]] virtual std::optional<WorldBox> bounds() const { return std::nullopt; }
};

/// Spherical Mercator (EPSG:3857 scaled to the unit square, y down), latitudes to 85.0511 degrees.
const Projection& mercator();

/// Mercator on towards the poles, y from -1 to 2 (latitudes to 89.9908 degrees, a kilometre from the pole):
/// the plane in which tiles are cut.
const Projection& tallMercator();

enum class ProjectionKind : std::uint8_t { mercator, azimuthal, globe, fixed };

class FixedPlane;

/// A kind of projection, and of the fixed ones which.
struct ProjectionChoice {
  ProjectionKind kind = ProjectionKind::mercator;
  std::shared_ptr<const FixedPlane> fixed = nullptr;  ///< set for that kind alone

  ProjectionChoice() = default;
  ProjectionChoice(ProjectionKind k)
      : kind(k) {}  // NOLINT(google-explicit-constructor): of most kinds it is all
  explicit ProjectionChoice(std::shared_ptr<const FixedPlane> plane)
      : kind(ProjectionKind::fixed), fixed(std::move(plane)) {}
  friend bool operator==(const ProjectionChoice&, const ProjectionChoice&) = default;
};

/// Shares of the three kinds.
struct Mix {
  double mercator = 0, azimuthal = 0, globe = 0;
  friend bool operator==(const Mix&, const Mix&) = default;
  [[nodiscard]] double sum() const { return mercator + azimuthal + globe; }
};

/// A plane to lay the Earth on. Mercator and the fixed ones stay as they are. Azimuthal (Lambert's,
/// equal-area) and globe (orthographic) are laid around `origin`, where a unit of the plane is as long as
/// Mercator's at that latitude: so one zoom means one scale at the origin, whatever the projection. While
/// something is `left` of where it came from, the plane is on its way to its kind, be it from one kind or,
/// when a change was changed again, from a mix of them.
struct Plane {
  ProjectionKind kind = ProjectionKind::mercator;
  LngLat origin = {};  ///< of no meaning for a flat one
  Mix left = {};       ///< its sum goes from 1 to 0; a fixed plane is never mixed
  std::shared_ptr<const FixedPlane> fixed = nullptr;  ///< set for that kind alone
  friend bool operator==(const Plane&, const Plane&) = default;

  /// The same everywhere, without an origin: tiles lie on it as they were cut.
  [[nodiscard]] bool flat() const { return fixed || (kind == ProjectionKind::mercator && !mixed()); }
  [[nodiscard]] ProjectionChoice choice() const {
    return fixed ? ProjectionChoice(fixed) : ProjectionChoice(kind);
  }
  [[nodiscard]] bool mixed() const { return left != Mix{}; }
  /// Of what it is made; their sum is 1.
  [[nodiscard]] Mix mix() const;
};

/// What is left of `from` when that share of the way from it is gone.
Mix leftOf(const Mix& from, double share);

std::shared_ptr<const Projection> projectionOf(const Plane& plane);

/// "mercator", "azimuthal", "globe"; of a fixed one "EPSG:32642" or its PROJ string.
std::string_view nameOf(const ProjectionChoice& choice);
/// Of the three that have names.
std::optional<ProjectionKind> projectionNamed(std::string_view name);

}  // namespace dateline::geo
