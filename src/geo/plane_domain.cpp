#include "geo/plane_domain.h"

#include <algorithm>
#include <cmath>

#include "geo/algorithms.h"
#include "geo/plane_cells.h"
#include "geo/plane_tears.h"
#include "geo/sphere.h"

namespace dateline::geo {
namespace {

using Piece = FixedPlane::Piece;

constexpr double kLongestDegrees = 2;  // no part of a way is straight over more
constexpr int kDeepestBend = 18;
// A ring is closed where the ends of its parts lie together so well.
constexpr double kJoined = 3e-6;

double distanceOnPlane(WorldPoint a, WorldPoint b) {
  return std::hypot(a.x - b.x, a.y - b.y);
}

LngLat halfway(LngLat a, LngLat b) {
  return {(a.lng + b.lng) / 2, (a.lat + b.lat) / 2};
}

using Line = std::vector<WorldPoint>;

/// Joins lines to rings, end to nearest end.
std::vector<Line> ringsOf(std::vector<Line> lines) {
  std::vector<Line> rings;
  while (!lines.empty()) {
    Line ring = std::move(lines.back());
    lines.pop_back();
    while (distanceOnPlane(ring.back(), ring.front()) > kJoined || ring.size() < 4) {
      std::size_t best = lines.size();
      double least = kJoined;
      bool turned = false;
      for (std::size_t i = 0; i < lines.size(); ++i)
        for (const bool back : {false, true}) {
          const double away = distanceOnPlane(ring.back(), back ? lines[i].back() : lines[i].front());
          if (away < least) least = away, best = i, turned = back;
        }
      if (best == lines.size()) break;
      if (turned) std::reverse(lines[best].begin(), lines[best].end());
      ring.insert(ring.end(), lines[best].begin() + 1, lines[best].end());
      lines.erase(lines.begin() + static_cast<std::ptrdiff_t>(best));
    }
    if (ring.size() > 1 && distanceOnPlane(ring.back(), ring.front()) <= kJoined) ring.pop_back();
    if (ring.size() >= 3) rings.push_back(std::move(ring));
  }
  return rings;
}

double lengthOf(const Line& line) {
  double length = 0;
  for (std::size_t i = 1; i < line.size(); ++i) length += distanceOnPlane(line[i - 1], line[i]);
  return length;
}

/// Between two places of which the projections are known.
struct Stretch {
  LngLat a;
  WorldPoint pa;
  LngLat b;
  WorldPoint pb;
};

/// True where the middle of a way lies about halfway along the straight line and beside it by no more.
bool nearChord(WorldPoint a, WorldPoint b, WorldPoint middle, double tolerance) {
  const double dx = b.x - a.x, dy = b.y - a.y, mx = middle.x - a.x, my = middle.y - a.y;
  const double length = dx * dx + dy * dy;
  if (length < tolerance * tolerance) return std::hypot(mx, my) < tolerance;
  const double along = (mx * dx + my * dy) / length, across = std::abs(mx * dy - my * dx);
  return along > 0.25 && along < 0.75 && across * across < tolerance * tolerance * length;
}

void bend(const FixedPlane& plane, const Piece& piece, const Stretch& s, double tolerance, int depth,
          std::vector<WorldPoint>& out) {
  const bool far = std::max(std::abs(s.a.lng - s.b.lng), std::abs(s.a.lat - s.b.lat)) > kLongestDegrees;
  if (depth == 0 || (!far && distanceOnPlane(s.pa, s.pb) < tolerance)) return;
  const LngLat m = halfway(s.a, s.b);
  const auto pm = plane.forwardIn(piece, m);
  if (!pm) return;
  if (!far && nearChord(s.pa, s.pb, *pm, tolerance)) return;
  bend(plane, piece, {s.a, s.pa, m, *pm}, tolerance, depth - 1, out);
  out.push_back(*pm);
  bend(plane, piece, {m, *pm, s.b, s.pb}, tolerance, depth - 1, out);
}

}  // namespace

void appendBent(const FixedPlane& plane, const Piece& piece, LngLat a, LngLat b, double tolerance,
                std::vector<WorldPoint>& out) {
  const auto pa = plane.forwardIn(piece, a), pb = plane.forwardIn(piece, b);
  if (!pb) return;
  if (pa) bend(plane, piece, {a, *pa, b, *pb}, tolerance, kDeepestBend, out);
  out.push_back(*pb);
}

namespace {

/// A map that is meant for a region is kept to what lies around it where a fault is as near as this, in
/// degrees: as far as the nearest fault, and, where a projection does not go astray all round, at least so
/// far.
constexpr double kNearFault = 60, kLeastReach = 40;
/// Degrees beyond the area that a system is meant for.
constexpr double kAroundArea = 5;
/// Cells that a fault may run through are kept clear of what is shown: more than the diagonal of one.
constexpr double kClearCells = 1.75;

double degreesBetween(LngLat a, LngLat b) {
  return distanceMetres(a, b) / (kEarthRadiusMetres * kRadians);
}

double radiusOf(const Crs& crs) {
  if (!crs.area) return 0;
  const LngLatBox& box = *crs.area;
  double most = 0;
  for (const LngLat corner : {LngLat{box.minX, box.minY}, LngLat{box.maxX, box.minY},
                              LngLat{box.minX, box.maxY}, LngLat{box.maxX, box.maxY}})
    most = std::max(most, degreesBetween(crs.centre, corner));
  return most;
}

/// Whether what is shown ends, nearer to home, along the faults of the plane, in a clean line.
std::optional<PlaneBound> boundBy(PlaneFaults faults, const Crs& crs, double cellDegrees) {
  if (faults.empty()) return std::nullopt;
  faults.sort();
  PlaneBound bound;
  bound.home = crs.centre;
  bound.clear = kClearCells * cellDegrees;
  const double nearest = faults.distance(crs.centre, 180);
  if (isRegional(crs) && nearest < kNearFault)
    bound.reach = std::max(nearest - bound.clear, isSeries(crs) ? 0 : kLeastReach);
  bound.reach = std::max(bound.reach, radiusOf(crs) + kAroundArea);
  bound.faults = std::make_shared<const PlaneFaults>(std::move(faults));
  return bound;
}

/// The pieces as they are used; a plane with faults is looked at again, when it is known where they run.
std::vector<UsedPiece> lookAtPieces(const FixedPlane& plane, std::span<const Piece> pieces) {
  PlaneJudge judge(plane);
  std::vector<UsedPiece> used;
  PlaneFaults faults;
  for (const Piece& piece : pieces) {
    used.push_back(lookAtPiece(plane, judge, pieces, piece));
    faults.trace(plane, judge, piece, used.back().broken);
  }
  const bool regional = isRegional(plane.crs());
  const auto cellsOf = [&](std::size_t i) { return regional ? kRegionalCellDegrees : used[i].cellDegrees; };
  double widest = 0;
  for (std::size_t i = 0; i < used.size(); ++i) widest = std::max(widest, cellsOf(i));
  std::optional<PlaneBound> bound = boundBy(std::move(faults), plane.crs(), widest);
  if (!bound) return used;
  judge.keepWithin(std::move(*bound));
  for (std::size_t i = 0; i < pieces.size(); ++i)
    used[i] = lookAtPiece(plane, judge, pieces, pieces[i], cellsOf(i));
  return used;
}

}  // namespace

FixedPlane::Domain findDomain(const FixedPlane& plane) {
  FixedPlane::Domain domain;
  domain.pieces = tornPieces(plane);
  std::vector<Line> lines;
  const std::vector<UsedPiece> looked = lookAtPieces(plane, domain.pieces);
  for (std::size_t i = 0; i < domain.pieces.size(); ++i) {
    const Piece& piece = domain.pieces[i];
    const UsedPiece& used = looked[i];
    for (const LngLatBox& box : used.boxes) domain.patches.push_back({box, i});
    for (const PieceSide& side : used.sides) {
      Line line;
      if (const auto start = plane.forwardIn(piece, side.a)) line.push_back(*start);
      appendBent(plane, piece, side.a, side.b, FixedPlane::kOutlineTolerance, line);
      if (line.size() > 1 && lengthOf(line) > 1e-9) lines.push_back(std::move(line));
    }
  }
  domain.outlines = ringsOf(std::move(lines));
  for (const Line& ring : domain.outlines)
    for (const WorldPoint& p : ring) domain.bounds.add(p);
  return domain;
}

}  // namespace dateline::geo
