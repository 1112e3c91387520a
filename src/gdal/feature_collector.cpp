#include "gdal/feature_collector.h"

#include <ogr_geometry.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "gdal/path_scan.h"
#include "geo/algorithms.h"

namespace dateline::gdal {
namespace {

constexpr int kMaxDepth = 32;            // collections within collections
constexpr double kPoleTolerance = 1e-6;  // degrees: rounding of a reprojection, not an error

/// A hole goes to the copy of the world that its outer ring is in.
double shiftInto(const geo::LngLatBox& outer, const geo::LngLatBox& hole) {
  if (hole.minX >= outer.minX && hole.maxX <= outer.maxX) return 0;
  return std::round((outer.centre().lng - hole.centre().lng) / 360.0) * 360.0;
}

}  // namespace

void FeatureCollector::Batch::clear() {
  points.clear();
  paths.clear();
  features.clear();
}

void FeatureCollector::setTransformation(OGRCoordinateTransformation* transformation) {
  flush();
  transformation_ = transformation;
  bender_.reset();
  if (transformation != nullptr && EdgeBender::isNeeded(*transformation)) bender_.emplace(*transformation);
}

bool FeatureCollector::add(const OGRGeometry& geometry, std::uint32_t row) {
  return addPart(geometry, row, 0);
}

bool FeatureCollector::addPart(const OGRGeometry& geometry, std::uint32_t row, int depth) {
  if (depth > kMaxDepth) {
    ++tally.tooDeep;
    return false;
  }
  if (geometry.IsEmpty()) return false;
  switch (wkbFlatten(geometry.getGeometryType())) {
    case wkbPoint:
      begin(geo::GeometryKind::point, row);
      addPoint(geometry);
      return end();
    case wkbMultiPoint:
      begin(geo::GeometryKind::point, row);
      for (const OGRPoint* point : *geometry.toMultiPoint()) addPoint(*point);
      return end();
    case wkbLineString:
      begin(geo::GeometryKind::line, row);
      addCurve(*geometry.toSimpleCurve(), PathKind::line);
      return end();
    case wkbMultiLineString:
      begin(geo::GeometryKind::line, row);
      for (const OGRLineString* line : *geometry.toMultiLineString()) addCurve(*line, PathKind::line);
      return end();
    case wkbPolygon:
    case wkbTriangle:
      begin(geo::GeometryKind::polygon, row);
      addPolygon(*geometry.toPolygon());
      return end();
    case wkbMultiPolygon:
      begin(geo::GeometryKind::polygon, row);
      for (const OGRPolygon* polygon : *geometry.toMultiPolygon()) addPolygon(*polygon);
      return end();
    case wkbPolyhedralSurface:
    case wkbTIN:
      begin(geo::GeometryKind::polygon, row);
      for (const OGRPolygon* polygon : *geometry.toPolyhedralSurface()) addPolygon(*polygon);
      return end();
    case wkbGeometryCollection: {
      bool any = false;
      for (const OGRGeometry* part : *geometry.toGeometryCollection()) any |= addPart(*part, row, depth + 1);
      return any;
    }
    default:
      break;
  }
  const std::unique_ptr<OGRGeometry> linear(geometry.hasCurveGeometry() ? geometry.getLinearGeometry()
                                                                        : nullptr);
  if (linear) return addPart(*linear, row, depth + 1);
  ++tally.unknownGeometry;
  return false;
}

void FeatureCollector::begin(geo::GeometryKind kind, std::uint32_t row) {
  taken_.features.push_back({kind, static_cast<std::uint32_t>(taken_.paths.size()), 0, row});
}

bool FeatureCollector::end() {
  RawFeature& feature = taken_.features.back();
  feature.pathCount = static_cast<std::uint32_t>(taken_.paths.size()) - feature.firstPath;
  if (feature.pathCount > 0) return true;
  taken_.features.pop_back();
  return false;
}

void FeatureCollector::addPoint(const OGRGeometry& geometry) {
  if (geometry.IsEmpty()) {  // to GDAL a point that is not a number is an empty one, too
    if (std::isnan(geometry.toPoint()->getX())) ++tally.notNumbers;
    return;
  }
  if (taken_.paths.size() == taken_.features.back().firstPath) {
    taken_.paths.push_back({PathKind::points, static_cast<std::uint32_t>(taken_.points.size()), 0});
  }
  const OGRPoint* point = geometry.toPoint();
  taken_.points.push_back({point->getX(), point->getY()});
  ++taken_.paths.back().count;
}

void FeatureCollector::addCurve(const OGRSimpleCurve& curve, PathKind kind) {
  const auto first = static_cast<std::uint32_t>(taken_.points.size());
  const auto count = static_cast<std::uint32_t>(curve.getNumPoints());
  taken_.points.resize(taken_.points.size() + count);
  geo::LngLat* out = taken_.points.data() + first;
  if (count > 0) curve.getPoints(&out->lng, sizeof *out, &out->lat, sizeof *out);
  taken_.paths.push_back({kind, first, count});
}

void FeatureCollector::addPolygon(const OGRPolygon& polygon) {
  PathKind kind = PathKind::outer;
  for (const OGRLinearRing* ring : polygon) {
    addCurve(*ring, kind);
    kind = PathKind::hole;
  }
}

std::uint64_t FeatureCollector::vertices() const {
  return taken_.points.size() + (appending_.valid() ? mostAppended_ : set_.coords.size());
}

void FeatureCollector::flush() {
  wait();
  append(taken_);
  tally.add(std::exchange(counted_, {}));
}

void FeatureCollector::passOn() {
  wait();
  mostAppended_ = vertices();
  std::swap(taken_, beingAppended_);
  appending_ = std::async(std::launch::async, [this] { append(beingAppended_); });
}

void FeatureCollector::wait() {
  if (!appending_.valid()) return;
  appending_.get();
  tally.add(std::exchange(counted_, {}));
}

void FeatureCollector::append(Batch& batch) {
  counted_.points += batch.points.size();
  if (transformation_ != nullptr) reproject(batch);
  for (const RawFeature& feature : batch.features) appendFeature(batch, feature);
  batch.clear();
}

/// Whether it came with the window's box in the source's coordinates, which holds more than the window does.
bool FeatureCollector::isBeside(const Batch& batch, const RawFeature& raw) const {
  if (window_ == nullptr || transformation_ == nullptr) return false;
  const RawPath &first = batch.paths[raw.firstPath], &last = batch.paths[raw.firstPath + raw.pathCount - 1];
  geo::LngLatBox box;
  for (std::uint32_t i = first.first; i < last.first + last.count; ++i) {
    const geo::LngLat& p = batch.points[i];
    if (!std::isfinite(p.lng) || !std::isfinite(p.lat)) return false;  // it is told where it is left out
    box.add(p);
  }
  return !window_->meets(box);
}

void FeatureCollector::appendFeature(const Batch& batch, const RawFeature& raw) {
  if (isBeside(batch, raw)) return;
  geo::Feature feature{
      .kind = raw.kind, .firstPath = static_cast<std::uint32_t>(set_.paths.size()), .row = raw.row};
  geo::LngLatBox outer;
  bool outerKept = false;
  for (std::uint32_t i = 0; i < raw.pathCount; ++i) {
    const RawPath& path = batch.paths[raw.firstPath + i];
    const bool hole = path.kind == PathKind::hole;
    if (hole && !outerKept) continue;
    const std::span<const geo::LngLat> points(batch.points.data() + path.first, path.count);
    const bool kept = appendPath(points, path.kind, raw.kind, hole ? &outer : nullptr);
    if (!hole) outerKept = kept;
    if (!kept) continue;
    if (!hole) outer = set_.paths.back().bounds;
    feature.bounds.add(set_.paths.back().bounds);
  }
  feature.pathCount = static_cast<std::uint32_t>(set_.paths.size()) - feature.firstPath;
  if (feature.pathCount == 0) return;
  set_.bounds.add(feature.bounds);
  set_.features.push_back(feature);
}

/// Most paths are in order and are copied once; the others are mended first.
bool FeatureCollector::appendPath(std::span<const geo::LngLat> points, PathKind kind,
                                  geo::GeometryKind featureKind, const geo::LngLatBox* outer) {
  Scan scan = scanPoints(points);
  if (!scan.usable) {
    keepUsable(points);
    points = path_;
    scan = scanPoints(points);
  }
  const bool ring = kind == PathKind::outer || kind == PathKind::hole;
  while (ring && points.size() > 1 && points.back() == points.front())
    points = points.first(points.size() - 1);
  if (!enough(kind, points)) return false;
  if (kind == PathKind::points ? scan.beyondDateLine : scan.longStep || scan.beyondDateLine) {
    path_ = std::vector(points.begin(), points.end());
    mend(kind);
    points = path_;
    scan = scanPoints(points);
  }
  if (thinning_ != nullptr) {
    thinning_->thin(featureKind, points, thin_, kind == PathKind::hole);
    if (thin_.empty()) return false;
    constexpr std::size_t kCornersOfBox = 4;  // which a small ring becomes
    if (thin_.size() < points.size() || thin_.size() == kCornersOfBox) scan = scanPoints(thin_);
    points = thin_;
  }
  const double shift = outer != nullptr ? shiftInto(*outer, scan.bounds) : 0.0;
  geo::Path path{.first = static_cast<std::uint32_t>(set_.coords.size()),
                 .count = static_cast<std::uint32_t>(points.size()),
                 .hole = kind == PathKind::hole,
                 .bounds = scan.bounds};
  set_.coords.append(points);
  if (shift != 0) {
    for (geo::LngLat& p : set_.coords.own().subspan(path.first)) p.lng += shift;
    path.bounds.minX += shift;
    path.bounds.maxX += shift;
  }
  set_.paths.push_back(path);
  return true;
}

bool FeatureCollector::enough(PathKind kind, std::span<const geo::LngLat> points) {
  if (kind == PathKind::points) return !points.empty();
  if (kind == PathKind::line) return points.size() >= 2 || (++counted_.invalidLines, false);
  return hasThreeCorners(points) || (++counted_.invalidRings, false);
}

/// Into path_, without what cannot be placed.
void FeatureCollector::keepUsable(std::span<const geo::LngLat> points) {
  path_.clear();
  for (geo::LngLat p : points) {
    if (!std::isfinite(p.lat) || !std::isfinite(p.lng)) {
      ++counted_.notNumbers;
    } else if (std::abs(p.lat) > 90.0 + kPoleTolerance || std::abs(p.lng) > kMaxLongitude) {
      ++counted_.outside;
      if (std::abs(p.lng) <= 90 && std::abs(p.lat) <= 180) ++counted_.swapped;
    } else {
      path_.push_back({p.lng, std::clamp(p.lat, -90.0, 90.0)});
    }
  }
}

void FeatureCollector::mend(PathKind kind) {
  if (kind != PathKind::points) {
    geo::unwrap(path_, kind != PathKind::line);
    return;
  }
  for (geo::LngLat& p : path_) {
    if (std::abs(p.lng) > 180.0) p.lng -= std::round(p.lng / 360.0) * 360.0;
  }
}

}  // namespace dateline::gdal
