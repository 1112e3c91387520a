#include "map/projected_set.h"

#include <atomic>
#include <cmath>
#include <numeric>
#include <thread>

#include "base/byte_lists.h"
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
  if (!ready_) {
    const std::lock_guard lock(making_);
    makeOnce();
  }
  return *projected_;
}

bool LazyProjectedSet::prepare(std::function<void()> whenReady) const {
  if (ready_) return true;
  if (const std::unique_lock lock(making_, std::try_to_lock); lock) {
    makeOnce();
    return true;
  }
  const std::lock_guard lock(waitingMutex_);
  if (ready_) return true;
  waiting_.push_back(std::move(whenReady));
  return false;
}

void LazyProjectedSet::makeOnce() const {
  if (ready_) return;
  projected_ = make();
  std::vector<std::function<void()>> waiting;
  {
    const std::lock_guard lock(waitingMutex_);
    ready_ = true;
    waiting.swap(waiting_);
  }
  for (const std::function<void()>& call : waiting) call();
}

LazyProjectedSet::Set LazyProjectedSet::onPlane() const {
  if (reprojected_)
    if (Set kept = reprojected_->find(*set_, *plane_)) return kept;
  // PROJ takes so long for a point that fewer of them are worth a thread.
  const unsigned threads = threadsFor(set_->coords.size() * 10);
  Set made = std::make_shared<const geo::FeatureSet>(geo::reprojected(*set_, *plane_, threads));
  if (reprojected_) reprojected_->keep(*set_, *plane_, made);
  return made;
}

ProjectedSet::ProjectedSet(std::shared_ptr<const geo::FeatureSet> set, const geo::Projection& projection)
    : set_(std::move(set)), projection_(&projection) {
  measure();
  boundFeatures();
  sortIntoGroups();
}

std::unique_ptr<ProjectedSet> ProjectedSet::of(std::shared_ptr<const geo::FeatureSet> set,
                                               const geo::Projection& projection, std::string_view measures) {
  std::unique_ptr<ProjectedSet> made(new ProjectedSet(std::move(set), &projection));
  ByteListReader reader(measures);
  reader.read(made->levels_);
  reader.read(made->runLevels_);
  reader.read(made->pathBounds_);
  reader.read(made->featureBounds_);
  reader.read(made->runs_);
  reader.read(made->firstRun_);
  if (!reader.finished() || !made->fits()) return nullptr;
  for (const geo::WorldBox& box : made->featureBounds_) made->bounds_.add(box);
  made->sortIntoGroups();
  return made;
}

std::string ProjectedSet::measures() const {
  ByteListWriter writer;
  writer.add(levels_);
  writer.add(runLevels_);
  writer.add(pathBounds_);
  writer.add(featureBounds_);
  writer.add(runs_);
  writer.add(firstRun_);
  return writer.finish();
}

bool ProjectedSet::fits() const {
  return levels_.size() == set_->coords.size() && pathBounds_.size() == set_->paths.size() &&
         featureBounds_.size() == set_->features.size() && firstRun_.size() == set_->paths.size() + 1 &&
         runs_.size() == firstRun_.back() && runLevels_.size() == runs_.size();
}

std::unique_ptr<ProjectedSet> LazyProjectedSet::make() const {
  const Set set = plane_ ? onPlane() : set_;
  const geo::Projection& projection = plane_ ? geo::planeCoordinates() : geo::tallMercator();
  if (kept_ == nullptr) return std::make_unique<ProjectedSet>(set, projection);
  if (const auto measures = kept_->find(shelf_, 0))
    if (auto made = ProjectedSet::of(set, projection, *measures)) return made;
  auto made = std::make_unique<ProjectedSet>(set, projection);
  kept_->keep(shelf_, 0, made->measures());
  return made;
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
