#include "geo/reproject.h"

#include <algorithm>
#include <atomic>
#include <cassert>
#include <cmath>
#include <thread>

#include "geo/algorithms.h"
#include "geo/patch_borders.h"
#include "geo/plane_domain.h"

namespace dateline::geo {
namespace {

using Patch = FixedPlane::Patch;
using Borders = std::vector<std::vector<PatchBorder>>;

constexpr double kOnEdge = 1e-7;  // degrees
// Paths run on beyond 180 degrees where they cross the date line; so many worlds more on each side.
constexpr int kMostTurns = 2;
constexpr std::size_t kFeaturesAtOnce = 64;

LngLatBox turned(const LngLatBox& box, int turns) {
  return {box.minX + 360.0 * turns, box.minY, box.maxX + 360.0 * turns, box.maxY};
}

/// What runs along the side of a box touches it.
LngLatBox padded(const LngLatBox& box) {
  return {box.minX - kOnEdge, box.minY - kOnEdge, box.maxX + kOnEdge, box.maxY + kOnEdge};
}

WorldBox asWorld(const LngLatBox& box) {
  return {box.minX, box.minY, box.maxX, box.maxY};
}

bool strictlyWithin(const LngLatBox& outer, const LngLatBox& inner) {
  return inner.minX > outer.minX + kOnEdge && inner.maxX < outer.maxX - kOnEdge &&
         inner.minY > outer.minY + kOnEdge && inner.maxY < outer.maxY - kOnEdge;
}

/// Collects what becomes of some features, in their order.
class Reprojector {
 public:
  Reprojector(const FeatureSet& set, const FixedPlane& plane, const Borders& borders)
      : set_(set), plane_(plane), borders_(borders) {}

  void add(const Feature& feature) {
    row_ = feature.row;
    if (feature.kind == GeometryKind::polygon) return addPolygons(feature);
    for (const Path& path : set_.pathsOf(feature))
      feature.kind == GeometryKind::line ? addLine(path, feature.part) : addPoints(path);
  }
  FeatureSet take() { return std::move(out_); }

 private:
  template <typename Visit>
  void everyPatch(const LngLatBox& bounds, const Visit& visit) const {
    for (const Patch& patch : plane_.domain().patches)
      for (int turns = -kMostTurns; turns <= kMostTurns; ++turns)
        if (turned(patch.box, turns).intersects(bounds)) visit(patch, turns);
  }
  [[nodiscard]] const FixedPlane::Piece& pieceOf(const Patch& patch) const {
    return plane_.domain().pieces[patch.piece];
  }

  // Rings come as a shell and its holes.
  void addPolygons(const Feature& feature) {
    const std::span<const Path> paths = set_.pathsOf(feature);
    for (std::size_t first = 0; first < paths.size();) {
      std::size_t last = first + 1;
      while (last < paths.size() && paths[last].hole) ++last;
      if (!paths[first].hole) {
        const std::span<const Path> rings = paths.subspan(first, last - first);
        everyPatch(padded(paths[first].bounds),
                   [&](const Patch& patch, int turns) { addPolygon(rings, patch, turns); });
      }
      first = last;
    }
  }

  void addPolygon(std::span<const Path> rings, const Patch& patch, int turns) {
    const LngLatBox box = turned(patch.box, turns);
    const bool whole = strictlyWithin(box, rings.front().bounds) && !hasSeam(rings);
    begin(GeometryKind::polygon, whole ? FeaturePart::whole : FeaturePart::inside);
    for (const Path& ring : rings) {
      addRing(cut(ring, box, whole), patch, turns, ring.hole);
      if (paths_ == 0) break;  // nothing of the shell, but what may run along the side of the patch
    }
    finish();
    if (whole) return;
    begin(GeometryKind::line, FeaturePart::outline);
    for (const Path& ring : rings) addOutline(ring, patch, turns);
    finish();
  }

  [[nodiscard]] Ring cut(const Path& path, const LngLatBox& box, bool whole) const {
    Ring ring;
    for (const LngLat& p : set_.points(path)) ring.push_back({p.lng, p.lat});
    return whole ? ring : clipRing(ring, asWorld(box));
  }

