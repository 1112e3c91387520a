#include "map/sphere_line.h"

#include <algorithm>
#include <cmath>

#include "geo/algorithms.h"
#include "geo/fixed_plane.h"

namespace dateline::map {
namespace {

constexpr double kTolerancePx = 0.05;
constexpr int kDeepest = 14;
constexpr int kHorizonSteps = 24;
constexpr double kLineMarginPx = 40;
constexpr double kTornPx = 4;

using Line = std::vector<ScreenPoint>;

/// Between its points.
enum class LineShape : std::uint8_t { greatCircle, straight };

class SphereLine {
 public:
  /// `shift` to a copy of the world, where it repeats; `piece` of a fixed plane, in which the line lies.
  SphereLine(const Camera& camera, LineShape shape, double shift, const geo::LngLatBox* piece = nullptr)
      : camera_(camera),
        shape_(shape),
        shift_(shift),
        piece_(piece),
        region_{-kLineMarginPx, -kLineMarginPx, camera.width() + kLineMarginPx,
                camera.height() + kLineMarginPx} {}

  std::vector<Line> run(std::span<const LngLat> points) {
    for (std::size_t i = 0; i + 1 < points.size(); ++i) {
      const bool from = shows(points[i]), to = shows(points[i + 1]);
      if (from && to) {
        add(points[i], points[i + 1]);
      } else if (from != to) {
        const LngLat edge = horizonBetween(points[i], points[i + 1], from);
        if (to) finish();
        from ? add(points[i], edge) : add(edge, points[i + 1]);
        if (from) finish();
      } else {
        finish();
      }
    }
    finish();
    return std::move(lines_);
  }

 private:
  [[nodiscard]] bool shows(LngLat p) const {
    if (piece_ != nullptr) return camera_.view().plane.fixed->shownIn(*piece_, p).has_value();
    return camera_.shows(p) && holds(camera_.view().plane.choice(), p);
  }
  [[nodiscard]] ScreenPoint place(LngLat p) const {
    if (piece_ != nullptr)
      if (const auto at = camera_.view().plane.fixed->forwardIn(*piece_, p)) return camera_.toScreen(*at);
    if (!camera_.projection().repeatsEastWest()) return camera_.toScreen(p);
    WorldPoint world = camera_.projection().project(p);
    world.x += shift_;
    return camera_.toScreen(world);
  }

  [[nodiscard]] LngLat between(LngLat a, LngLat b, double share) const {
    const LngLat straight{std::lerp(a.lng, b.lng, share), std::lerp(a.lat, b.lat, share)};
    if (shape_ == LineShape::straight) return straight;
    LngLat on = geo::alongGreatCircle(a, b, share);
    on.lng += std::round((straight.lng - on.lng) / 360) * 360;
    return on;
  }

  /// The last place of the segment that is seen, or the first.
  [[nodiscard]] LngLat horizonBetween(LngLat a, LngLat b, bool fromSeen) const {
    double low = 0, high = 1;
    for (int i = 0; i < kHorizonSteps; ++i) {
      const double middle = (low + high) / 2;
      (shows(between(a, b, middle)) == fromSeen ? low : high) = middle;
    }
    return between(a, b, fromSeen ? low : high);
  }

  void add(LngLat a, LngLat b) {
    const ScreenPoint from = place(a), to = place(b);
    if (line_.empty()) line_.push_back(from);
    bend(a, from, b, to, 0);
    line_.push_back(to);
  }

