#include "render/stroke.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>

namespace dateline::render {
namespace {

/// Points nearer to their predecessor than this add triangles and nothing that can be seen.
constexpr float kMergePx = 0.125F;
/// The largest closed lines that are drawn as if they were filled.
constexpr float kBlotPx = 1.0F;
/// Bends that leave the straight line by less in sum are straight.
constexpr float kStraightPx = 0.05F;

Vec2f operator+(Vec2f a, Vec2f b) {
  return {a.x + b.x, a.y + b.y};
}
Vec2f operator-(Vec2f a, Vec2f b) {
  return {a.x - b.x, a.y - b.y};
}
Vec2f operator*(Vec2f a, float f) {
  return {a.x * f, a.y * f};
}
float dot(Vec2f a, Vec2f b) {
  return a.x * b.x + a.y * b.y;
}
float cross(Vec2f a, Vec2f b) {
  return a.x * b.y - a.y * b.x;
}
float length(Vec2f a) {
  return std::sqrt(dot(a, a));
}
Vec2f normal(Vec2f direction) {
  return {-direction.y, direction.x};
}

/// Drops repeated points and straight bends; never the first of a line, nor the last of an open one.
class Tidy {
 public:
  Tidy(std::span<const Vec2f> points, bool closed, std::vector<Vec2f>& out) : out_(out) {
    out_.clear();
    for (const Vec2f& p : points) add(p);
    if (!closed && out_.size() >= 2) out_.back() = points.back();
    while (closed && out_.size() > 1 && near(out_.front(), out_.back())) out_.pop_back();
  }

 private:
  static bool near(Vec2f a, Vec2f b) { return dot(a - b, a - b) < kMergePx * kMergePx; }

  void add(Vec2f p) {
    if (!out_.empty() && near(p, out_.back())) return;
    if (out_.size() >= 2) {
      // Each dropped bend turns the chord under those dropped before it by no more than its own distance from
      // the chord, so the sum bounds how far any of them is left beside the line.
      drift_ += offLine(out_[out_.size() - 2], out_.back(), p);
      if (drift_ < kStraightPx) {
        out_.back() = p;
        return;
      }
    }
    drift_ = 0;
    out_.push_back(p);
  }

  /// Distance of `middle` from the chord, or something large when it does not lie between the ends.
  static float offLine(Vec2f before, Vec2f middle, Vec2f after) {
    const Vec2f chord = after - before;
    const float squared = dot(chord, chord);
    const float along = dot(middle - before, chord);
    return along > 0 && along < squared ? std::abs(cross(chord, middle - before)) / std::sqrt(squared) : 1e9F;
  }

  std::vector<Vec2f>& out_;
  float drift_ = 0;
};

struct Blot {
  Vec2f from, to;
  float widthPx;
};

/// A closed line so small that its stroke leaves no hole: what it covers, as a stroke of one segment. Islands
/// no larger than a pixel are most of what a detailed coast consists of.
std::optional<Blot> asBlot(std::span<const Vec2f> points, float widthPx) {
  Vec2f low = points[0], high = points[0];
  const float most = std::min(kBlotPx, widthPx);
  for (const Vec2f& p : points) {
    low = {std::min(low.x, p.x), std::min(low.y, p.y)};
    high = {std::max(high.x, p.x), std::max(high.y, p.y)};
    if (high.x - low.x > most || high.y - low.y > most) return std::nullopt;
  }
  const Vec2f size = high - low, middle = (low + high) * 0.5F;
  const float across = std::min(size.x, size.y), half = (std::max(size.x, size.y) - across) / 2;
  const Vec2f along = size.x > size.y ? Vec2f{half, 0} : Vec2f{0, half};
  return Blot{middle - along, middle + along, widthPx + across};
}

/// Emits the segments of one solid polyline.
class SolidStroke {
 public:
  SolidStroke(StrokeMesh& mesh, std::span<const Vec2f> points, bool closed, const StrokeStyle& style)
      : mesh_(mesh),
        points_(points),
        closed_(closed && points.size() > 2),
        halfWidth_(style.widthPx / 2),
        reach_(halfWidth_ + 0.5F),
        colour_(style.colour) {}

  void emit() {
    if (points_.size() == 1) return dotAt(points_[0]);
    const std::size_t segments = closed_ ? points_.size() : points_.size() - 1;
    Segment current = segmentFrom(0);
    begin(closed_ ? join(segmentFrom(segments - 1), current).begin : capBefore(current));
    for (std::size_t i = 0; i < segments; ++i) {
      if (i + 1 == segments && !closed_) return end(current, capAfter(current));
      const Segment next = segmentFrom((i + 1) % segments);
      const Joint joint = join(current, next);
      end(current, joint.end);
      if (!joint.shared && i + 1 < segments) begin(joint.begin);
      current = next;
    }
  }

 private:
  struct Segment {
    Vec2f from, to, direction;
    float length = 0;
  };
  struct Corners {
    Vec2f left, right;
  };
  struct Joint {
    Corners end;    // of the segment before
    Corners begin;  // of the segment after
    bool shared;
  };

