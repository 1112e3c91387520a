#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <optional>

#include "geo/algorithms.h"

namespace dateline::geo {
namespace {

/// Slabs times edges up to which crossing rings are cut into slabs: some tens of milliseconds.
constexpr std::size_t kMostSlabWork = 20'000'000;
constexpr std::size_t kMostEdges = 4000;
/// Share of the outer ring's area by which the triangles of a sound polygon may differ from it: rings that
/// were rounded to a grid touch themselves here and there.
constexpr double kAreaTolerance = 0.01;

/// An edge that is not level, from its lower y to its higher one.
struct Edge {
  double x0, y0, x1, y1;
  std::uint32_t ring;

  [[nodiscard]] double xAt(double y) const { return x0 + (x1 - x0) * (y - y0) / (y1 - y0); }
};

struct Bounds {
  float minX = 0, minY = 0, maxX = 0, maxY = 0;
};

Bounds boundsOf(const std::vector<Vec2f>& ring) {
  Bounds box{ring[0].x, ring[0].y, ring[0].x, ring[0].y};
  for (const Vec2f& p : ring) {
    box.minX = std::min(box.minX, p.x);
    box.minY = std::min(box.minY, p.y);
    box.maxX = std::max(box.maxX, p.x);
    box.maxY = std::max(box.maxY, p.y);
  }
  return box;
}

double areaOf(const std::vector<Vec2f>& ring) {
  double twice = 0;
  for (std::size_t i = 0; i < ring.size(); ++i) {
    const Vec2f &a = ring[i], &b = ring[(i + 1) % ring.size()];
    twice += double(a.x) * b.y - double(b.x) * a.y;
  }
  return std::abs(twice) / 2;
}

double areaOf(const FilledRings& filled) {
  double twice = 0;
  for (std::size_t i = 0; i + 2 < filled.indices.size(); i += 3) {
    const Vec2f &a = filled.vertices[filled.indices[i]], &b = filled.vertices[filled.indices[i + 1]],
                &c = filled.vertices[filled.indices[i + 2]];
    twice += std::abs((double(b.x) - a.x) * (double(c.y) - a.y) - (double(b.y) - a.y) * (double(c.x) - a.x));
  }
  return twice / 2;
}

/// A ring that does not cross itself turns round once. Where it goes straight back it may be either way, so
/// that each such corner leaves half a turn open.
bool turnsOnce(const std::vector<Vec2f>& ring) {
  double turned = 0;
  int spikes = 0;
  const std::size_t count = ring.size();
  for (std::size_t i = 0; i < count; ++i) {
    const Vec2f &a = ring[i], &b = ring[(i + 1) % count], &c = ring[(i + 2) % count];
    const double ux = double(b.x) - a.x, uy = double(b.y) - a.y, vx = double(c.x) - b.x,
                 vy = double(c.y) - b.y;
    const double cross = ux * vy - uy * vx, dot = ux * vx + uy * vy;
    if (cross == 0 && dot < 0)
      ++spikes;
    else if (cross != 0)
      turned += std::atan2(cross, dot);
  }
  const double open = spikes * std::numbers::pi + 1.0;
  return std::abs(std::abs(turned) - 2 * std::numbers::pi) <= open;
}

/// What can be told quickly: that the triangles are as large as the polygon, that no hole reaches beyond the
/// outer ring's box, that this one does not wind twice.
bool isCoveredBy(const FilledRings& filled, std::span<const std::vector<Vec2f>> rings) {
  const double outer = areaOf(rings[0]);
  double wanted = outer;
  const Bounds box = boundsOf(rings[0]);
  for (const std::vector<Vec2f>& hole : rings.subspan(1)) {
    if (hole.empty()) continue;
    const Bounds inner = boundsOf(hole);
    if (inner.minX < box.minX || inner.minY < box.minY || inner.maxX > box.maxX || inner.maxY > box.maxY)
      return false;
    wanted -= areaOf(hole);
  }
  return std::abs(areaOf(filled) - wanted) <= kAreaTolerance * outer && turnsOnce(rings[0]);
}

std::vector<Edge> edgesOf(std::span<const std::vector<Vec2f>> rings) {
  std::vector<Edge> edges;
  for (std::uint32_t r = 0; r < rings.size(); ++r) {
    const std::vector<Vec2f>& ring = rings[r];
    for (std::size_t i = 0; i < ring.size(); ++i) {
      const Vec2f &a = ring[i], &b = ring[(i + 1) % ring.size()];
      if (a.y < b.y) edges.push_back({a.x, a.y, b.x, b.y, r});
      if (a.y > b.y) edges.push_back({b.x, b.y, a.x, a.y, r});
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

/// Where the order of the edges from left to right may change; nothing when that is too often.
std::optional<std::vector<double>> slabsOf(const std::vector<Edge>& edges) {
  std::vector<double> ys;
  for (const Edge& edge : edges) ys.insert(ys.end(), {edge.y0, edge.y1});
  for (std::size_t i = 0; i < edges.size(); ++i) {
    for (std::size_t j = i + 1; j < edges.size() && edges[j].y0 < edges[i].y1; ++j) {
      if (const auto y = crossing(edges[i], edges[j])) ys.push_back(*y);
    }
    if (ys.size() * edges.size() > kMostSlabWork) return std::nullopt;
  }
  std::sort(ys.begin(), ys.end());
  ys.erase(std::unique(ys.begin(), ys.end()), ys.end());
  return ys;
}

/// Knows of each ring whether the place that a walk from left to right has come to lies in it.
class Inside {
 public:
  explicit Inside(std::size_t rings) : in_(rings, 0) {}
  void cross(const Edge& edge) {
    char& in = in_[edge.ring];
    in = in == 0 ? 1 : 0;
    if (edge.ring > 0) holes_ += in != 0 ? 1 : -1;
  }
  [[nodiscard]] bool operator()() const { return in_[0] != 0 && holes_ == 0; }

 private:
  std::vector<char> in_;
  int holes_ = 0;
};

void addTrapezoid(FilledRings& out, const Edge& left, const Edge& right, double low, double high) {
  const auto base = static_cast<std::uint32_t>(out.vertices.size());
  const auto corner = [&](const Edge& edge, double y) {
    out.vertices.push_back({static_cast<float>(edge.xAt(y)), static_cast<float>(y)});
  };
  corner(left, low);
  corner(right, low);
  corner(right, high);
  corner(left, high);
  for (const std::uint32_t i : std::array<std::uint32_t, 6>{0, 1, 2, 0, 2, 3})
    out.indices.push_back(base + i);
}

/// Between two neighbouring slabs' ys the edges do not cross, so what is inside are trapezoids.
std::optional<FilledRings> cutIntoSlabs(std::span<const std::vector<Vec2f>> rings) {
  const std::vector<Edge> edges = edgesOf(rings);
  if (edges.size() > kMostEdges) return std::nullopt;
  const auto ys = slabsOf(edges);
  if (!ys) return std::nullopt;
  FilledRings out;
  std::vector<const Edge*> active;
  std::size_t next = 0;
  for (std::size_t s = 0; s + 1 < ys->size(); ++s) {
    const double low = (*ys)[s], high = (*ys)[s + 1], middle = (low + high) / 2;
    std::erase_if(active, [&](const Edge* edge) { return edge->y1 <= low; });
    while (next < edges.size() && edges[next].y0 <= low) active.push_back(&edges[next++]);
    std::sort(active.begin(), active.end(),
              [&](const Edge* a, const Edge* b) { return a->xAt(middle) < b->xAt(middle); });
    Inside inside(rings.size());
    const Edge* left = nullptr;
    for (const Edge* edge : active) {
      const bool was = inside();
      inside.cross(*edge);
      if (!was && inside()) left = edge;
      if (was && !inside()) addTrapezoid(out, *left, *edge, low, high);
    }
  }
  return out;
}

}  // namespace

FilledRings fillRings(std::span<const std::vector<Vec2f>> rings) {
  FilledRings filled{.vertices = {}, .indices = triangulate(rings)};
  for (const std::vector<Vec2f>& ring : rings)
    filled.vertices.insert(filled.vertices.end(), ring.begin(), ring.end());
  if (rings.empty() || rings[0].size() < 3 || isCoveredBy(filled, rings)) return filled;
  if (auto slabs = cutIntoSlabs(rings)) return std::move(*slabs);
  return filled;
}

}  // namespace dateline::geo
