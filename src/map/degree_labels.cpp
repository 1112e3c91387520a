#include "map/degree_labels.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>

#include "map/label_placer.h"

namespace dateline::map {
namespace {

constexpr float kDegreesPx = 10;
constexpr double kInsetPx = 10;      // of the middle of what stands at the top or foot, from the edge
constexpr double kSideInsetPx = 5;   // of what stands at a side
constexpr double kApartPx = 6;       // between two of them
constexpr double kBesideEndPx = 4;   // from the end of a line
constexpr double kCrowdedPx = 44;    // ends nearer to each other have no room for their degrees
constexpr double kLeastMapPx = 200;  // a smaller one has no scale bar either
constexpr double kClosedPx = 1;

using Points = std::vector<ScreenPoint>;
enum class Side : std::uint8_t { top, bottom, left, right };

double distancePx(ScreenPoint a, ScreenPoint b) {
  return std::hypot(a.x - b.x, a.y - b.y);
}

/// Where a line crosses one that runs across the screen (`y`) or, of a side, down it (`x`).
std::optional<ScreenPoint> crossing(const Points& points, bool upright, double at) {
  const auto along = [upright](ScreenPoint p) { return upright ? p.x : p.y; };
  for (std::size_t i = 1; i < points.size(); ++i) {
    const ScreenPoint a = points[i - 1], b = points[i];
    if ((along(a) < at) == (along(b) < at)) continue;
    const double t = (at - along(a)) / (along(b) - along(a));
    return ScreenPoint{std::lerp(a.x, b.x, t), std::lerp(a.y, b.y, t)};
  }
  return std::nullopt;
}

class DegreeWriter {
 public:
  DegreeWriter(std::span<const GraticuleLine> lines, const Camera& camera, text::Typesetter& typesetter,
               std::vector<ScreenBox> taken)
      : lines_(lines), camera_(camera), typesetter_(typesetter), taken_(std::move(taken)) {}

  struct Written {
    text::LayoutPtr layout;
    ScreenBox box;
  };

  std::vector<Written> write() {
    const bool crowded = endsAreCrowded();
    for (const bool meridians : {true, false}) {
      std::vector<double> done;  // a line in parts, as where a plane is torn, is written once
      for (const GraticuleLine* line : fromTheWest(meridians))
        if (std::ranges::find(done, line->degrees) == done.end() && write(*line, crowded))
          done.push_back(line->degrees);
    }
    return std::move(written_);
  }

 private:
  [[nodiscard]] std::vector<const GraticuleLine*> fromTheWest(bool meridians) const {
    std::vector<const GraticuleLine*> lines;
    for (const GraticuleLine& line : lines_)
      if (line.meridian == meridians) lines.push_back(&line);
    std::ranges::stable_sort(lines, {}, [](const GraticuleLine* line) {
      return std::min(line->line.points.front().x, line->line.points.back().x);
    });
    return lines;
  }

  /// False where there is no room for it.
  bool write(const GraticuleLine& line, bool crowded) {
    const text::LayoutPtr layout = typesetter_.layout(writtenDegrees(line), {.sizePx = kDegreesPx});
    static constexpr std::array kOfMeridians{Side::top, Side::bottom, Side::left, Side::right};
    static constexpr std::array kOfParallels{Side::left, Side::right, Side::top, Side::bottom};
    bool leaves = false;
    for (const Side side : line.meridian ? kOfMeridians : kOfParallels) {
      const auto at = crossingAt(line.line.points, side, *layout);
      leaves |= at.has_value();
      if (at && add(layout, inkBox(*layout, *at, Attach::centre))) return true;
    }
    if (leaves) return false;
    if (!line.meridian) return besideEnd(line, layout);
    return crowded ? onTheEquator(line, layout) : aboveEnd(line, layout);
  }

  /// Where the middle of what stands at a side of the map lies on the line.
  [[nodiscard]] std::optional<ScreenPoint> crossingAt(const Points& points, Side side,
                                                      const text::Layout& layout) const {
    const double aside = kSideInsetPx + layout.width() / 2.0;
    switch (side) {
      case Side::top:
        return crossing(points, false, kInsetPx);
      case Side::bottom:
        return crossing(points, false, camera_.height() - kInsetPx);
      case Side::left:
        return crossing(points, true, aside);
      case Side::right:
        return crossing(points, true, camera_.width() - aside);
    }
    return std::nullopt;
  }

  [[nodiscard]] static ScreenPoint upperEnd(const Points& points) {
    return points.front().y < points.back().y ? points.front() : points.back();
  }