  Segment segmentFrom(std::size_t i) const {
    const Vec2f from = points_[i];
    const Vec2f to = points_[(i + 1) % points_.size()];
    const float long_ = length(to - from);
    return {from, to, long_ > 0 ? (to - from) * (1 / long_) : Vec2f{1, 0}, long_};
  }

  Corners across(Vec2f at, Vec2f direction) const {
    const Vec2f side = normal(direction) * reach_;
    return {at + side, at - side};
  }
  Corners capBefore(const Segment& s) const { return across(s.from - s.direction * reach_, s.direction); }
  Corners capAfter(const Segment& s) const { return across(s.to + s.direction * reach_, s.direction); }

  /// The end of `a` and the begin of `b`: equal on the bisector, or apart where the bend is sharp or a
  /// segment too short.
  Joint join(const Segment& a, const Segment& b) const {
    const float cosine = dot(a.direction, b.direction);
    if (cosine > 0) {
      const float inner = reach_ * std::sqrt((1 - std::min(cosine, 1.0F)) / (1 + cosine));
      if (inner <= 0.5F * std::min(a.length, b.length)) {
        const Vec2f mitre = (normal(a.direction) + normal(b.direction)) * (reach_ / (1 + cosine));
        const Corners shared{a.to + mitre, a.to - mitre};
        return {shared, shared, true};
      }
    }
    return {capAfter(a), across(b.from, b.direction), false};
  }

  void corners(const Corners& c, const Segment& s) {
    mesh_.vertices.push_back({c.left, s.from, s.direction, s.length, halfWidth_, colour_});
    mesh_.vertices.push_back({c.right, s.from, s.direction, s.length, halfWidth_, colour_});
  }
  void begin(const Corners& c) { corners(c, {}); }
  /// Both triangles end at the right corner, which carries the segment; the next segment may go on from these
  /// corners.
  void end(const Segment& s, const Corners& c) {
    const auto left = static_cast<std::uint32_t>(mesh_.vertices.size());
    corners(c, s);
    for (const std::uint32_t i : {left - 2, left - 1, left + 1, left, left - 2, left + 1})
      mesh_.indices.push_back(i);
  }

  void dotAt(Vec2f at) {
    const Segment s{at, at, {1, 0}, 0};
    begin(capBefore(s));
    end(s, capAfter(s));
  }

  StrokeMesh& mesh_;
  std::span<const Vec2f> points_;
  bool closed_;
  float halfWidth_;
  float reach_;
  Colour colour_;
};

/// Cuts a polyline into dashes by distance along it.
class Dashes {
 public:
  Dashes(StrokeMesh& mesh, const StrokeStyle& style)
      : mesh_(mesh),
        style_(style),
        // Round caps add half a width at each end.
        on_(std::max(style.dashPx - style.widthPx, 0.01F)),
        off_(style.dashPx + style.gapPx - on_) {}

  void run(std::span<const Vec2f> points, bool closed) {
    const float into = std::fmod(style_.dashOffsetPx, on_ + off_);
    drawing_ = into < on_;
    left_ = (drawing_ ? on_ : on_ + off_) - into;
    piece_.assign(1, points[0]);
    const std::size_t segments = closed ? points.size() : points.size() - 1;
    for (std::size_t i = 0; i < segments; ++i) advance(points[i], points[(i + 1) % points.size()]);
    flush();
  }

 private:
  void advance(Vec2f from, Vec2f to) {
    const float total = length(to - from);
    float done = 0;
    while (total - done > left_) {
      done += left_;
      const Vec2f at = from + (to - from) * (done / total);
      piece_.push_back(at);
      if (drawing_) {
        flush();
      } else {
        piece_.assign(1, at);
      }
      drawing_ = !drawing_;
      left_ = drawing_ ? on_ : off_;
    }
    left_ -= total - done;
    if (drawing_) piece_.push_back(to);
  }

  void flush() {
    if (drawing_ && piece_.size() >= 2) SolidStroke(mesh_, piece_, false, style_).emit();
    piece_.clear();
  }

  StrokeMesh& mesh_;
  const StrokeStyle& style_;
  float on_;
  float off_;
  float left_ = 0;
  bool drawing_ = true;
  std::vector<Vec2f> piece_;
};

}  // namespace

void appendStroke(StrokeMesh& mesh, std::span<const Vec2f> points, bool closed, const StrokeStyle& style) {
  thread_local std::vector<Vec2f> tidied;
  if (points.empty() || style.widthPx <= 0 || style.colour.a == 0) return;
  if (closed) {
    if (const auto blot = asBlot(points, style.widthPx)) {
      StrokeStyle solid = style;
      solid.widthPx = blot->widthPx;
      const std::array ends{blot->from, blot->to};
      const std::size_t count = blot->from.x == blot->to.x && blot->from.y == blot->to.y ? 1 : 2;
      return SolidStroke(mesh, std::span(ends).first(count), false, solid).emit();
    }
  }
  Tidy(points, closed, tidied);
  if (style.dashPx > 0 && style.gapPx > 0 && tidied.size() > 1) {
    Dashes(mesh, style).run(tidied, closed && tidied.size() > 2);
  } else {
    SolidStroke(mesh, tidied, closed, style).emit();
  }
}

}  // namespace dateline::render