  void addRing(const Ring& ring, const Patch& patch, int turns, bool hole) {
    if (ring.size() < 3) return;
    std::vector<WorldPoint> bent;
    for (std::size_t i = 0; i < ring.size(); ++i)
      addEdge(ring[i], ring[(i + 1) % ring.size()], patch, turns, bent);
    addPath(bent, 3, hole);
  }

  /// An edge along a patch goes over the same places on both sides of it, wherever it begins there.
  void addEdge(WorldPoint a, WorldPoint b, const Patch& patch, int turns,
               std::vector<WorldPoint>& bent) const {
    const LngLat from{a.x - 360.0 * turns, a.y}, to{b.x - 360.0 * turns, b.y};
    LngLat before = from;
    if (from.lng == to.lng && onEdge(patch.box.minX, patch.box.maxX, from.lng)) {
      everyDegree(from.lat, to.lat, [&](double lat) { step(before, {from.lng, lat}, patch, bent); });
    } else if (from.lat == to.lat && onEdge(patch.box.minY, patch.box.maxY, from.lat)) {
      everyDegree(from.lng, to.lng, [&](double lng) { step(before, {lng, from.lat}, patch, bent); });
    }
    step(before, to, patch, bent);
  }
  void step(LngLat& before, LngLat to, const Patch& patch, std::vector<WorldPoint>& bent) const {
    appendBent(plane_, pieceOf(patch), before, to, kReprojectTolerance, bent);
    before = to;
  }
  static bool onEdge(double low, double high, double value) { return value == low || value == high; }
  template <typename Visit>
  static void everyDegree(double from, double to, const Visit& visit) {
    const double way = to < from ? -1 : 1;
    for (double at = way > 0 ? std::floor(from) + 1 : std::ceil(from) - 1; (to - at) * way > 0; at += way)
      visit(at);
  }

  /// Edges of files along the date line and the poles are no border of anything.
  static bool isSeam(LngLat a, LngLat b) {
    const auto dateLine = [](double lng) { return std::abs(std::remainder(lng - 180, 360)) < kOnEdge; };
    return (std::abs(a.lng - b.lng) < kOnEdge && dateLine(a.lng)) ||
           (std::abs(a.lat) > 90 - kOnEdge && std::abs(b.lat) > 90 - kOnEdge);
  }
  static bool isAlong(LngLat a, LngLat b, const LngLatBox& box) {
    const auto along = [](double p, double q, double low, double high) {
      return std::abs(p - q) < kOnEdge && (std::abs(p - low) < kOnEdge || std::abs(p - high) < kOnEdge);
    };
    return along(a.lng, b.lng, box.minX, box.maxX) || along(a.lat, b.lat, box.minY, box.maxY);
  }
  [[nodiscard]] bool hasSeam(std::span<const Path> rings) const {
    // Rings that reach neither have none.
    const auto reaches = [](const Path& ring) {
      const auto cell = [](double lng) { return std::floor((lng - 180) / 360); };
      return ring.bounds.maxY > 90 - kOnEdge || ring.bounds.minY < -90 + kOnEdge ||
             cell(ring.bounds.minX - kOnEdge) != cell(ring.bounds.maxX + kOnEdge);
    };
    for (const Path& ring : rings) {
      if (!reaches(ring)) continue;
      const std::span<const LngLat> points = set_.points(ring);
      for (std::size_t i = 0; i < points.size(); ++i)
        if (isSeam(points[i], points[(i + 1) % points.size()])) return true;
    }
    return false;
  }

  void addOutline(const Path& ring, const Patch& patch, int turns) {
    const LngLatBox box = turned(patch.box, turns);
    const std::span<const LngLat> points = set_.points(ring);
    std::vector<WorldPoint> run;
    const auto flush = [&] {
      for (const auto& piece : clipLine(run, asWorld(box))) addOpen(piece, patch, turns);
      run.clear();
    };
    for (std::size_t i = 0; i < points.size(); ++i) {
      const LngLat a = points[i], b = points[(i + 1) % points.size()];
      const bool seam = isSeam(a, b), along = !seam && isAlong(a, b, box);
      if (seam || along) flush();
      if (along) addAlong(a, b, patch, turns);
      if (seam || along) continue;
      if (run.empty()) run.push_back({a.lng, a.lat});
      run.push_back({b.lng, b.lat});
    }
    flush();
  }

