#include "map/camera.h"

#include <cmath>

#include "geo/algorithms.h"
#include "geo/fixed_plane.h"

namespace dateline::map {
namespace {

/// A box's projection reaches furthest on its edges, whatever the projection; so many points of each are
/// asked.
constexpr int kEdgeSamples = 16;
/// Of the disc of the Earth, how far out the middle of the map may lie.
constexpr double kFarthestCentre = 0.98;
constexpr double kDegrees = 180 / 3.14159265358979323846;

/// Units of a plane that make the world of zoom 0: those that a fixed plane fills, if several; of a centred
/// one, whose unit shrinks towards the poles, as many as keep the Earth as large wherever one looks.
double unitsOfWorld(const geo::Projection& projection) {
  if (const std::optional<geo::WorldBox> bounds = projection.bounds())
    return std::max({1.0, bounds->width(), bounds->height()});
  return geo::mercator().metresPerUnit({}) / projection.metresPerUnit({});
}

/// Down to where a map whose shorter side is so long shows the whole world, and on a larger one no further
/// than to 256 px of it.
double clampedZoom(double level, const geo::Projection& projection, double sidePx) {
  const double smaller = std::max(0.0, std::log2(geo::worldSizePx(kMinZoom) / std::max(1.0, sidePx)));
  return std::clamp(level, kMinZoom.level - smaller - std::log2(unitsOfWorld(projection)), kMaxZoom.level);
}

std::vector<LngLat> edgeOf(const LngLatBox& box) {
  std::vector<LngLat> edge;
  for (int i = 0; i <= kEdgeSamples; ++i) {
    const double t = static_cast<double>(i) / kEdgeSamples;
    const double lng = std::lerp(box.minX, box.maxX, t);
    const double lat = std::lerp(box.minY, box.maxY, t);
    edge.insert(edge.end(), {{lng, box.minY}, {lng, box.maxY}, {box.minX, lat}, {box.maxX, lat}});
  }
  return edge;
}

/// Bounds of the box on a plane, no further than the Earth's edge.
geo::WorldBox projectedBounds(const geo::Projection& projection, const LngLatBox& box) {
  geo::WorldBox bounds;
  const std::optional<geo::Disc> disc = projection.disc();
  for (const LngLat p : edgeOf(box)) {
    WorldPoint at = projection.project(p);
    if (disc) {
      const double away = std::hypot(at.x - disc->centre.x, at.y - disc->centre.y);
      const double shorter = std::min(1.0, disc->radius / std::max(away, 1e-300));
      at = {std::lerp(disc->centre.x, at.x, shorter), std::lerp(disc->centre.y, at.y, shorter)};
    }
    bounds.add(at);
  }
  return bounds;
}

double unitOf(const geo::Projection& projection) {
  return 1 / projection.metresPerUnit({});
}

LngLat normalised(LngLat p) {
  if (p.lng < -180 || p.lng > 180) p.lng -= std::round(p.lng / 360) * 360;
  return {p.lng, std::clamp(p.lat, -90.0, 90.0)};
}

}  // namespace

namespace {

/// Where the size of the map is not known yet: what the smallest window has room for.
constexpr double kWholePlanePx = 480;

View centredOn(const geo::WorldBox& bounds, const geo::Plane& plane, double width, double height) {
  const double unitPx = std::min(width / bounds.width(), height / bounds.height());
  return {bounds.centre(), Zoom{std::log2(unitPx / geo::worldSizePx(Zoom{0}))}, plane};
}

/// All that a fixed plane shows.
View wholeOf(const geo::Plane& plane, double width, double height) {
  return centredOn(plane.fixed->domain().bounds, plane, width, height);
}

constexpr LngLatBox kWorld{-180, -90, 180, 90};

bool isWholeWorld(const LngLatBox& box) {
  return box.width() >= 359 && box.height() >= 160;
}

}  // namespace

View viewOf(const ProjectionChoice& choice, LngLat place, Zoom zoom) {
  if (choice == ProjectionKind::mercator) return {geo::mercator().project(place), zoom};
  if (choice.fixed) {
    const geo::Plane plane{.kind = choice.kind, .fixed = choice.fixed};
    if (!choice.fixed->shows(place)) return wholeOf(plane, kWholePlanePx, kWholePlanePx);
    return withWebZoom({choice.fixed->project(place), {}, plane}, zoom);
  }
  const geo::Plane plane{.kind = choice.kind, .origin = normalised(place)};
  return {geo::tallMercator().project(plane.origin), zoom, plane};
}

namespace {

/// Levels that the zoom of a fixed plane lies above that of web maps where both have one scale.
double levelsAboveWeb(const View& view) {
  if (!view.plane.fixed) return 0;
  const LngLat place = placeOf(view);
  return std::log2(view.plane.fixed->metresPerUnit(place) / geo::mercator().metresPerUnit(place));
}

}  // namespace

Zoom webZoom(const View& view) {
  return {view.zoom.level - levelsAboveWeb(view)};
}

View withWebZoom(const View& view, Zoom zoom) {
  View result = view;
  result.zoom.level = zoom.level + levelsAboveWeb(view);
  return result;
}

LngLat placeOf(const View& view) {
  if (view.plane.fixed || !view.plane.flat()) return geo::projectionOf(view.plane)->unproject(view.centre);
  return geo::mercator().unproject(view.centre);
}

View withOrigin(const View& view, LngLat origin) {
  if (view.plane.flat()) return view;
  View moved = view;
  moved.plane.origin = normalised(origin);
  const auto before = geo::projectionOf(view.plane), after = geo::projectionOf(moved.plane);
  moved.centre = after->project(before->unproject(view.centre));
  moved.zoom.level += std::log2(unitOf(*before) / unitOf(*after));
  return moved;
}

/// A view does not know the size of its map: a camera says how far out it may be.
constexpr double kAnySidePx = 1;

View settled(const View& view) {
  if (view.plane.flat()) return view;
  const LngLat place = placeOf(view);
  View rest = viewOf(kindOf(view), place, withOrigin(view, place).zoom);
  rest.zoom.level = clampedZoom(rest.zoom.level, *geo::projectionOf(rest.plane), kAnySidePx);
  return rest;
}

bool atRest(const View& view) {
  return view.plane.flat() ||
         (!view.plane.mixed() && view.centre == geo::tallMercator().project(view.plane.origin));
}

ProjectionChoice kindOf(const View& view) {
  return view.plane.choice();
}

double originDistance(const View& view) {
  if (view.plane.flat()) return 0;
  return geo::distanceMetres(view.plane.origin, placeOf(view)) / 6371008.8 * kDegrees;
}

Camera::Camera(const View& view, double width, double height)
    : projection_(geo::projectionOf(view.plane)),
      view_(view),
      width_(std::max(1.0, width)),
      height_(std::max(1.0, height)) {
  *this = withView(view);
}

Camera::Camera(const geo::Projection&, const View& view, double width, double height)
    : Camera(View{view.centre, view.zoom}, width, height) {}

ScreenPoint Camera::toScreen(WorldPoint p) const {
  const double size = geo::worldSizePx(view_.zoom);
  return {(p.x - view_.centre.x) * size + width_ / 2, (p.y - view_.centre.y) * size + height_ / 2};
}

ScreenPoint Camera::toScreen(LngLat p) const {
  if (view_.plane.fixed) return toScreen(view_.plane.fixed->projectNear(p, freeMiddle()));
  WorldPoint world = projection_->project(p);
  world.x += copyOf(p);
  return toScreen(world);
}

double Camera::copyOf(LngLat p) const {
  if (!projection_->repeatsEastWest()) return 0;
  return std::round(freeMiddle().x - projection_->project(p).x);
}

WorldPoint Camera::freeMiddle() const {
  return toWorld({width_ / 2 + covered_ / 2, height_ / 2});
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

bool Camera::onEarth(ScreenPoint p) const {
  return projection_->onEarth(toWorld(p));
}

Camera Camera::resized(double width, double height) const {
  return {view_, width, height};
}

Camera Camera::beside(double coveredPx) const {
  Camera camera = *this;
  camera.covered_ = std::clamp(coveredPx, 0.0, width_);
  return camera;
}

Camera Camera::withView(View view) const {
  Camera camera = *this;
  if (view.plane != view_.plane) camera.projection_ = geo::projectionOf(view.plane);
  const std::optional<geo::Disc> disc = camera.projection_->disc();
  if (!std::isfinite(view.zoom.level)) view.zoom = view_.zoom;
  view.zoom.level = clampedZoom(view.zoom.level, *camera.projection_, std::min(width_, height_));
  if (!std::isfinite(view.centre.x) || !std::isfinite(view.centre.y))
    view.centre = disc ? disc->centre : WorldPoint{0.5, 0.5};
  if (disc) {
    const double dx = view.centre.x - disc->centre.x, dy = view.centre.y - disc->centre.y;
    const double most = kFarthestCentre * disc->radius, away = std::hypot(dx, dy);
    if (away > most) view.centre = {disc->centre.x + dx * most / away, disc->centre.y + dy * most / away};
  } else if (const std::optional<geo::WorldBox> bounds = camera.projection_->bounds()) {
    view.centre.x = std::clamp(view.centre.x, bounds->minX, bounds->maxX);
    view.centre.y = std::clamp(view.centre.y, bounds->minY, bounds->maxY);
  } else {
    view.centre.x -= std::floor(view.centre.x);
    const double half = height_ / 2 / geo::worldSizePx(view.zoom);
    view.centre.y = half >= 0.5 ? 0.5 : std::clamp(view.centre.y, half, 1 - half);
  }
  camera.view_ = view;
  return camera;
}

Camera::Range Camera::webZooms() const {
  constexpr double kFar = 100;
  const auto at = [this](double level) { return webZoom(withView(withWebZoom(view_, Zoom{level})).view_); };
  return {at(-kFar), at(kFar)};
}

Camera Camera::panned(double dx, double dy) const {
  const double size = geo::worldSizePx(view_.zoom);
  return withView({{view_.centre.x - dx / size, view_.centre.y - dy / size}, view_.zoom, view_.plane});
}

Camera Camera::turned(double dx, double dy) const {
  if (view_.plane.flat()) return panned(dx, dy);
  // Near a pole the meridians run together: there a hand would spin the globe.
  constexpr double kLeastCosine = 0.25;
  const double radius = geo::worldSizePx(view_.zoom) * 6371008.8 / projection_->metresPerUnit({});
  const LngLat before = placeOf(view_);
  const double across = std::max(kLeastCosine, std::cos(before.lat / kDegrees));
  const LngLat after{before.lng - dx / radius / across * kDegrees,
                     std::clamp(before.lat + dy / radius * kDegrees, -90.0, 90.0)};
  View view = withOrigin(view_, after);
  view.centre = geo::tallMercator().project(view.plane.origin);
  return withView(view);
}

View Camera::on(const ProjectionChoice& choice) const {
  const Zoom zoom = webZoom(settled(view_));
  const LngLat place = placeOf(view_);
  const View there = withView(viewOf(choice, place, zoom)).view();
  if (choice.fixed && !holds(choice, place)) return withView(wholeOf(there.plane, width_, height_)).view();
  if (choice != ProjectionKind::mercator) return there;
  const double unit = geo::mercator().metresPerUnit(place);
  const auto at = [&](double lat) {
    const double grown = geo::mercator().metresPerUnit({place.lng, lat}) / unit;
    return viewOf(choice, {place.lng, lat}, Zoom{zoom.level + std::log2(grown)});
  };
  const auto fits = [&](double lat) {
    const View view = at(lat);
    return withView(view).view().centre.y == view.centre.y;
  };
  if (fits(place.lat)) return there;
  double inside = 0, outside = place.lat;
  constexpr int kHalvings = 40;
  for (int i = 0; i < kHalvings; ++i) {
    const double middle = (inside + outside) / 2;
    (fits(middle) ? inside : outside) = middle;
  }
  return withView(at(inside)).view();
}

Camera Camera::zoomedAt(ScreenPoint anchor, double levels) const {
  const WorldPoint fixed = toWorld(anchor);
  const Zoom zoom{clampedZoom(view_.zoom.level + levels, *projection_, std::min(width_, height_))};
  const double size = geo::worldSizePx(zoom);
  return withView({{fixed.x - (anchor.x - width_ / 2) / size, fixed.y - (anchor.y - height_ / 2) / size},
                   zoom,
                   view_.plane});
}

View Camera::fitting(const LngLatBox& box, double paddingPx, Zoom nearest) const {
  if (box.empty()) return view_;
  const double room = std::max(1.0, width_ - 2 * paddingPx);
  const double tall = std::max(1.0, height_ - 2 * paddingPx);
  if (view_.plane.fixed) return fittingFixed(box, {room, tall}, nearest);
  const ProjectionChoice kind = kindOf(view_);
  View view = viewOf(kind, box.centre(), nearest);
  geo::WorldBox bounds;
  // Where the middle of the box lies depends on the plane, and the plane is laid around that middle.
  constexpr int kRounds = 4;
  for (int round = 0; round < kRounds; ++round) {
    const auto projection = geo::projectionOf(view.plane);
    bounds = projectedBounds(*projection, box);
    view.centre = bounds.centre();
    if (round + 1 < kRounds) view = viewOf(kind, projection->unproject(view.centre), nearest);
  }
  // A box without extent divides by zero: infinity, which `nearest` bounds.
  const double size = std::min(room / bounds.width(), tall / bounds.height());
  view.zoom.level = std::min(std::log2(size / geo::worldSizePx(Zoom{0})), nearest.level);
  return withView(settled(view)).view();
}

namespace {

/// A box of which hardly less is to be seen than of all that a plane shows, in levels of zoom: what is left
/// out would only look cut off.
constexpr double kNearlyWhole = 0.4;

/// The grid of places at which a box is asked.
std::vector<LngLat> placesIn(const LngLatBox& box) {
  std::vector<LngLat> places;
  for (int i = 0; i <= kEdgeSamples; ++i)
    for (int j = 0; j <= kEdgeSamples; ++j)
      places.push_back({std::lerp(box.minX, box.maxX, static_cast<double>(i) / kEdgeSamples),
                        std::lerp(box.minY, box.maxY, static_cast<double>(j) / kEdgeSamples)});
  return places;
}

/// What the plane shows of the box, inside as well: its edges may lie beyond. Where it is torn within the box
/// each side is asked up to its edge.
geo::WorldBox shownBounds(const geo::FixedPlane& plane, const LngLatBox& box) {
  geo::WorldBox bounds;
  for (const double turns : {-2.0, -1.0, 0.0, 1.0, 2.0}) {
    for (const LngLatBox& piece : plane.domain().pieces) {
      const LngLatBox part{std::max(box.minX + 360 * turns, piece.minX), std::max(box.minY, piece.minY),
                           std::min(box.maxX + 360 * turns, piece.maxX), std::min(box.maxY, piece.maxY)};
      // No more than an edge is shared with what lies on its other side.
      if (part.empty() || (part.width() == 0 && box.width() > 0)) continue;
      for (const LngLat p : placesIn(part))
        if (const auto at = plane.shownIn(piece, p)) bounds.add(*at);
    }
    // A place at a tear lies on each side of it; one is enough.
    if (box.width() == 0 && !bounds.empty()) break;
  }
  return bounds;
}

}  // namespace

View Camera::fittingFixed(const LngLatBox& box, const ScreenPoint& room, Zoom nearest) const {
  const View whole = withView(wholeOf(view_.plane, room.x, room.y)).view();
  if (isWholeWorld(box)) return whole;
  const geo::WorldBox bounds = shownBounds(*view_.plane.fixed, box);
  if (bounds.empty()) return whole;
  View view = centredOn(bounds, view_.plane, room.x, room.y);
  if (view.zoom.level - whole.zoom.level < kNearlyWhole) return whole;
  view.zoom.level = std::min(view.zoom.level, withWebZoom(view, nearest).zoom.level);
  return withView(view).view();
}

View Camera::fittingSystem(double paddingPx) const {
  if (!view_.plane.fixed) return view_;
  return fitting(view_.plane.fixed->crs().area.value_or(kWorld), paddingPx, kMaxZoom);
}

}  // namespace dateline::map
