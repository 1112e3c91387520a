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
    if (stops.empty() || !isOneStop(stops.back(), pin->at)) stops.push_back(pin->at);
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

bool isOneStop(LngLat a, LngLat b) {
  return geo::distanceMetres(a, b) <= kSamePlaceMetres;
}

std::vector<LngLatBox> boxesOfRoute(const std::vector<Pin>& pins) {
  const std::vector<LngLat> stops = stopsInTime(pins);
  std::vector<LngLatBox> boxes;
  for (std::size_t i = 1; i < stops.size(); ++i) {
    LngLatBox& box = boxes.emplace_back();
    for (const LngLat p : geo::greatCircle(stops[i - 1], stops[i])) box.add(p);
  }
  return boxes;
}

void RouteMaker::update(const std::vector<LngLat>& stops) {
  if (stops == stops_) return;
  stops_ = stops;
  legs_.clear();
  for (std::size_t i = 1; i < stops.size(); ++i) {
    legs_.push_back(geo::greatCircle(stops[i - 1], stops[i]));
  }
}

std::vector<SceneRoute> RouteMaker::routes(const MapModel& model, const Camera& camera) {
  std::vector<SceneRoute> result;
  if (!model.look.route || !model.look.pins) return result;
  update(stopsInTime(model.pins));
  const Style& mapStyle = styleOf(model.look);
  const SceneRoute style{.points = {},
                         .arrows = {},
                         .colour = mapStyle.colours.route,
                         .widthPx = static_cast<float>(mapStyle.widths.route.at(camera.view().zoom)),
                         .dotSpacingPx = static_cast<float>(mapStyle.dashes.route.at(camera.view().zoom))};
  if (style.widthPx <= 0) return result;
  for (const Leg& leg : legs_) {
    for (std::vector<ScreenPoint>& line : linesOnScreen(leg, camera)) {
      SceneRoute route = style;
      route.points = std::move(line);
      const double length = lengthOf(route.points);
      if (length > kArrowFromPx) route.arrows.push_back(arrowAt(route.points, length / 2));
      result.push_back(std::move(route));
    }
  }
  return result;
}

}  // namespace dateline::map
