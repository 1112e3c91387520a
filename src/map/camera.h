#pragma once

#include <functional>
#include <optional>
#include <vector>

#include "geo/lnglat.h"
#include "geo/projection.h"

namespace dateline::map {

using geo::LngLat;
using geo::LngLatBox;
using geo::ScreenPoint;
using geo::WorldPoint;
using geo::Zoom;

inline constexpr Zoom kMinZoom{0.0};
inline constexpr Zoom kMaxZoom{18.0};

/// What one looks at: a place of the plane at the middle of the map, and how near.
struct View {
  WorldPoint centre{0.5, 0.5};
  Zoom zoom{2};
  friend bool operator==(const View&, const View&) = default;
};

/// A view on a map of a size (logical px). A value: every change gives a new one.
class Camera {
 public:
  Camera(const geo::Projection& projection, View view, double width, double height);

  [[nodiscard]] const View& view() const { return view_; }
  [[nodiscard]] double width() const { return width_; }
  [[nodiscard]] double height() const { return height_; }
  [[nodiscard]] const geo::Projection& projection() const { return *projection_; }

  [[nodiscard]] ScreenPoint toScreen(WorldPoint p) const;
  /// Of the copies of the world, the one nearest to the middle of the map.
  [[nodiscard]] ScreenPoint toScreen(LngLat p) const;
  [[nodiscard]] WorldPoint toWorld(ScreenPoint p) const;
  [[nodiscard]] LngLat toLngLat(ScreenPoint p) const;

  [[nodiscard]] Camera resized(double width, double height) const;
  [[nodiscard]] Camera withView(
      View view) const;  ///< clamped to zoom limits and to the world's top and bottom
  [[nodiscard]] Camera panned(double dx, double dy) const;
  /// What lies under `anchor` stays under it.
  [[nodiscard]] Camera zoomedAt(ScreenPoint anchor, double levels) const;
  /// The view that shows the box with `paddingPx` on each side, no nearer than `nearest`.
  [[nodiscard]] View fitting(const LngLatBox& box, double paddingPx, Zoom nearest) const;

 private:
  const geo::Projection* projection_;
  View view_;
  double width_;
  double height_;
};

/// A flight between two views along the curve of van Wijk and Nuij, "Smooth and efficient zooming and
/// panning" (2003).
class Flight {
 public:
  /// `width` of the map in logical px; across the date line the short way is taken.
  Flight(const View& from, const View& to, double width);
  [[nodiscard]] double durationSeconds() const { return duration_; }  ///< about 1 s, 0.4..1.6
  [[nodiscard]] View at(double seconds) const;  ///< eased; at or past the end exactly `to`
  [[nodiscard]] const View& target() const { return to_; }

 private:
  View from_, to_;
  double duration_ = 0;
  double path_ = 0;
  std::function<View(double)> along_;
};

/// Back and forward through views, as a browser does.
class ViewHistory {
 public:
  void visit(const View& view);
  std::optional<View> back();
  std::optional<View> forward();

 private:
  std::vector<View> views_;
  std::size_t current_ = 0;
};

}  // namespace dateline::map
