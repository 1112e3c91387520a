#include <algorithm>
#include <array>
#include <cmath>
#include <optional>

#include "geo/repeated_rings.h"
#include "geo/ring_links.h"

// Trapezoids of rings that cross themselves or each other. Which place is inside is told by counting edges,
// so that nothing has to be known about how the rings lie. To compare all edges with each other would take
// their square: the box around them is halved, and the rings are clipped to the halves, until few edges are
// left in each cell.

namespace dateline::geo {
namespace {

constexpr std::size_t kFewEdges = 16;  ///< of a cell that is not halved again
constexpr std::size_t kFewForEars = 1024;
/// How often the box around the rings is halved at most, and in any case: to parts far finer than a pixel.
constexpr int kFinestHalving = 28, kCoarsestHalving = 8;
/// Of cells by edges, before they are halved once more. A tangle would take without end, and what is drawn of
/// it is grey anyway.
constexpr double kMostVisits = 8000;  ///< beside one for each edge
constexpr std::size_t kMostVertices = 8'000'000;

struct Point {
  double x = 0, y = 0;
};

struct Box {
  Point low, high;
};

/// A part of a ring within a cell; it runs along the cell's border from where the ring leaves to where it
/// returns.
struct RingPiece {
  std::uint32_t ring = 0;
  std::vector<Point> points;
};
using RingPieces = std::vector<RingPiece>;

/// An edge that is not level, from its lower y to its higher one.
struct Edge {
  double x0, y0, x1, y1;
  std::uint32_t ring;

  [[nodiscard]] double xAt(double y) const { return x0 + (x1 - x0) * (y - y0) / (y1 - y0); }
};

std::size_t edgeCount(const RingPieces& pieces) {
  std::size_t count = 0;
  for (const RingPiece& piece : pieces) count += piece.points.size();
  return count;
}

std::vector<Edge> edgesOf(const RingPieces& pieces) {
  std::vector<Edge> edges;
  for (const RingPiece& piece : pieces) {
    for (std::size_t i = 0; i < piece.points.size(); ++i) {
      const Point &a = piece.points[i], &b = piece.points[(i + 1) % piece.points.size()];
      if (a.y < b.y) edges.push_back({a.x, a.y, b.x, b.y, piece.ring});
      if (a.y > b.y) edges.push_back({b.x, b.y, a.x, a.y, piece.ring});
    }
  }
  std::sort(edges.begin(), edges.end(), [](const Edge& a, const Edge& b) { return a.y0 < b.y0; });
  return edges;
}

/// The y at which two edges cross between their ends.
std::optional<double> crossing(const Edge& a, const Edge& b) {
  const double low = std::max(a.y0, b.y0), high = std::min(a.y1, b.y1);
  if (low >= high) return std::nullopt;
  const double before = a.xAt(low) - b.xAt(low), after = a.xAt(high) - b.xAt(high);
  if (before * after >= 0) return std::nullopt;
  return low + (high - low) * before / (before - after);
}

/// Where the order of the edges from left to right may change.
std::vector<double> slabsOf(const std::vector<Edge>& edges) {
  std::vector<double> ys;
  for (std::size_t i = 0; i < edges.size(); ++i) {
    ys.insert(ys.end(), {edges[i].y0, edges[i].y1});
    for (std::size_t j = i + 1; j < edges.size() && edges[j].y0 < edges[i].y1; ++j)
      if (const auto y = crossing(edges[i], edges[j])) ys.push_back(*y);
  }
  std::sort(ys.begin(), ys.end());
  ys.erase(std::unique(ys.begin(), ys.end()), ys.end());
  return ys;
}

/// Knows of each ring whether the place that a walk from left to right has come to lies in it.
class Inside {
 public:
  explicit Inside(std::size_t rings) : isIn_(rings) {}
  void cross(std::uint32_t ring) {
    isIn_[ring] = !isIn_[ring];
    if (ring != 0) holes_ += isIn_[ring] ? 1 : -1;
    crossed_.push_back(ring);
  }
  [[nodiscard]] bool operator()() const { return isIn_[0] && holes_ == 0; }
  /// To the beginning of another walk, outside of all.
  void restart() {
    for (const std::uint32_t ring : crossed_) isIn_[ring] = false;
    crossed_.clear();
    holes_ = 0;
  }

 private:
  std::vector<bool> isIn_;
  std::vector<std::uint32_t> crossed_;
  int holes_ = 0;
};

class CrossingFill {
 public:
  explicit CrossingFill(std::span<const std::vector<Vec2f>> rings) : inside_(rings.size()) {
    for (std::uint32_t ring = 0; ring < rings.size(); ++ring) {
      RingPiece piece{.ring = ring};
      piece.points.reserve(rings[ring].size());
      for (const Vec2f& p : rings[ring])
        if (std::isfinite(p.x) && std::isfinite(p.y)) piece.points.push_back({p.x, p.y});
      if (piece.points.size() >= 3) whole_.push_back(std::move(piece));
    }
  }

