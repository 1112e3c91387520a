#include "map/fill_cells.h"

#include <algorithm>
#include <cmath>

#include "map/tile.h"

namespace dateline::map {
namespace {

using geo::Ring;
using geo::WorldBox;
using geo::WorldPoint;

/// Where the rings have points on the line, and where lines of the grid cross it, in ascending order.
std::vector<double> placesOn(const CutLine& line, const CutPolygon& rings, double side) {
  std::vector<double> places;
  for (const Ring& ring : rings)
    for (const WorldPoint& p : ring)
      if (line.off(p) == 0) places.push_back(p.*line.along);
  if (places.empty()) return places;
  const auto [low, high] = std::minmax_element(places.begin(), places.end());
  const double last = *high;
  for (double corner = (std::floor(*low / side) + 1) * side; corner < last; corner += side)
    places.push_back(corner);
  std::sort(places.begin(), places.end());
  places.erase(std::unique(places.begin(), places.end()), places.end());
  return places;
}

/// Whether one of the holes is a box that leaves nothing of the outer ring.
bool isTakenAway(const CutPolygon& polygon, const WorldBox& outer) {
  return std::any_of(polygon.begin() + 1, polygon.end(), [&](const Ring& hole) {
    const WorldBox box = ringBounds(hole);
    if (box.minX > outer.minX || box.maxX < outer.maxX || box.minY > outer.minY || box.maxY < outer.maxY)
      return false;
    return std::abs(geo::signedArea(hole)) == box.width() * box.height();
  });
}

}  // namespace

void FillCells::cut(const CutPolygon& polygon, const Use& use) const {
  CutPolygon divided;
  divided.reserve(polygon.size());
  for (const Ring& ring : polygon) {
    divided.push_back(atLines(ring));
    const bool outer = divided.size() == 1;
    if ((geo::signedArea(ring) > 0) != outer) std::reverse(divided.back().begin(), divided.back().end());
  }
  halve(divided, {-1, -1, count_ + 1, count_ + 1}, use);  // with what reaches beyond the tile on each side
}

/// The ring with a point wherever an edge crosses a line of the grid.
Ring FillCells::atLines(const Ring& ring) const {
  Ring result;
  result.reserve(ring.size() + ring.size() / 4 + 16);
  std::vector<WorldPoint> crossings;
  const auto addEdge = [&](const WorldPoint& a, const WorldPoint& b) {
    crossings.clear();
    const bool turned = b.x < a.x || (b.x == a.x && b.y < a.y);
    addCrossings(turned ? b : a, turned ? a : b, crossings);
    if (turned) std::reverse(crossings.begin(), crossings.end());
    for (const WorldPoint& p : crossings)
      if (!(p == result.back()) && !(p == b)) result.push_back(p);
  };
  // Nothing lies further than a square beside the tile.
  const auto column = [this](const WorldPoint& p) { return static_cast<int>(p.x * count_ + 1); };
  const auto row = [this](const WorldPoint& p) { return static_cast<int>(p.y * count_ + 1); };
  int x = column(ring.front()), y = row(ring.front());
  for (std::size_t i = 0; i < ring.size(); ++i) {
    const WorldPoint& next = ring[i + 1 < ring.size() ? i + 1 : 0];
    result.push_back(ring[i]);
    const int nextX = column(next), nextY = row(next);
    if (x != nextX || y != nextY) addEdge(ring[i], next);
    x = nextX;
    y = nextY;
  }
  return result;
}

/// Of an edge whose ends are in the order of x and then of y.
void FillCells::addCrossings(const WorldPoint& from, const WorldPoint& to,
                             std::vector<WorldPoint>& out) const {
  const auto rounded = [](double value) { return std::floor(value / kTileCell + 0.5) * kTileCell; };
  const auto lines = [&](double low, double high, auto use) {
    for (double at = (std::floor(low * count_) + 1) * side_; at < high; at += side_) use(at);
  };
  const double dx = to.x - from.x, dy = to.y - from.y;
  lines(from.x, to.x, [&](double x) { out.push_back({x, rounded(from.y + (x - from.x) / dx * dy)}); });
  lines(std::min(from.y, to.y), std::max(from.y, to.y), [&](double y) {
    out.push_back({rounded(from.x + (y - from.y) / dy * dx), y});
  });
  std::sort(out.begin(), out.end(), [&](const WorldPoint& a, const WorldPoint& b) {
    return a.x != b.x ? a.x < b.x : (dy < 0 ? a.y > b.y : a.y < b.y);
  });
}

WorldBox FillCells::boxOf(const Span& span) const {
  const auto edge = [this](int cell) {
    return cell < 0 ? -kTileBuffer : cell > count_ ? 1 + kTileBuffer : cell * side_;
  };
  return {edge(span.x0), edge(span.y0), edge(span.x1), edge(span.y1)};
}

/// Whether a polygon is all of the squares, with no points on their edges but the corners of squares.
bool FillCells::isWhole(const CutPolygon& polygon, const Span& span) const {
  const Ring& ring = polygon.front();
  const WorldBox box = boxOf(span);
  const auto isOnGrid = [&](double at, double low, double high) {
    return at == low || at == high || at * count_ == std::floor(at * count_);
  };
  return polygon.size() == 1 && ringBounds(ring) == box &&
         geo::signedArea(ring) == box.width() * box.height() &&
         std::all_of(ring.begin(), ring.end(), [&](const WorldPoint& p) {
           return isOnGrid(p.x, box.minX, box.maxX) && isOnGrid(p.y, box.minY, box.maxY);
         });
}

void FillCells::useSquares(const Span& span, const Use& use) const {
  for (int y = span.y0; y < span.y1; ++y) {
    for (int x = span.x0; x < span.x1; ++x) {
      const WorldBox box = boxOf({x, y, x + 1, y + 1});
      use({{{box.minX, box.minY}, {box.maxX, box.minY}, {box.maxX, box.maxY}, {box.minX, box.maxY}}});
    }
  }
}

/// Halves the squares until one is left or the polygon is no larger than one.
void FillCells::halve(const CutPolygon& polygon, const Span& span, const Use& use) const {
  const int columns = span.x1 - span.x0, rows = span.y1 - span.y0;
  const WorldBox outer = ringBounds(polygon.front());
  const bool small = outer.width() <= side_ && outer.height() <= side_;
  if (small || (columns == 1 && rows == 1)) {
    if (!isTakenAway(polygon, outer)) use(polygon);
    return;
  }
  if (isWhole(polygon, span)) return useSquares(span, use);
  const bool across = columns >= rows;
  const int middle = across ? span.x0 + columns / 2 : span.y0 + rows / 2;
  Span lower = span, upper = span;
  (across ? lower.x1 : lower.y1) = middle;
  (across ? upper.x0 : upper.y0) = middle;
  const CutLine line = across ? CutLine{&WorldPoint::x, &WorldPoint::y, middle * side_}
                              : CutLine{&WorldPoint::y, &WorldPoint::x, middle * side_};
  if (const int lies = line.side(outer); lies != 0) return halve(polygon, lies < 0 ? lower : upper, use);
  const std::vector<double> places = placesOn(line, polygon, side_);
  for (const int side : {-1, 1}) {
    const CutPolygon half = halfOf(polygon, line, side, places);
    if (!half.empty()) halve(half, side < 0 ? lower : upper, use);
  }
}

}  // namespace dateline::map