  /// True where meridians that end within the map run together there.
  [[nodiscard]] bool endsAreCrowded() const {
    constexpr double kParallel = 0.9;  // of their distance on the equator, where they run side by side
    std::vector<const GraticuleLine*> ending;
    for (const GraticuleLine& line : lines_)
      if (const ScreenPoint end = upperEnd(line.line.points);
          line.meridian && end.x > 0 && end.y > kInsetPx && end.x < camera_.width())
        ending.push_back(&line);
    for (std::size_t i = 1; i < ending.size(); ++i) {
      const GraticuleLine &a = *ending[i - 1], &b = *ending[i];
      const double apart = distancePx(upperEnd(a.line.points), upperEnd(b.line.points));
      if (apart < kCrowdedPx && apart < kParallel * distancePx(onEquator(a), onEquator(b))) return true;
    }
    return false;
  }

  [[nodiscard]] ScreenPoint onEquator(const GraticuleLine& line) const {
    return camera_.toScreen(camera_.projection().project(LngLat{line.degrees, 0}));
  }

  bool aboveEnd(const GraticuleLine& line, const text::LayoutPtr& layout) {
    const ScreenPoint end = upperEnd(line.line.points);
    return add(layout, inkBox(*layout, {end.x, end.y - kBesideEndPx}, Attach::above));
  }

  bool besideEnd(const GraticuleLine& line, const text::LayoutPtr& layout) {
    const Points& points = line.line.points;
    if (distancePx(points.front(), points.back()) < kClosedPx) return onCircle(points, layout);
    const bool forward = points.front().x < points.back().x;
    const ScreenPoint west = forward ? points.front() : points.back(),
                      east = forward ? points.back() : points.front();
    return add(layout, inkBox(*layout, {west.x - kBesideEndPx, west.y}, Attach::right)) ||
           add(layout, inkBox(*layout, {east.x + kBesideEndPx, east.y}, Attach::left));
  }

  /// Around a pole: below or above it.
  bool onCircle(const Points& points, const text::LayoutPtr& layout) {
    const auto [top, foot] = std::ranges::minmax_element(points, {}, &ScreenPoint::y);
    return add(layout, inkBox(*layout, *foot, Attach::centre)) ||
           add(layout, inkBox(*layout, *top, Attach::centre));
  }

  bool onTheEquator(const GraticuleLine& line, const text::LayoutPtr& layout) {
    return camera_.shows({line.degrees, 0}) && add(layout, inkBox(*layout, onEquator(line), Attach::centre));
  }

  /// False where there is no room for it.
  bool add(const text::LayoutPtr& layout, const ScreenBox& box) {
    const ScreenBox around{box.minX - kApartPx, box.minY - kApartPx / 2, box.maxX + kApartPx,
                           box.maxY + kApartPx / 2};
    const bool inside =
        box.minX >= 2 && box.minY >= 2 && box.maxX <= camera_.width() - 2 && box.maxY <= camera_.height() - 2;
    if (!inside || std::ranges::any_of(taken_, [&](const ScreenBox& one) { return one.intersects(around); }))
      return false;
    taken_.push_back(box);
    written_.push_back({layout, box});
    return true;
  }

  std::span<const GraticuleLine> lines_;
  const Camera& camera_;
  text::Typesetter& typesetter_;
  std::vector<ScreenBox> taken_;
  std::vector<Written> written_;
};

}  // namespace

std::string writtenDegrees(const GraticuleLine& line) {
  const double degrees = line.meridian ? std::remainder(line.degrees, 360) : line.degrees;
  const double size = std::round(std::abs(degrees) * 1e6) / 1e6;
  const std::string text = fmt::format("{:.8g}°", size);
  if (size == 0 || (line.meridian && size == 180)) return text;
  const char* const direction = line.meridian ? (degrees < 0 ? "W" : "E") : (degrees < 0 ? "S" : "N");
  return text + " " + direction;
}

std::vector<ScreenBox> addDegrees(std::span<const GraticuleLine> lines, const Camera& camera,
                                  text::Typesetter& typesetter, std::vector<ScreenBox> taken,
                                  const Palette& colours, Scene& scene) {
  std::vector<ScreenBox> boxes;
  if (lines.empty() || camera.width() < kLeastMapPx || camera.height() < kLeastMapPx) return boxes;
  for (const auto& [layout, box] : DegreeWriter(lines, camera, typesetter, std::move(taken)).write()) {
    scene.furnitureLabels.push_back(
        {layout, originFor(*layout, box), mixed(colours.muted, colours.ink, 0.2), colours.halo, 2});
    boxes.push_back(box);
  }
  return boxes;
}

}  // namespace dateline::map