  FilledRings run() {
    if (whole_.empty() || whole_.front().ring != 0) return {};
    Box box{whole_.front().points.front(), whole_.front().points.front()};
    for (const Point& p : whole_.front().points) {
      box.low = {std::min(box.low.x, p.x), std::min(box.low.y, p.y)};
      box.high = {std::max(box.high.x, p.x), std::max(box.high.y, p.y)};
    }
    mostHalvings_ = affordableHalvings(box);
    RingPieces inBox;
    for (const RingPiece& piece : whole_) keepClipped(piece, box, inBox);
    whole_.clear();
    fill(box, std::move(inBox), 0);
    return std::move(out_);
  }

 private:
  /// Long edges run through many cells, so that where there are many of those the cells must stay larger.
  [[nodiscard]] int affordableHalvings(const Box& box) const {
    const double width = std::max(box.high.x - box.low.x, 1e-300),
                 height = std::max(box.high.y - box.low.y, 1e-300);
    double length = 0, count = 0;
    for (const RingPiece& piece : whole_) {
      for (std::size_t i = 0; i < piece.points.size(); ++i) {
        const Point &a = piece.points[i], &b = piece.points[(i + 1) % piece.points.size()];
        length += std::min(1.0, std::abs(a.x - b.x) / width) + std::min(1.0, std::abs(a.y - b.y) / height);
      }
      count += static_cast<double>(piece.points.size());
    }
    int halvings = kFinestHalving;
    while (halvings > kCoarsestHalving && length * std::exp2(halvings / 2) > kMostVisits + count) --halvings;
    return halvings;
  }

  void fill(const Box& box, RingPieces pieces, int halvings) {
    if (pieces.empty() || pieces.front().ring != 0) return;  // outside the first ring
    if (std::any_of(pieces.begin(), pieces.end(), [&](const RingPiece& piece) {
          return piece.ring != 0 && isEdgeOf(piece.points, box.low, box.high);
        }))
      return;  // a hole takes all of it away
    if (out_.vertices.size() > kMostVertices) return fillAsItsMiddle(box, pieces);
    const std::size_t edges = edgeCount(pieces);
    if (edges <= kFewForEars && halvings > 0 && fillSound(pieces)) return;
    if (edges <= kFewEdges) return fillSlabs(pieces);
    const double width = box.high.x - box.low.x, height = box.high.y - box.low.y;
    const bool across = width >= height;
    // A number of 32 bits, so that both sides of the border get the very same one.
    const double at =
        across ? static_cast<float>(box.low.x + width / 2) : static_cast<float>(box.low.y + height / 2);
    const double from = across ? box.low.x : box.low.y, to = across ? box.high.x : box.high.y;
    if (halvings >= mostHalvings_ || at <= from || at >= to) return fillAsItsMiddle(box, pieces);
    Box first = box, second = box;
    (across ? first.high.x : first.high.y) = at;
    (across ? second.low.x : second.low.y) = at;
    for (const bool upper : {false, true}) {
      RingPieces half;
      for (const RingPiece& piece : pieces)
        keepHalf({.ring = piece.ring, .points = clipped(piece.points, across, at, upper)}, half);
      if (upper) pieces = {};
      fill(upper ? second : first, std::move(half), halvings + 1);
    }
  }

  /// Where nothing crosses ears do with far fewer triangles.
  bool fillSound(const RingPieces& pieces) {
    std::vector<std::vector<Vec2f>> rings;
    for (const RingPiece& piece : pieces) {
      auto& ring = rings.emplace_back();
      for (const Point& p : piece.points) ring.push_back({static_cast<float>(p.x), static_cast<float>(p.y)});
    }
    const auto filled = triangulateSound(rings);
    if (!filled) return false;
    const auto base = static_cast<std::uint32_t>(out_.vertices.size());
    out_.vertices.insert(out_.vertices.end(), filled->vertices.begin(), filled->vertices.end());
    for (const std::uint32_t index : filled->indices) out_.indices.push_back(base + index);
    return true;
  }

  static void keepHalf(RingPiece piece, RingPieces& out) {
    if (piece.points.size() >= 3) out.push_back(std::move(piece));
  }
  static void keepClipped(const RingPiece& piece, const Box& box, RingPieces& out) {
    std::vector<Point> points = clipped(piece.points, true, box.low.x, true);
    points = clipped(points, true, box.high.x, false);
    points = clipped(points, false, box.low.y, true);
    keepHalf({.ring = piece.ring, .points = clipped(points, false, box.high.y, false)}, out);
  }

