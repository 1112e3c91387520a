#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <vector>

#include "geo/lnglat.h"
#include "geo/projection.h"

namespace dateline::map {

using geo::LngLat;
using geo::LngLatBox;
using geo::ProjectionChoice;
using geo::ProjectionKind;
using geo::ScreenBox;
using geo::ScreenPoint;
using geo::WorldPoint;
using geo::Zoom;

inline constexpr Zoom kMinZoom{0.0};  ///< of a map of 256 px or more, on a plane whose unit is the world
inline constexpr Zoom kMaxZoom{18.0};

/// What one looks at: a place of a plane at the middle of the map, and how near.
///
/// A plane around an origin is at rest when the origin lies at the middle. While one drags, zooms or flies a
/// short way the plane stays and the view moves over it, so that the picture only shifts; then the origin
/// follows (see `settled`).
struct View {
  WorldPoint centre{0.5, 0.5};
  Zoom zoom{2};
  geo::Plane plane = {};
  friend bool operator==(const View&, const View&) = default;
};

/// The view of a place on a plane of this kind, at rest, at the scale that web maps have there at this zoom.
/// Where a fixed plane does not show the place, all that it shows.
View viewOf(const ProjectionChoice& choice, LngLat place, Zoom zoom);
/// False for what has no place on any map of this kind: beyond the edge of a fixed plane, or of Mercator's
/// square.
bool holds(const ProjectionChoice& choice, LngLat place);
/// The same of all of a box.
bool holdsSome(const ProjectionChoice& choice, const LngLatBox& box);
/// The zoom at which web maps have the scale that the view has at the middle of the map. `View::zoom` is the
/// same but on fixed planes, where it tells pixels for a unit of the plane.
Zoom webZoom(const View& view);
/// The same place at another scale.
View withWebZoom(const View& view, Zoom zoom);
/// The place at the middle of the map.
LngLat placeOf(const View& view);
/// The same place at the same scale with the plane's origin elsewhere.
View withOrigin(const View& view, LngLat origin);
/// The same place at the same scale with the plane at rest, and arrived at its kind.
View settled(const View& view);
/// True when settling would change nothing.
bool atRest(const View& view);
/// The kind of the view's plane; on its way to another one that other.
ProjectionChoice kindOf(const View& view);
/// How far the origin lies from the middle of the map, in degrees of the great circle; 0 on flat planes.
double originDistance(const View& view);

/// A view on a map of a size (logical px). A value: every change gives a new one.
class Camera {
 public:
  Camera(const View& view, double width, double height);
  /// On plain Mercator, whatever the view's plane.
  Camera(const geo::Projection& mercator, const View& view, double width, double height);

  [[nodiscard]] const View& view() const { return view_; }
  [[nodiscard]] double width() const { return width_; }
  [[nodiscard]] double height() const { return height_; }
  [[nodiscard]] const geo::Projection& projection() const { return *projection_; }

  [[nodiscard]] ScreenPoint toScreen(WorldPoint p) const;
  /// Of a place that is there more than once, on copies of the world or to both sides of where a plane is
  /// torn, the one nearest to the middle of what of the map is free.
  [[nodiscard]] ScreenPoint toScreen(LngLat p) const;
  /// How many copies to the east of the plane's own that one lies.
  [[nodiscard]] double copyOf(LngLat p) const;
  [[nodiscard]] WorldPoint toWorld(ScreenPoint p) const;
  /// Beyond the Earth's edge the nearest place of the edge.
  [[nodiscard]] LngLat toLngLat(ScreenPoint p) const;
  /// False for what the far side of a globe hides.
  [[nodiscard]] bool shows(LngLat p) const { return projection_->shows(p); }
  /// False beside the globe or the disc of the whole Earth.
  [[nodiscard]] bool onEarth(ScreenPoint p) const;

  [[nodiscard]] Camera resized(double width, double height) const;
  /// The same, where panels stand over so much of the map's width, at its left.
  [[nodiscard]] Camera beside(double coveredPx) const;
  [[nodiscard]] Camera withView(
      View view) const;  ///< clamped to zoom limits and to the world's top and bottom
  /// How far out and how near the map can be at this place, as web maps count.
  struct Range {
    Zoom least, most;
  };
  [[nodiscard]] Range webZooms() const;
  [[nodiscard]] Camera panned(double dx, double dy) const;
  /// The globe turned by the hand: north stays up, what lies at the middle moves with the hand.
  [[nodiscard]] Camera turned(double dx, double dy) const;
  /// The same place at the same scale on a plane of this kind, at rest. Where Mercator's world would end
  /// inside the map, the next place towards the equator where it does not, at the same scale.
  [[nodiscard]] View on(const ProjectionChoice& choice) const;
  /// What lies under `anchor` stays under it.
  [[nodiscard]] Camera zoomedAt(ScreenPoint anchor, double levels) const;
  /// The view that shows the box with `paddingPx` on each side, no nearer than `nearest`, on a plane of the
  /// present kind at rest.
  [[nodiscard]] View fitting(const LngLatBox& box, double paddingPx, Zoom nearest) const;
  /// Of a fixed plane the part of the Earth that its system is meant for or, where that is not known, all
  /// that it shows, with `paddingPx` on each side; of any other the view as it is.
  [[nodiscard]] View fittingSystem(double paddingPx) const;

 private:
  [[nodiscard]] WorldPoint freeMiddle() const;
  [[nodiscard]] View fittingFixed(const LngLatBox& box, const ScreenPoint& room, Zoom nearest) const;

  std::shared_ptr<const geo::Projection> projection_;
  View view_;
  double width_;
  double height_;
  double covered_ = 0;
};

/// A flight between two views along the curve of van Wijk and Nuij, "Smooth and efficient zooming and
/// panning" (2003). From one kind of plane to another it is the morph between them as well; from or to a
/// fixed plane it begins with a cut.
class Flight {
 public:
  /// `width` of the map in logical px; `to` is at rest, `start` may be under way; across the date line the
  /// short way is taken.
  Flight(const View& start, const View& to, double width);
  [[nodiscard]] double durationSeconds() const { return duration_; }  ///< about 1 s, 0.4..1.6
  /// Eased; at or past the end exactly `to`, but for short flights over a bent plane: these end at the same
  /// place and scale with the plane as it was, which then has to settle.
  [[nodiscard]] View at(double seconds) const;
  [[nodiscard]] const View& target() const { return to_; }

 private:
  void overOnePlane(double width);
  void overTheSphere(double width);

  View from_, to_;
  std::optional<View> end_;
  double duration_ = 0;
  double path_ = 0;
  std::function<View(double along, double eased)> along_;
};

/// The plane's origin on its way to the middle of the map, once the movement has come to rest.
class Settling {
 public:
  /// `to`: the view to come to rest in; of the same kind.
  Settling(const View& from, const View& to);
  static constexpr double kSeconds = 0.35;
  [[nodiscard]] View at(double seconds) const;

 private:
  View from_, to_;
};

/// Back and forward through views, as a browser does.
class ViewHistory {
 public:
  void visit(const View& view);
  /// Another view stands where the current one did: nobody went from one to the other.
  void replace(const View& view);
  std::optional<View> back();
  std::optional<View> forward();
  [[nodiscard]] bool empty() const { return views_.empty(); }

 private:
  std::vector<View> views_;
  std::size_t current_ = 0;
};

}  // namespace dateline::map
