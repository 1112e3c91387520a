#include <algorithm>
#include <cmath>
#include <optional>
#include <vector>

#include "render/overlay.h"

namespace dateline::render {
namespace {

using map::ScreenBox;
using map::ScreenPoint;
using map::Vec2f;

constexpr float kArrowPx = 9;

/// The part of a segment inside the box, as fractions of it (Liang-Barsky).
std::optional<std::pair<double, double>> inside(ScreenPoint a, ScreenPoint b, const ScreenBox& box) {
  double enter = 0;
  double leave = 1;
  const double dx = b.x - a.x;
  const double dy = b.y - a.y;
  const double steps[4][2] = {
      {-dx, a.x - box.minX}, {dx, box.maxX - a.x}, {-dy, a.y - box.minY}, {dy, box.maxY - a.y}};
  for (const auto& [towards, room] : steps) {
    if (towards == 0 && room < 0) return std::nullopt;
    if (towards < 0) enter = std::max(enter, room / towards);
    if (towards > 0) leave = std::min(leave, room / towards);
  }
  if (enter > leave) return std::nullopt;
  return std::pair{enter, leave};
}

/// Collects what is near the screen of a path that may be millions of pixels long, and strokes it in runs
/// whose dots stay where the whole path would have them.
class RouteStroker {
 public:
  RouteStroker(StrokeMesh& mesh, const map::SceneRoute& route, float scale, const ScreenBox& visible)
      : mesh_(mesh), scale_(scale), visible_(visible) {
    style_.widthPx = route.widthPx * scale;
    style_.colour = route.colour;
    if (route.dotSpacingPx > route.widthPx) {
      style_.dashPx = style_.widthPx;
      style_.gapPx = (route.dotSpacingPx - route.widthPx) * scale;
    }
  }

  void run(std::span<const ScreenPoint> path) {
    for (std::size_t i = 0; i + 1 < path.size(); ++i) {
      const double length = std::hypot(path[i + 1].x - path[i].x, path[i + 1].y - path[i].y);
      add(path[i], path[i + 1], length);
      distance_ += length;
    }
    flush();
  }

 private:
  void add(ScreenPoint a, ScreenPoint b, double length) {
    const auto part = inside(a, b, visible_);
    if (!part || length == 0) {
      if (length > 0) flush();
      return;
    }
    const auto [enter, leave] = *part;
    if (enter > 0) flush();
    if (run_.empty()) {
      start_ = distance_ + enter * length;
      push(a, b, enter);
    }
    push(a, b, leave);
    if (leave < 1) flush();
  }

  void push(ScreenPoint a, ScreenPoint b, double at) {
    run_.push_back({static_cast<float>((a.x + (b.x - a.x) * at) * scale_),
                    static_cast<float>((a.y + (b.y - a.y) * at) * scale_)});
  }

  void flush() {
    if (run_.size() >= 2) {
      const double period = style_.dashPx + style_.gapPx;
      style_.dashOffsetPx = period > 0 ? static_cast<float>(std::fmod(start_ * scale_, period)) : 0;
      appendStroke(mesh_, run_, false, style_);
    }
    run_.clear();
  }

  StrokeMesh& mesh_;
  StrokeStyle style_;
  double scale_;
  ScreenBox visible_;
  std::vector<Vec2f> run_;
  double distance_ = 0;
  double start_ = 0;
};

}  // namespace

void appendRoute(Overlay& overlay, const map::SceneRoute& route, const map::Scene& scene) {
  const double margin = 20.0 + route.widthPx + route.dotSpacingPx;
  const ScreenBox visible{-margin, -margin, scene.width + margin, scene.height + margin};
  RouteStroker(overlay.strokes(), route, scene.scale, visible).run(route.points);
  for (const map::SceneRoute::Arrow& arrow : route.arrows) {
    const Vec2f at{static_cast<float>(arrow.at.x * scene.scale),
                   static_cast<float>(arrow.at.y * scene.scale)};
    appendArrow(overlay.shapes(), at, kArrowPx * scene.scale, static_cast<float>(arrow.angle), route.colour);
  }
}

}  // namespace dateline::render
