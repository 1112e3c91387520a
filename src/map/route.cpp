#include "map/route.h"

#include <algorithm>
#include <cmath>

namespace dateline::map {
namespace {

constexpr double kSamePlaceMetres = 3000;
constexpr double kArrowFromPx = 60;  // shorter legs have no room for one

std::vector<LngLat> stopsInTime(const std::vector<Pin>& pins) {
  std::vector<const Pin*> timed;
  for (const Pin& pin : pins) {
    if (pin.order) timed.push_back(&pin);
  }
  std::stable_sort(timed.begin(), timed.end(), [](const Pin* a, const Pin* b) {
    return *a->order != *b->order ? *a->order < *b->order : a->number < b->number;
  });
  std::vector<LngLat> stops;
  for (const Pin* pin : timed) {
    if (stops.empty() || geo::distanceMetres(stops.back(), pin->at) > kSamePlaceMetres)
      stops.push_back(pin->at);
  }
  return stops;
}

double lengthOf(const std::vector<ScreenPoint>& points) {
  double length = 0;
  for (std::size_t i = 1; i < points.size(); ++i)
    length += std::hypot(points[i].x - points[i - 1].x, points[i].y - points[i - 1].y);
  return length;
}

SceneRoute::Arrow arrowAt(const std::vector<ScreenPoint>& points, double along) {
  for (std::size_t i = 1; i < points.size(); ++i) {
    const ScreenPoint a = points[i - 1], b = points[i];
    const double length = std::hypot(b.x - a.x, b.y - a.y);
    if (length >= along && length > 0) {
      const double t = along / length;
      return {{std::lerp(a.x, b.x, t), std::lerp(a.y, b.y, t)}, std::atan2(b.y - a.y, b.x - a.x)};
    }
    along -= length;
  }
  return {points.back(), 0};
}

}  // namespace

void RouteMaker::update(const std::vector<LngLat>& stops) {
  if (stops == stops_) return;
  stops_ = stops;
  legs_.clear();
  for (std::size_t i = 1; i < stops.size(); ++i) {
    Leg leg;
    for (const LngLat p : geo::greatCircle(stops[i - 1], stops[i])) leg.push_back(projection_->project(p));
    legs_.push_back(std::move(leg));
  }
}

void RouteMaker::addLeg(const Leg& leg, double shift, const Camera& camera, Colour colour,
                        std::vector<SceneRoute>& out) const {
  SceneRoute route;
  route.colour = colour;
  ScreenBox bounds;
  for (const WorldPoint& p : leg) {
    route.points.push_back(camera.toScreen(WorldPoint{p.x + shift, p.y}));
    bounds.add(route.points.back());
  }
  if (!bounds.intersects({0, 0, camera.width(), camera.height()})) return;
  const double length = lengthOf(route.points);
  if (length > kArrowFromPx) route.arrows.push_back(arrowAt(route.points, length / 2));
  out.push_back(std::move(route));
}

std::vector<SceneRoute> RouteMaker::routes(const MapModel& model, const Camera& camera) {
  std::vector<SceneRoute> result;
  if (!model.look.route || !model.look.pins) return result;
  update(stopsInTime(model.pins));
  const Colour colour = palette(model.look.theme).meeting;
  // Pins stand on the copy of the world nearest to the middle. A leg that leaves that copy is drawn twice:
  // from its first pin, and to its last.
  const auto toCopy = [&](const WorldPoint& p) {
    return projection_->repeatsEastWest() ? std::round(camera.view().centre.x - p.x) : 0.0;
  };
  for (const Leg& leg : legs_) {
    const double from = toCopy(leg.front()), to = toCopy(leg.back());
    addLeg(leg, from, camera, colour, result);
    if (to != from) addLeg(leg, to, camera, colour, result);
  }
  return result;
}

}  // namespace dateline::map
