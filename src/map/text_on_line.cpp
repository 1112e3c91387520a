#include "map/text_on_line.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <optional>

namespace dateline::map {
namespace {

constexpr double kStepShare = 0.35;  // of the line's height: between the points of the smoothed line
// How often each point is taken to the middle of itself and its neighbours: as little as the letters allow.
constexpr std::array kSmoothings{3, 10, 36};
constexpr double kMostLetterTurn = 0.34;  // radians between two letters, 19 degrees
constexpr double kLeastLetterGap = 0.83,
                 kMostLetterGap = 1.22;  // of how far apart two letters are on a straight line
constexpr double kMostWholeTurn = 1.75;  // between any two, 100 degrees
constexpr double kEndShare = 0.6;        // of the line's height: line that goes on beyond the name

using Points = std::vector<ScreenPoint>;

double lengthOf(std::span<const ScreenPoint> line) {
  double length = 0;
  for (std::size_t i = 1; i < line.size(); ++i)
    length += std::hypot(line[i].x - line[i - 1].x, line[i].y - line[i - 1].y);
  return length;
}

/// Points `step` apart, and the line's two ends.
Points resampled(std::span<const ScreenPoint> line, double step) {
  Points result{line.front()};
  double left = step;
  for (std::size_t i = 1; i < line.size(); ++i) {
    ScreenPoint from = line[i - 1];
    double length = std::hypot(line[i].x - from.x, line[i].y - from.y);
    while (length >= left && length > 0) {
      const double part = left / length;
      from = {std::lerp(from.x, line[i].x, part), std::lerp(from.y, line[i].y, part)};
      result.push_back(from);
      length -= left;
      left = step;
    }
    left -= length;
  }
  result.push_back(line.back());
  return result;
}

void smooth(Points& line, int passes) {
  for (int pass = 0; pass < passes; ++pass) {
    ScreenPoint before = line.front();
    for (std::size_t i = 1; i + 1 < line.size(); ++i) {
      const ScreenPoint here = line[i];
      line[i] = {(before.x + 2 * here.x + line[i + 1].x) / 4, (before.y + 2 * here.y + line[i + 1].y) / 4};
      before = here;
    }
  }
}

/// A line by the distance along it.
class Path {
 public:
  explicit Path(Points points) : points_(std::move(points)), along_(points_.size()) {
    for (std::size_t i = 1; i < points_.size(); ++i)
      along_[i] =
          along_[i - 1] + std::hypot(points_[i].x - points_[i - 1].x, points_[i].y - points_[i - 1].y);
  }
  [[nodiscard]] double length() const { return along_.back(); }
  [[nodiscard]] ScreenPoint at(double distance) const {
    const auto after = std::upper_bound(along_.begin() + 1, along_.end() - 1, distance);
    const auto i = static_cast<std::size_t>(after - along_.begin());
    const double span = along_[i] - along_[i - 1];
    const double part = span > 0 ? (distance - along_[i - 1]) / span : 0;
    return {std::lerp(points_[i - 1].x, points_[i].x, part), std::lerp(points_[i - 1].y, points_[i].y, part)};
  }
  /// Of the chord `reach` to both sides.
  [[nodiscard]] double angleAt(double distance, double reach) const {
    const ScreenPoint a = at(std::max(0.0, distance - reach)), b = at(std::min(length(), distance + reach));
    return std::atan2(b.y - a.y, b.x - a.x);
  }

 private:
  Points points_;
  std::vector<double> along_;
};

double turnBetween(double a, double b) {
  return std::abs(std::remainder(b - a, 2 * std::numbers::pi));
}

/// Glyphs that stand together: of one cluster, or all of a name whose letters are joined.
struct Cluster {
  std::size_t first = 0, last = 0;  ///< one past
  double left = 0, right = 0;       ///< px from the line's left
};

std::vector<Cluster> clustersOf(const text::Layout& layout, bool joined) {
  const text::Line& line = layout.lines().front();
  const auto glyphs = layout.glyphs();
  if (joined) return {{0, glyphs.size(), 0, line.right - line.left}};
  std::vector<Cluster> clusters;
  for (std::size_t i = 0; i < glyphs.size(); ++i) {
    if (!clusters.empty() && glyphs[i].byte == glyphs[i - 1].byte) {
      clusters.back().last = i + 1;
      continue;
    }
    if (!clusters.empty()) clusters.back().right = glyphs[i].x - line.left;
    clusters.push_back({i, i + 1, glyphs[i].x - line.left, line.right - line.left});
  }
  return clusters;
}

/// The box of a turned rectangle around a point.
ScreenBox turnedBox(ScreenPoint at, double width, double height, double angle) {
  const double c = std::abs(std::cos(angle)), s = std::abs(std::sin(angle));
  const double x = (width * c + height * s) / 2, y = (width * s + height * c) / 2;
  return {at.x - x, at.y - y, at.x + x, at.y + y};
}

class Setter {
 public:
  Setter(const text::Layout& layout, const Path& path, const TextOnLineOptions& options)
      : layout_(layout), path_(path), options_(options), line_(layout.lines().front()) {
    const double ascent = line_.baseline - line_.top;
    // Above, the letters' feet rise from the line; below, their heads hang from it.
    rise_ = options.below ? -options.risePx - 0.72 * ascent : options.risePx;
    width_ = line_.right - line_.left;
    result_.middle = path_.at(path_.length() / 2);
    result_.letters.resize(layout.glyphs().size());
  }