  void bend(LngLat a, ScreenPoint from, LngLat b, ScreenPoint to, int depth) {
    ScreenBox box;
    box.add(from);
    box.add(to);
    const double reach = std::max(box.width(), box.height());
    box = {box.minX - reach, box.minY - reach, box.maxX + reach, box.maxY + reach};
    // Where a fixed plane is torn its two sides stay as far apart however near one looks.
    if (depth == kDeepest && piece_ != nullptr && reach > kTornPx) return finish();
    if (depth == kDeepest || reach < 1 || !box.intersects(region_)) return;
    const LngLat middle = between(a, b, 0.5);
    const ScreenPoint at = place(middle);
    const double off = std::hypot(at.x - (from.x + to.x) / 2, at.y - (from.y + to.y) / 2);
    if (off < kTolerancePx) return;
    bend(a, from, middle, at, depth + 1);
    line_.push_back(at);
    bend(middle, at, b, to, depth + 1);
  }

  void finish() {
    ScreenBox bounds;
    for (const ScreenPoint& p : line_) bounds.add(p);
    if (line_.size() >= 2 && bounds.intersects({0, 0, camera_.width(), camera_.height()}))
      lines_.push_back(std::move(line_));
    line_.clear();
  }

  const Camera& camera_;
  LineShape shape_;
  double shift_;
  const geo::LngLatBox* piece_;
  geo::ScreenBox region_;
  Line line_;
  std::vector<Line> lines_;
};

}  // namespace

namespace {

/// Lines that go on where another ends are one, so that dots run on and arrows stand in the middle.
void join(std::vector<Line>& lines) {
  constexpr double kSamePx = 0.05;
  const auto meet = [](const ScreenPoint& a, const ScreenPoint& b) {
    return std::hypot(a.x - b.x, a.y - b.y) < kSamePx;
  };
  for (std::size_t i = 0; i < lines.size(); ++i)
    for (std::size_t j = 0; j < lines.size(); ++j) {
      if (i == j || !meet(lines[i].back(), lines[j].front())) continue;
      lines[i].insert(lines[i].end(), lines[j].begin() + 1, lines[j].end());
      lines.erase(lines.begin() + static_cast<std::ptrdiff_t>(j));
      if (j < i) --i;
      j = lines.size();
      --i;  // once more: it may go on
    }
}

/// Cut where a fixed plane is torn.
std::vector<Line> linesOnPieces(std::span<const LngLat> line, const Camera& camera, LineShape shape) {
  constexpr int kMostTurns = 2;
  std::vector<Line> lines;
  for (const geo::LngLatBox& piece : camera.view().plane.fixed->domain().pieces)
    for (int turns = -kMostTurns; turns <= kMostTurns; ++turns) {
      std::vector<WorldPoint> turned;
      for (const LngLat& p : line) turned.push_back({p.lng - 360.0 * turns, p.lat});
      for (const auto& part : geo::clipLine(turned, {piece.minX, piece.minY, piece.maxX, piece.maxY})) {
        std::vector<LngLat> places;
        for (const WorldPoint& p : part) places.push_back({p.x, p.y});
        for (Line& found : SphereLine(camera, shape, 0, &piece).run(places))
          lines.push_back(std::move(found));
      }
    }
  join(lines);
  return lines;
}

}  // namespace

std::vector<Line> straightLinesOnScreen(std::span<const LngLat> line, const Camera& camera) {
  if (line.size() < 2) return {};
  if (camera.view().plane.fixed) return linesOnPieces(line, camera, LineShape::straight);
  return SphereLine(camera, LineShape::straight, 0).run(line);
}

std::vector<Line> linesOnScreen(std::span<const LngLat> line, const Camera& camera) {
  if (line.size() < 2) return {};
  constexpr LineShape shape = LineShape::greatCircle;
  const geo::Projection& projection = camera.projection();
  if (camera.view().plane.fixed) return linesOnPieces(line, camera, shape);
  if (!projection.repeatsEastWest()) return SphereLine(camera, shape, 0).run(line);
  const double from = camera.copyOf(line.front()), to = camera.copyOf(line.back());
  std::vector<Line> lines = SphereLine(camera, shape, from).run(line);
  if (to != from)
    for (Line& other : SphereLine(camera, shape, to).run(line)) lines.push_back(std::move(other));
  return lines;
}

}  // namespace dateline::map