  /// Sutherland and Hodgman's clipping to one side of x or y = `at`. How often a place of that side is gone
  /// round stays the same.
  static std::vector<Point> clipped(const std::vector<Point>& points, bool across, double at, bool upper) {
    const auto offOf = [&](const Point& p) { return (across ? p.x : p.y) - at; };
    const auto isIn = [&](double off) { return upper ? off >= 0 : off <= 0; };
    std::vector<Point> out;
    const auto add = [&](const Point& p) {
      // Of what runs along the border only the ends.
      const std::size_t n = out.size();
      if (n >= 2 && offOf(p) == 0 && offOf(out[n - 1]) == 0 && offOf(out[n - 2]) == 0)
        out.back() = p;
      else
        out.push_back(p);
    };
    for (std::size_t i = 0; i < points.size(); ++i) {
      const Point &a = points[i], &b = points[i + 1 < points.size() ? i + 1 : 0];
      const double offA = offOf(a), offB = offOf(b);
      if (isIn(offA)) add(a);
      if (isIn(offA) == isIn(offB) || offA == 0 || offB == 0) continue;
      const double t = offA / (offA - offB);
      add(across ? Point{at, a.y + (b.y - a.y) * t} : Point{a.x + (b.x - a.x) * t, at});
    }
    return out;
  }

  /// Between two neighbouring slabs' ys the edges do not cross, so what is inside are trapezoids.
  void fillSlabs(const RingPieces& pieces) {
    const std::vector<Edge> edges = edgesOf(pieces);
    const std::vector<double> ys = slabsOf(edges);
    std::vector<const Edge*> active;
    std::size_t next = 0;
    for (std::size_t s = 0; s + 1 < ys.size(); ++s) {
      const double low = ys[s], high = ys[s + 1], middle = (low + high) / 2;
      std::erase_if(active, [&](const Edge* edge) { return edge->y1 <= low; });
      while (next < edges.size() && edges[next].y0 <= low) active.push_back(&edges[next++]);
      std::sort(active.begin(), active.end(),
                [&](const Edge* a, const Edge* b) { return a->xAt(middle) < b->xAt(middle); });
      inside_.restart();
      const Edge* left = nullptr;
      for (const Edge* edge : active) {
        const bool was = inside_();
        inside_.cross(edge->ring);
        if (!was && inside_()) left = edge;
        if (was && !inside_())
          addTrapezoid({{{left->xAt(low), low},
                         {edge->xAt(low), low},
                         {edge->xAt(high), high},
                         {left->xAt(high), high}}});
      }
    }
  }

  /// Too many edges for so small a cell: all of it is what its middle is.
  void fillAsItsMiddle(const Box& box, const RingPieces& pieces) {
    const Point middle{(box.low.x + box.high.x) / 2, (box.low.y + box.high.y) / 2};
    inside_.restart();
    for (const RingPiece& piece : pieces) {
      for (std::size_t i = 0; i < piece.points.size(); ++i) {
        const Point &a = piece.points[i], &b = piece.points[(i + 1) % piece.points.size()];
        if ((a.y <= middle.y) == (b.y <= middle.y)) continue;
        if (a.x + (middle.y - a.y) / (b.y - a.y) * (b.x - a.x) < middle.x) inside_.cross(piece.ring);
      }
    }
    if (inside_()) addTrapezoid({{box.low, {box.high.x, box.low.y}, box.high, {box.low.x, box.high.y}}});
  }

  /// Corners in order, the first two at one y, the others at another.
  void addTrapezoid(const std::array<Point, 4>& corners) {
    const auto rounded = [](double value) { return static_cast<float>(value); };
    if (rounded(corners[0].y) == rounded(corners[2].y)) return;
    const auto base = static_cast<std::uint32_t>(out_.vertices.size());
    for (const Point& p : corners) out_.vertices.push_back({rounded(p.x), rounded(p.y)});
    const auto apart = [&](int a, int b) { return rounded(corners[a].x) != rounded(corners[b].x); };
    if (apart(0, 1)) out_.indices.insert(out_.indices.end(), {base, base + 1, base + 2});
    if (apart(2, 3)) out_.indices.insert(out_.indices.end(), {base, base + 2, base + 3});
  }

  RingPieces whole_;
  Inside inside_;
  int mostHalvings_ = kFinestHalving;
  FilledRings out_;
};

}  // namespace

FilledRings fillCrossingRings(std::span<const std::vector<Vec2f>> rings) {
  std::vector<std::vector<Vec2f>> different(rings.begin(), rings.end());
  dropRepeatedHoles(different);
  return CrossingFill(different).run();
}

}  // namespace dateline::geo
