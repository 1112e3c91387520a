#include "map/projected_set.h"

#include <atomic>
#include <cmath>
#include <numeric>
#include <thread>

#include "geo/reproject.h"
#include "map/vertex_levels.h"

namespace dateline::map {
namespace {

constexpr std::size_t kGroup = 32;
constexpr std::size_t kWorthThreads = 200'000;  // points
constexpr unsigned kMostMeasurers = 8;

/// The bits of two 16-bit numbers in turn: near places get near numbers.
std::uint32_t zOrder(std::uint32_t x, std::uint32_t y) {
  const auto spread = [](std::uint32_t v) {
    v = (v | (v << 8)) & 0x00ff00ffu;
    v = (v | (v << 4)) & 0x0f0f0f0fu;
    v = (v | (v << 2)) & 0x33333333u;
    return (v | (v << 1)) & 0x55555555u;
  };
  return spread(x) | (spread(y) << 1);
}

std::uint32_t cellOf(double value, double low, double extent) {
  if (extent <= 0) return 0;
  return static_cast<std::uint32_t>(std::clamp((value - low) / extent, 0.0, 1.0) * 65535);
}

std::vector<geo::WorldBox> grouped(std::span<const geo::WorldBox> boxes) {
  std::vector<geo::WorldBox> groups((boxes.size() + kGroup - 1) / kGroup);
  for (std::size_t i = 0; i < boxes.size(); ++i) groups[i / kGroup].add(boxes[i]);
  return groups;
}

unsigned threadsFor(std::size_t points) {
  return points < kWorthThreads ? 1 : std::clamp(std::thread::hardware_concurrency(), 1u, kMostMeasurers);
}

}  // namespace

const ProjectedSet& LazyProjectedSet::get() const {
  std::call_once(once_, [this] {
    projected_ = plane_ ? std::make_unique<ProjectedSet>(onPlane(), geo::planeCoordinates())
                        : std::make_unique<ProjectedSet>(set_, geo::tallMercator());
  });
  return *projected_;
}

LazyProjectedSet::Set LazyProjectedSet::onPlane() const {
  if (store_)
    if (Set kept = store_->find(*set_, *plane_)) return kept;
  // PROJ takes so long for a point that fewer of them are worth a thread.
  const unsigned threads = threadsFor(set_->coords.size() * 10);
  Set made = std::make_shared<const geo::FeatureSet>(geo::reprojected(*set_, *plane_, threads));
  if (store_) store_->keep(*set_, *plane_, made);
  return made;
}

ProjectedSet::ProjectedSet(std::shared_ptr<const geo::FeatureSet> set, const geo::Projection& projection)
    : set_(std::move(set)), projection_(&projection) {
  measure();
  boundFeatures();
  sortIntoGroups();
}

void ProjectedSet::measure() {
  const std::size_t paths = set_->paths.size();
  std::uint32_t runs = 0;
  firstRun_.reserve(paths + 1);
  for (const geo::Path& path : set_->paths) {
    firstRun_.push_back(runs);
    runs += (path.count + kRun - 1) / kRun;
  }
  firstRun_.push_back(runs);
  levels_.resize(set_->coords.size());
  runLevels_.resize(runs, kNeverDrawn);
  runs_.resize(runs);
  pathBounds_.resize(paths);
  std::vector<geo::GeometryKind> kinds(paths, geo::GeometryKind::point);
  for (const geo::Feature& feature : set_->features)
    std::fill_n(kinds.begin() + feature.firstPath, feature.pathCount, feature.kind);

  const unsigned threads = threadsFor(set_->coords.size());
  const Junctions junctions(*set_, threads);
  std::atomic<std::uint32_t> next{0};
  const auto work = [&] {
    std::vector<geo::WorldPoint> points;
    std::vector<char> fixed;
    for (std::uint32_t path = next++; path < paths; path = next++) {
      const std::span<const geo::LngLat> coords = set_->points(set_->paths[path]);
      points.resize(coords.size());
      projection_->project(coords, points);
      if (kinds[path] != geo::GeometryKind::point) {
        const bool ring = kinds[path] == geo::GeometryKind::polygon;
        junctions.of(coords, ring, fixed);
        levelsOf(points, fixed, ring, std::span(levels_).subspan(set_->paths[path].first, coords.size()));
      }
      measurePath(path, points);
    }
  };
  std::vector<std::thread> helpers;
  for (unsigned i = 1; i < threads; ++i) helpers.emplace_back(work);
  work();
  for (std::thread& helper : helpers) helper.join();
}

void ProjectedSet::measurePath(std::uint32_t path, std::span<const geo::WorldPoint> points) {
  const std::uint8_t* levels = levels_.data() + set_->paths[path].first;
  std::uint32_t run = firstRun_[path];
  for (std::size_t begin = 0; begin < points.size(); begin += kRun, ++run) {
    const std::size_t end = std::min<std::size_t>(points.size(), begin + kRun);
    for (std::size_t i = begin; i < end; ++i) runs_[run].add(points[i]);
    runs_[run].add(points[end < points.size() ? end : 0]);
    runLevels_[run] = *std::min_element(levels + begin, levels + end);
    pathBounds_[path].add(runs_[run]);
  }
}

void ProjectedSet::boundFeatures() {
  featureBounds_.resize(set_->features.size());
  for (std::size_t f = 0; f < set_->features.size(); ++f) {
    const geo::Feature& feature = set_->features[f];
    for (std::uint32_t i = 0; i < feature.pathCount; ++i)
      featureBounds_[f].add(pathBounds_[feature.firstPath + i]);
    bounds_.add(featureBounds_[f]);
  }
}

void ProjectedSet::pointsNear(std::uint32_t path, const geo::WorldBox& box, int level,
                              std::vector<geo::WorldPoint>& out) const {
  out.clear();
  const geo::Path& whole = set_->paths[path];
  const geo::LngLat* coords = set_->coords.data() + whole.first;
  const std::uint8_t* levels = levels_.data() + whole.first;
  for (std::uint32_t run = firstRun_[path]; run < firstRun_[path + 1]; ++run) {
    if (runLevels_[run] > level) continue;
    std::uint32_t begin = (run - firstRun_[path]) * kRun;
    std::uint32_t end = std::min(whole.count, begin + kRun);
    if (runs_[run].intersects(box)) {
      for (std::uint32_t i = begin; i < end; ++i)
        if (levels[i] <= level) out.push_back(projection_->project(coords[i]));
      continue;
    }
    while (levels[begin] > level) ++begin;
    while (levels[end - 1] > level) --end;
    out.push_back(projection_->project(coords[begin]));
    if (end - 1 > begin) out.push_back(projection_->project(coords[end - 1]));
  }
}

void ProjectedSet::sortIntoGroups() {
  std::vector<std::uint32_t> place(featureBounds_.size());
  for (std::size_t f = 0; f < place.size(); ++f) {
    if (featureBounds_[f].empty()) continue;
    const geo::WorldPoint c = featureBounds_[f].centre();
    place[f] =
        zOrder(cellOf(c.x, bounds_.minX, bounds_.width()), cellOf(c.y, bounds_.minY, bounds_.height()));
  }
  order_.resize(place.size());
  std::iota(order_.begin(), order_.end(), 0u);
  std::stable_sort(order_.begin(), order_.end(), [&](auto a, auto b) { return place[a] < place[b]; });
  std::vector<geo::WorldBox> ordered;
  ordered.reserve(order_.size());
  for (const std::uint32_t f : order_) ordered.push_back(featureBounds_[f]);
  groups_ = grouped(ordered);
  superGroups_ = grouped(groups_);
}

void ProjectedSet::featuresIn(const geo::WorldBox& box, std::vector<std::uint32_t>& out) const {
  const auto firstNew = static_cast<std::ptrdiff_t>(out.size());
  for (std::size_t s = 0; s < superGroups_.size(); ++s) {
    if (!superGroups_[s].intersects(box)) continue;
    for (std::size_t g = s * kGroup; g < std::min(groups_.size(), (s + 1) * kGroup); ++g) {
      if (!groups_[g].intersects(box)) continue;
      for (std::size_t i = g * kGroup; i < std::min(order_.size(), (g + 1) * kGroup); ++i) {
        if (featureBounds_[order_[i]].intersects(box)) out.push_back(order_[i]);
      }
    }
  }
  std::sort(out.begin() + firstNew, out.end());
}

}  // namespace dateline::map