  /// An edge along a side of the patch: as far as the plane goes on there, and of two neighbours in one.
  void addAlong(LngLat a, LngLat b, const Patch& patch, int turns) {
    const auto index = static_cast<std::size_t>(&patch - plane_.domain().patches.data());
    for (const PatchBorder& border : borders_[index]) {
      const double east = border.east ? 0 : 360.0 * turns, at = border.at + (border.east ? 360.0 * turns : 0);
      const auto across = border.east ? &LngLat::lng : &LngLat::lat;
      if (std::abs(a.*across - at) >= kOnEdge || std::abs(b.*across - at) >= kOnEdge) continue;
      const auto placed = [&](LngLat p) {
        const double way = std::clamp(border.east ? p.lat : p.lng, border.low + east, border.high + east);
        return border.east ? WorldPoint{at, way} : WorldPoint{way, at};
      };
      const WorldPoint line[] = {placed(a), placed(b)};
      if (!(line[0] == line[1])) addOpen(line, patch, turns);
    }
  }

  void addLine(const Path& path, FeaturePart part) {
    const std::span<const LngLat> points = set_.points(path);
    everyPatch(padded(path.bounds), [&](const Patch& patch, int turns) {
      const LngLatBox box = turned(patch.box, turns);
      std::vector<WorldPoint> run;
      const auto flush = [&] {
        for (const auto& piece : clipLine(run, asWorld(box))) addOpen(piece, patch, turns);
        run.clear();
      };
      begin(GeometryKind::line, part);
      for (std::size_t i = 0; i + 1 < points.size(); ++i) {
        const LngLat a = points[i], b = points[i + 1];
        const bool along = isAlong(a, b, box);
        if (along) flush(), addOnSide(a, b, patch, turns);
        if (along) continue;
        if (run.empty()) run.push_back({a.lng, a.lat});
        run.push_back({b.lng, b.lat});
      }
      flush();
      finish();
    });
  }

  /// A stretch of a line that runs along a side of the patch: of two neighbours in one, at a tear in both.
  void addOnSide(LngLat a, LngLat b, const Patch& patch, int turns) {
    const double east = 360.0 * turns;
    a.lng -= east, b.lng -= east;
    const LngLatBox& box = patch.box;
    const auto near = [](double p, double q) { return std::abs(p - q) < kOnEdge; };
    const bool meridian = near(a.lng, b.lng) && (near(a.lng, box.minX) || near(a.lng, box.maxX));
    const double least = meridian ? box.minX : box.minY, most = meridian ? box.maxX : box.maxY;
    const bool first = near(meridian ? a.lng : a.lat, least);
    const auto ends = std::minmax(meridian ? a.lat : a.lng, meridian ? b.lat : b.lng);
    const PatchBorder side{meridian, first ? least : most,
                           std::max(ends.first, meridian ? box.minY : box.minX),
                           std::min(ends.second, meridian ? box.maxY : box.maxX)};
    if (side.high - side.low < kOnEdge) return;
    const auto placed = [&](double along) {
      return meridian ? WorldPoint{side.at + east, along} : WorldPoint{along + east, side.at};
    };
    for (const PatchBorder& part : first ? ownPartsOf(side, borders_) : std::vector{side}) {
      const WorldPoint line[] = {placed(part.low), placed(part.high)};
      addOpen(line, patch, turns);
    }
  }

  void addOpen(std::span<const WorldPoint> line, const Patch& patch, int turns) {
    const auto place = [&](WorldPoint p) { return LngLat{p.x - 360.0 * turns, p.y}; };
    std::vector<WorldPoint> bent;
    if (const auto start = plane_.forwardIn(pieceOf(patch), place(line.front()))) bent.push_back(*start);
    for (std::size_t i = 0; i + 1 < line.size(); ++i)
      appendBent(plane_, pieceOf(patch), place(line[i]), place(line[i + 1]), kReprojectTolerance, bent);
    addPath(bent, 2, false);
  }

