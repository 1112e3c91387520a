#include "map/tile_cutter.h"

#include <algorithm>
#include <cmath>

#include "geo/centred_plane.h"
#include "geo/repeated_rings.h"
#include "map/area_sizes.h"
#include "map/hidden_points.h"

namespace dateline::map {
namespace {

using geo::WorldBox;
using geo::WorldPoint;

constexpr WorldBox kLocalBox{-kTileBuffer, -kTileBuffer, 1 + kTileBuffer, 1 + kTileBuffer};
constexpr double kLocalArea = (1 + 2 * kTileBuffer) * (1 + 2 * kTileBuffer);
// Files cut at the date line or closed along a pole have edges there that are no border of anything.
constexpr double kSeamTolerance = 1e-7;

/// Fills are cut into squares before they are triangulated, so many in a tile's side: ears of a whole country
/// are slivers as long as the tile, of which a bent plane would need a hundred times the triangles. With
/// squares as small as the parts that it needs, none has to be made finer when it is drawn.
constexpr int kFewestCells = 16, kMostCells = 32;

/// Of a ring that nothing is drawn of; a larger one is a line there and back, or lies beside the tile.
constexpr double kLargestSpeck = 1.5 / kTileSizePx;
/// Of a ring that is not much more than its line. Around a hole no line is drawn then: a thousand lakes would
/// be as many dark spots.
constexpr double kLargestBlot = 1.5 / kTileSizePx;
int cellsAt(int z) {
  return std::clamp(geo::BentTile::partsAt(z), kFewestCells, kMostCells);
}

bool onSeam(const WorldPoint& a, const WorldPoint& b) {
  const bool meridian =
      std::abs(a.x - b.x) < kSeamTolerance && std::abs(a.x - std::round(a.x)) < kSeamTolerance;
  // Of Mercator's plane, or of the taller one.
  const auto atEdge = [](double y) {
    return std::abs(y - std::round(y)) < kSeamTolerance && std::abs(y - 0.5) > 0.25;
  };
  return meridian || (atEdge(a.y) && atEdge(b.y));
}

bool holds(const WorldBox& outer, const WorldBox& inner) {
  return inner.minX >= outer.minX && inner.maxX <= outer.maxX && inner.minY >= outer.minY &&
         inner.maxY <= outer.maxY;
}

Vec2f toFloat(const WorldPoint& p) {
  return {static_cast<float>(p.x), static_cast<float>(p.y)};
}

std::vector<Vec2f> toFloats(std::span<const WorldPoint> points) {
  std::vector<Vec2f> result;
  result.reserve(points.size());
  for (const WorldPoint& p : points) result.push_back(toFloat(p));
  return result;
}

/// Drops the points in the middle of straight runs: after snapping there are many, and each costs a join.
void dropCollinear(std::vector<WorldPoint>& line) {
  std::size_t kept = 1;
  for (std::size_t i = 1; i + 1 < line.size(); ++i) {
    const WorldPoint &a = line[kept - 1], &b = line[i], &c = line[i + 1];
    const double cross = (b.x - a.x) * (c.y - b.y) - (b.y - a.y) * (c.x - b.x);
    const double dot = (b.x - a.x) * (c.x - b.x) + (b.y - a.y) * (c.y - b.y);
    if (cross != 0 || dot < 0) line[kept++] = b;
  }
  if (line.size() > 1) line[kept++] = line.back();
  line.resize(std::min(kept, line.size()));
}

}  // namespace

TileCutter::TileCutter(const ProjectedSet& set, TileAddress address, bool outlines, int detail)
    : set_(set),
      outlines_(outlines),
      detail_(detail),
      level_(address.z + detail),
      cells_(cellsAt(address.z)),
      tiles_(std::exp2(address.z)),
      origin_{static_cast<double>(address.x), static_cast<double>(address.y)} {}

WorldPoint TileCutter::local(const WorldPoint& p) const {
  return {(p.x - copyShift_) * tiles_ - origin_.x, p.y * tiles_ - origin_.y};
}

void TileCutter::beginClass(const CutClasses& classes) {
  if (classes.own == classes_.own) return;
  endClass();
  classes_ = classes;
}

void TileCutter::endClass() {
  if (classes_.own == kNotDrawn) return;
  if (apart()) endBatches(classes_.own);
  drawLater();
  for (const auto& line : specks_.takeLines()) addPolyLine(line, false);
  endBatches(apart() ? classes_.speck : classes_.own);
}

void TileCutter::endBatches(std::uint32_t styleClass) {
  const auto fillEnd = static_cast<std::uint32_t>(mesh_.fillIndices.size());
  const auto lineEnd = static_cast<std::uint32_t>(mesh_.polyLines.size());
  const auto pointEnd = static_cast<std::uint32_t>(mesh_.points.size());
  if (fillEnd > classFill_) mesh_.fills.push_back({styleClass, classFill_, fillEnd - classFill_});
  if (lineEnd > classLine_) mesh_.lines.push_back({styleClass, classLine_, lineEnd - classLine_});
  if (pointEnd > classPoint_) mesh_.pointBatches.push_back({styleClass, classPoint_, pointEnd - classPoint_});
  classFill_ = fillEnd;
  classLine_ = lineEnd;
  classPoint_ = pointEnd;
}

void TileCutter::add(std::uint32_t index, int copy, const WorldBox& box) {
  copyShift_ = copy;
  box_ = box;
  const geo::Feature& feature = set_.set().features[index];
  if (feature.part == geo::FeaturePart::outline && !outlines_) return;
  const bool outlined = outlines_ && feature.part == geo::FeaturePart::whole;
  const ProjectedSet::Near isNear(set_, box);
  std::vector<std::uint32_t> polygon;
  std::uint32_t shell = feature.firstPath;
  for (std::uint32_t path = feature.firstPath; path < feature.firstPath + feature.pathCount; ++path) {
    const bool near = isNear(path);
    if (feature.kind == geo::GeometryKind::polygon) {
      if (!set_.set().paths[path].hole) {
        addPolygon(shell, polygon, outlined);
        polygon.clear();
        shell = path;
      }
      if (near) polygon.push_back(path);
    } else if (near && feature.kind == geo::GeometryKind::line) {
      addLine(path, false);
    } else if (near) {
      addPoints(path);
    }
  }
  addPolygon(shell, polygon, outlined);
}

/// `paths`: those of its rings that are near. A hole may lie outside its shell, where only its line is drawn.
void TileCutter::addPolygon(std::uint32_t shell, std::span<const std::uint32_t> paths, bool outlined) {
  std::vector<geo::Ring> rings;
  if (!paths.empty() && paths.front() == shell) rings = fillOf(paths);
  if (outlined) addOutline(shell, paths, rings.empty() ? geo::Ring{} : rings.front());
  if (rings.empty()) return;
  geo::dropRepeatedHoles(rings);
  const bool whole = rings.size() == 1 && std::abs(geo::signedArea(rings.front())) >= kLocalArea;
  if (whole) return addTriangles(rings);
  cells_.cut(rings, [this](const std::vector<geo::Ring>& part) { addTriangles(part); });
}

/// The rings of a polygon as far as the tile shows them, its shell first; none where it is too small.
std::vector<geo::Ring> TileCutter::fillOf(std::span<const std::uint32_t> paths) {
  std::vector<geo::Ring> rings;
  for (const std::uint32_t path : paths) {
    set_.pointsNear(path, box_, level_, points_);
    for (WorldPoint& p : points_) p = local(p);
    geo::Ring ring = geo::snapRing(geo::clipRing(points_, kLocalBox), kTileCell);
    if (!ring.empty()) {
      rings.push_back(std::move(ring));
    } else if (rings.empty()) {
      break;
    }
  }
  return rings;
}

void TileCutter::addTriangles(const std::vector<geo::Ring>& rings) {
  std::vector<std::vector<Vec2f>> corners;
  for (const geo::Ring& ring : rings) corners.push_back(toFloats(ring));
  const auto base = static_cast<std::uint32_t>(mesh_.fillVertices.size());
  const geo::FilledRings filled = geo::fillRings(corners);
  for (const std::uint32_t index : filled.indices) mesh_.fillIndices.push_back(base + index);
  mesh_.fillVertices.insert(mesh_.fillVertices.end(), filled.vertices.begin(), filled.vertices.end());
}

/// A ring's edges along a seam are left out; what lies between them are lines of their own.
void TileCutter::addLine(std::uint32_t path, bool ring) {
  set_.pointsNear(path, box_, level_, points_);
  const std::size_t count = points_.size();
  if (count < 2) return;
  std::vector<std::vector<WorldPoint>> kept;
  bool open = false;
  for (std::size_t i = 0; i < (ring ? count : count - 1); ++i) {
    const WorldPoint &a = points_[i], &b = points_[(i + 1) % count];
    if (ring && set_.repeats() && onSeam(a, b)) {
      open = false;
      continue;
    }
    if (!open) kept.push_back({local(a)});
    kept.back().push_back(local(b));
    open = true;
  }
  const bool whole = ring && kept.size() == 1 && kept.front().size() == count + 1;
  if (whole && holds(box_, set_.pathBounds(path))) {
    kept.front().pop_back();
    addPolyLine(kept.front(), true);
    return;
  }
  for (const std::vector<WorldPoint>& line : kept) {
    for (const std::vector<WorldPoint>& piece : geo::clipLine(line, kLocalBox)) addPolyLine(piece, false);
  }
}

void TileCutter::addPolyLine(std::span<const WorldPoint> line, bool closed) {
  std::vector<WorldPoint> snapped = closed ? geo::snapRing(line, kTileCell) : geo::snapLine(line, kTileCell);
  dropCollinear(snapped);
  if (snapped.size() < 2) return;
  mesh_.polyLines.push_back({static_cast<std::uint32_t>(mesh_.linePoints.size()),
                             static_cast<std::uint32_t>(snapped.size()), closed && snapped.size() > 2});
  for (const WorldPoint& p : snapped) mesh_.linePoints.push_back(toFloat(p));
}

void TileCutter::addPoints(std::uint32_t path) {
  set_.pointsNear(path, box_, level_, points_);
  for (const WorldPoint& world : points_) {
    const WorldPoint p = local(world);
    if (kLocalBox.contains(p)) mesh_.points.push_back(toFloat(p));
  }
}

double TileCutter::sizeOf(std::uint32_t path) const {
  const WorldBox bounds = set_.pathBounds(path);
  return std::max(bounds.width(), bounds.height()) * tiles_;
}

/// `outer`: what is filled; empty: nothing is.
void TileCutter::addOutline(std::uint32_t shell, std::span<const std::uint32_t> paths,
                            const geo::Ring& outer) {
  if (paths.empty()) return;
  const bool filled = !outer.empty();
  if (apart() && filled && sizeOf(shell) < kLargestBlot)
    return later_.push_back({shell, classes_.speck, copyShift_, box_, true});
  if (apart()) {
    const std::uint32_t styleClass = sizedClass(shell);
    for (const std::uint32_t path : paths)
      if (isOutlined(path)) later_.push_back({path, styleClass, copyShift_, box_, filled});
    return;
  }
  const std::size_t before = mesh_.polyLines.size();
  for (const std::uint32_t path : paths)
    if (isOutlined(path)) addLine(path, true);
  const bool speck = !filled && paths.front() == shell && mesh_.polyLines.size() == before;
  if (speck && classes_.speck != kNotDrawn) addSpeckFor(shell);
}

bool TileCutter::isOutlined(std::uint32_t path) const {
  return !set_.set().paths[path].hole || sizeOf(path) >= kLargestBlot;
}

void TileCutter::addSpeckFor(std::uint32_t path) {
  const WorldPoint at = local(set_.pathBounds(path).centre());
  if (sizeOf(path) < kLargestSpeck && kLocalBox.contains(at)) specks_.add(at);
}

std::uint32_t TileCutter::sizedClass(std::uint32_t shell) const {
  return classes_.sized + sizeClassOf(set_.sizeOf(shell));
}

/// Those of each class together, the class of specks last.
void TileCutter::drawLater() {
  const auto order = [&](const LaterRing& ring) {
    return ring.styleClass == classes_.speck ? kNotDrawn : ring.styleClass;
  };
  std::ranges::stable_sort(later_, {}, order);
  for (std::size_t i = 0; i < later_.size(); ++i) {
    const LaterRing& ring = later_[i];
    copyShift_ = ring.copyShift;
    box_ = ring.box;
    const std::size_t before = mesh_.polyLines.size();
    addLine(ring.path, true);
    const bool speck = !ring.filled && !set_.set().paths[ring.path].hole && mesh_.polyLines.size() == before;
    if (speck) addSpeckFor(ring.path);
    const bool last = i + 1 == later_.size() || later_[i + 1].styleClass != ring.styleClass;
    if (last && ring.styleClass != classes_.speck) endBatches(ring.styleClass);
  }
  later_.clear();
}

/// A million points in a tile are more than its pixels, and only some of them are seen.
void TileCutter::dropHiddenPoints() {
  constexpr std::size_t kWorthLooking = 2000;
  if (mesh_.points.size() < kWorthLooking) return;
  const std::vector<bool> hidden = hiddenPoints(mesh_.points, detail_);
  std::uint32_t kept = 0;
  for (TileMesh::PointBatch& batch : mesh_.pointBatches) {
    const std::uint32_t first = kept;
    for (std::uint32_t i = batch.first; i < batch.first + batch.count; ++i)
      if (!hidden[i]) mesh_.points[kept++] = mesh_.points[i];
    batch = {batch.styleClass, first, kept - first};
  }
  mesh_.points.resize(kept);
  std::erase_if(mesh_.pointBatches, [](const TileMesh::PointBatch& batch) { return batch.count == 0; });
}

TileMesh TileCutter::finish() {
  endClass();
  dropHiddenPoints();
  return std::move(mesh_);
}

}  // namespace dateline::map