  TextOnLine set() {
    double lowest = 0, highest = 0, turned = 0;
    std::optional<Placed> before;
    for (const Cluster& cluster : clustersOf(layout_, options_.joined)) {
      const Placed now = place(cluster);
      if (before) {
        const double turn = std::remainder(now.angle - before->angle, 2 * std::numbers::pi);
        if (std::abs(turn) > kMostLetterTurn || crowded(*before, now)) return {};
        turned += turn;
        lowest = std::min(lowest, turned), highest = std::max(highest, turned);
      }
      before = now;
    }
    if (highest - lowest > kMostWholeTurn) return {};
    return std::move(result_);
  }

 private:
  struct Placed {
    double along = 0;  ///< its middle on the line, px
    double angle = 0;
    ScreenPoint body;  ///< the middle of its small letters
  };
  /// On the inner side of a bend letters come closer, on the outer they part.
  static bool crowded(const Placed& a, const Placed& b) {
    const double share = std::hypot(b.body.x - a.body.x, b.body.y - a.body.y) / (b.along - a.along);
    return share < kLeastLetterGap || share > kMostLetterGap;
  }

  Placed place(const Cluster& cluster) {
    const double middle = (cluster.left + cluster.right) / 2;
    const double distance = path_.length() / 2 - width_ / 2 + middle;
    const double height = line_.bottom - line_.top;
    const double reach =
        options_.joined ? width_ / 2 : std::max(height * 0.5, (cluster.right - cluster.left) / 2);
    const double angle = path_.angleAt(distance, reach);
    const ScreenPoint at = path_.at(distance);
    const double c = std::cos(angle), s = std::sin(angle);
    const auto turned = [&](double x, double y) {
      return ScreenPoint{at.x + x * c - y * s, at.y + x * s + y * c};
    };
    for (std::size_t i = cluster.first; i < cluster.last; ++i) {
      const text::Glyph& glyph = layout_.glyphs()[i];
      const ScreenPoint pen = turned(glyph.x - line_.left - middle, glyph.y - line_.baseline - rise_);
      result_.letters[i] = {{pen.x - result_.middle.x, pen.y - result_.middle.y}, static_cast<float>(angle)};
    }
    addBoxes(cluster, turned, angle);
    return {middle, angle, turned(0, -rise_ - (line_.baseline - line_.top) * 0.3)};
  }

  /// A wide cluster is covered by several boxes: one around all of it, turned, would be mostly empty.
  template <typename Turned>
  void addBoxes(const Cluster& cluster, const Turned& turned, double angle) {
    const double height = (line_.baseline - line_.top) * 1.15, wide = cluster.right - cluster.left;
    const int parts = std::max(1, static_cast<int>(std::ceil(wide / (1.5 * height))));
    for (int i = 0; i < parts; ++i) {
      const double x = wide * ((i + 0.5) / parts - 0.5);
      const ScreenPoint middle = turned(x, -rise_ - (line_.baseline - line_.top) * 0.36);
      result_.boxes.push_back(turnedBox(middle, wide / parts, height * 0.85, angle));
    }
  }

  const text::Layout& layout_;
  const Path& path_;
  const TextOnLineOptions& options_;
  const text::Line& line_;
  double rise_ = 0, width_ = 0;
  TextOnLine result_;
};

}  // namespace

TextOnLine textOnLine(const text::Layout& layout, std::span<const ScreenPoint> line,
                      const TextOnLineOptions& options) {
  if (line.size() < 2 || layout.lines().empty() || layout.glyphs().empty()) return {};
  const double height = layout.lines().front().bottom - layout.lines().front().top;
  const double width = layout.lines().front().right - layout.lines().front().left;
  if (lengthOf(line) < width + 2 * kEndShare * height) return {};
  Points points = resampled(line, kStepShare * height);
  if (points.size() < 3) return {};
  const ScreenPoint along{points.back().x - points.front().x, points.back().y - points.front().y};
  if (along.x < 0) std::reverse(points.begin(), points.end());
  int smoothed = 0;
  for (const int passes : kSmoothings) {
    smooth(points, passes - smoothed);
    smoothed = passes;
    const Path path(points);
    if (path.length() < width) break;
    const double across = turnBetween(path.angleAt(path.length() / 2, width / 2), 0);
    if (across > std::numbers::pi / 2 + 1e-9) continue;
    TextOnLine text = Setter(layout, path, options).set();
    if (!text.letters.empty()) return text;
  }
  return {};
}

}  // namespace dateline::map