  void addPoints(const Path& path) {
    std::vector<WorldPoint> shown;
    for (const LngLat& p : set_.points(path))
      if (plane_.shows(p)) shown.push_back(plane_.project(p));
    begin(GeometryKind::point, FeaturePart::whole);
    addPath(shown, 1, false);
    finish();
  }

  void begin(GeometryKind kind, FeaturePart part) {
    feature_ = {kind, static_cast<std::uint32_t>(out_.paths.size()), 0, row_, {}, part};
    paths_ = 0;
  }
  void addPath(std::span<const WorldPoint> points, std::size_t least, bool hole) {
    if (points.size() < least) return;
    Path path{
        static_cast<std::uint32_t>(out_.coords.size()), static_cast<std::uint32_t>(points.size()), hole, {}};
    for (const WorldPoint& p : points) {
      const LngLat at{p.x, p.y};
      out_.coords.push_back(at);
      path.bounds.add(at);
    }
    feature_.bounds.add(path.bounds);
    out_.paths.push_back(path);
    ++paths_;
  }
  void finish() {
    if (paths_ == 0) return;
    feature_.pathCount = paths_;
    out_.bounds.add(feature_.bounds);
    out_.features.push_back(feature_);
  }

  const FeatureSet& set_;
  const FixedPlane& plane_;
  const Borders& borders_;
  FeatureSet out_;
  Feature feature_;
  std::uint32_t row_ = 0, paths_ = 0;
};

/// Behind what is there.
void append(FeatureSet& all, const FeatureSet& part) {
  const auto coords = static_cast<std::uint32_t>(all.coords.size());
  const auto paths = static_cast<std::uint32_t>(all.paths.size());
  all.coords.append(part.coords.all());
  for (Path path : part.paths) {
    path.first += coords;
    all.paths.push_back(path);
  }
  for (Feature feature : part.features) {
    feature.firstPath += paths;
    all.features.push_back(feature);
  }
  all.bounds.add(part.bounds);
}

class PlaneCoordinates final : public Projection {
 public:
  [[nodiscard]] std::string_view name() const override { return "plane"; }
  [[nodiscard]] WorldPoint project(LngLat p) const override { return {p.lng, p.lat}; }
  [[nodiscard]] LngLat unproject(WorldPoint p) const override { return {p.x, p.y}; }
  void project(std::span<const LngLat> in, std::span<WorldPoint> out) const override {
    assert(in.size() == out.size());
    for (std::size_t i = 0; i < in.size(); ++i) out[i] = {in[i].lng, in[i].lat};
  }
  [[nodiscard]] bool repeatsEastWest() const override { return false; }
  [[nodiscard]] double metresPerUnit(LngLat) const override { return 1; }
};

}  // namespace

FeatureSet reprojected(const FeatureSet& set, const FixedPlane& plane, unsigned threads) {
  const std::size_t chunks = (set.features.size() + kFeaturesAtOnce - 1) / kFeaturesAtOnce;
  std::vector<FeatureSet> parts(chunks);
  std::atomic<std::size_t> next{0};
  const Borders borders = patchBorders(plane);
  const auto work = [&] {
    for (std::size_t chunk = next++; chunk < chunks; chunk = next++) {
      Reprojector reprojector(set, plane, borders);
      const std::size_t end = std::min(set.features.size(), (chunk + 1) * kFeaturesAtOnce);
      for (std::size_t f = chunk * kFeaturesAtOnce; f < end; ++f) reprojector.add(set.features[f]);
      parts[chunk] = reprojector.take();
    }
  };
  std::vector<std::thread> helpers;
  for (unsigned i = 1; i < std::min<std::size_t>(threads, chunks); ++i) helpers.emplace_back(work);
  work();
  for (std::thread& helper : helpers) helper.join();
  FeatureSet all;
  for (FeatureSet& part : parts) {
    append(all, part);
    part = {};
  }
  return all;
}

const Projection& planeCoordinates() {
  static const PlaneCoordinates projection;
  return projection;
}

}  // namespace dateline::geo
