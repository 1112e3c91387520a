#include "map/camera.h"

#include <cmath>

namespace dateline::map {
namespace {

/// A box's projection reaches furthest on its edges, whatever the projection; so many points of each are
/// asked.
constexpr int kEdgeSamples = 8;

double clampedZoom(double level) {
  return std::clamp(level, kMinZoom.level, kMaxZoom.level);
}

geo::WorldBox projectedBounds(const geo::Projection& projection, const LngLatBox& box) {
  geo::WorldBox bounds;
  for (int i = 0; i <= kEdgeSamples; ++i) {
    const double t = static_cast<double>(i) / kEdgeSamples;
    const double lng = std::lerp(box.minX, box.maxX, t);
    const double lat = std::lerp(box.minY, box.maxY, t);
    for (const LngLat p :
         {LngLat{lng, box.minY}, LngLat{lng, box.maxY}, LngLat{box.minX, lat}, LngLat{box.maxX, lat}}) {
      bounds.add(projection.project(p));
    }
  }
  return bounds;
}

}  // namespace

Camera::Camera(const geo::Projection& projection, View view, double width, double height)
    : projection_(&projection), view_(view), width_(std::max(1.0, width)), height_(std::max(1.0, height)) {
  *this = withView(view);
}

ScreenPoint Camera::toScreen(WorldPoint p) const {
  const double size = geo::worldSizePx(view_.zoom);
  return {(p.x - view_.centre.x) * size + width_ / 2, (p.y - view_.centre.y) * size + height_ / 2};
}

ScreenPoint Camera::toScreen(LngLat p) const {
  WorldPoint world = projection_->project(p);
  if (projection_->repeatsEastWest()) world.x += std::round(view_.centre.x - world.x);
  return toScreen(world);
}

WorldPoint Camera::toWorld(ScreenPoint p) const {
  const double size = geo::worldSizePx(view_.zoom);
  return {view_.centre.x + (p.x - width_ / 2) / size, view_.centre.y + (p.y - height_ / 2) / size};
}

LngLat Camera::toLngLat(ScreenPoint p) const {
  WorldPoint world = toWorld(p);
  if (projection_->repeatsEastWest()) world.x -= std::floor(world.x);
  return projection_->unproject(world);
}

Camera Camera::resized(double width, double height) const {
  return {*projection_, view_, width, height};
}

Camera Camera::withView(View view) const {
  if (!std::isfinite(view.zoom.level)) view.zoom = view_.zoom;
  if (!std::isfinite(view.centre.x) || !std::isfinite(view.centre.y)) view.centre = WorldPoint{0.5, 0.5};
  view.zoom.level = clampedZoom(view.zoom.level);
  if (projection_->repeatsEastWest()) view.centre.x -= std::floor(view.centre.x);
  const double half = height_ / 2 / geo::worldSizePx(view.zoom);
  view.centre.y = half >= 0.5 ? 0.5 : std::clamp(view.centre.y, half, 1 - half);
  Camera camera = *this;
  camera.view_ = view;
  return camera;
}

Camera Camera::panned(double dx, double dy) const {
  const double size = geo::worldSizePx(view_.zoom);
  return withView({{view_.centre.x - dx / size, view_.centre.y - dy / size}, view_.zoom});
}

Camera Camera::zoomedAt(ScreenPoint anchor, double levels) const {
  const WorldPoint fixed = toWorld(anchor);
  const Zoom zoom{clampedZoom(view_.zoom.level + levels)};
  const double size = geo::worldSizePx(zoom);
  return withView(
      {{fixed.x - (anchor.x - width_ / 2) / size, fixed.y - (anchor.y - height_ / 2) / size}, zoom});
}

View Camera::fitting(const LngLatBox& box, double paddingPx, Zoom nearest) const {
  if (box.empty()) return view_;
  const geo::WorldBox bounds = projectedBounds(*projection_, box);
  const double room = std::max(1.0, width_ - 2 * paddingPx);
  const double tall = std::max(1.0, height_ - 2 * paddingPx);
  // A box without extent divides by zero: infinity, which `nearest` bounds.
  const double size = std::min(room / bounds.width(), tall / bounds.height());
  const double level = std::min(std::log2(size / geo::worldSizePx(Zoom{0})), nearest.level);
  return withView({bounds.centre(), Zoom{level}}).view();
}

}  // namespace dateline::map
