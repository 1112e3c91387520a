#include "map/projected_set.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>
#include <numeric>

namespace dateline::map {
namespace {

constexpr std::size_t kGroup = 32;
constexpr std::uint32_t kNoRuns = std::numeric_limits<std::uint32_t>::max();

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

}  // namespace

ProjectedSet::ProjectedSet(std::shared_ptr<const geo::FeatureSet> set, const geo::Projection& projection,
                           Junctions junctions)
    : set_(std::move(set)),
      projection_(&projection),
      junctions_(std::move(junctions)),
      kinds_(geo::kindsOfPaths(*set_)),
      states_(set_->paths.size()),
      levels_(new std::uint8_t[set_->coords.size()]) {
  boundFeatures();
  sortIntoGroups();
  countRuns();
}

geo::LngLatBox ProjectedSet::boundsOf(std::uint32_t path) const {
  const geo::Path& points = set_->paths[path];
  if (!points.bounds.empty()) return points.bounds;
  geo::LngLatBox box;
  for (const geo::LngLat& p : set_->points(points)) box.add(p);
  return box;
}

geo::WorldBox ProjectedSet::projected(const geo::LngLatBox& box) const {
  geo::WorldBox result;
  if (box.empty()) return result;
  result.add(projection_->project(geo::LngLat{box.minX, box.minY}));
  result.add(projection_->project(geo::LngLat{box.maxX, box.maxY}));
  return result;
}

geo::WorldBox ProjectedSet::pathBounds(std::uint32_t path) const {
  return projected(boundsOf(path));
}

double ProjectedSet::sizeOf(std::uint32_t path) const {
  constexpr double kDegrees = 360, kRadian = 180 / std::numbers::pi;
  if (!repeats()) {
    const geo::WorldBox box = pathBounds(path);
    return std::max(box.width(), box.height());
  }
  const geo::LngLatBox box = boundsOf(path);
  const double width = box.width() * std::cos(box.centre().lat / kRadian);
  return std::max(width, box.height()) / kDegrees * std::numbers::sqrt2;
}

ProjectedSet::Near::Near(const ProjectedSet& set, const geo::WorldBox& box) : set_(set), box_(box) {
  around_.add(set.projection_->unproject({box.minX, box.minY}));
  around_.add(set.projection_->unproject({box.maxX, box.maxY}));
  // For the rounding; and all that is nearer to a pole than the plane reaches lies on its edge.
  constexpr double kRounding = 1e-9, kEdge = 89.9, kPole = 90;
  around_ = {around_.minX - kRounding, around_.minY - kRounding, around_.maxX + kRounding,
             around_.maxY + kRounding};
  if (around_.maxY > kEdge) around_.maxY = std::max(around_.maxY, kPole);
  if (around_.minY < -kEdge) around_.minY = std::min(around_.minY, -kPole);
}

bool ProjectedSet::Near::operator()(std::uint32_t path) const {
  const geo::LngLatBox bounds = set_.boundsOf(path);
  return around_.intersects(bounds) && set_.projected(bounds).intersects(box_);
}

void ProjectedSet::countRuns() {
  std::uint32_t runs = 0;
  firstRun_.reserve(set_->paths.size());
  for (const geo::Path& path : set_->paths) {
    firstRun_.push_back(path.count > kRun ? runs : kNoRuns);
    if (path.count > kRun) runs += (path.count + kRun - 1) / kRun;
  }
  runLevels_.reset(new std::uint8_t[runs]);
  runs_.reset(new geo::WorldBox[runs]);
}

void ProjectedSet::needMeasures(std::uint32_t path) const {
  std::atomic<std::uint8_t>& state = states_[path];
  std::uint8_t now = state.load(std::memory_order_acquire);
  if (now == raw && state.compare_exchange_strong(now, beingMeasured)) {
    measure(path);
    state.store(measured, std::memory_order_release);
    state.notify_all();
    return;
  }
  while (now != measured) {
    state.wait(now, std::memory_order_acquire);
    now = state.load(std::memory_order_acquire);
  }
}

void ProjectedSet::measure(std::uint32_t path) const {
  static thread_local std::vector<geo::WorldPoint> points;
  static thread_local std::vector<char> fixed;
  const geo::Path& whole = set_->paths[path];
  const std::span<std::uint8_t> levels(levels_.get() + whole.first, whole.count);
  const std::span<const geo::LngLat> coords = set_->points(whole);
  points.resize(coords.size());
  projection_->project(coords, points);
  if (kinds_[path] == geo::GeometryKind::point) {
    std::ranges::fill(levels, std::uint8_t{0});
  } else {
    const bool ring = kinds_[path] == geo::GeometryKind::polygon;
    junctions_.along(whole, ring, fixed);
    levelsOf(points, fixed, ring, levels);
  }
  if (firstRun_[path] != kNoRuns) measureRuns(path, points);
}

void ProjectedSet::measureRuns(std::uint32_t path, std::span<const geo::WorldPoint> points) const {
  const std::uint8_t* levels = levels_.get() + set_->paths[path].first;
  std::uint32_t run = firstRun_[path];
  for (std::size_t begin = 0; begin < points.size(); begin += kRun, ++run) {
    const std::size_t end = std::min<std::size_t>(points.size(), begin + kRun);
    for (std::size_t i = begin; i < end; ++i) runs_[run].add(points[i]);
    runs_[run].add(points[end < points.size() ? end : 0]);
    runLevels_[run] = *std::min_element(levels + begin, levels + end);
  }
}

void ProjectedSet::boundFeatures() {
  featureBounds_.resize(set_->features.size());
  for (std::size_t f = 0; f < set_->features.size(); ++f) {
    const geo::Feature& feature = set_->features[f];
    geo::LngLatBox box = feature.bounds;
    for (std::uint32_t i = 0; box.empty() && i < feature.pathCount; ++i)
      box.add(boundsOf(feature.firstPath + i));
    featureBounds_[f] = projected(box);
    bounds_.add(featureBounds_[f]);
  }
}

void ProjectedSet::pointsNear(std::uint32_t path, const geo::WorldBox& box, int level,
                              std::vector<geo::WorldPoint>& out) const {
  needMeasures(path);
  out.clear();
  const geo::Path& whole = set_->paths[path];
  const geo::LngLat* coords = set_->coords.data() + whole.first;
  const std::uint8_t* levels = levels_.get() + whole.first;
  const auto addAll = [&](std::uint32_t begin, std::uint32_t end) {
    for (std::uint32_t i = begin; i < end; ++i)
      if (levels[i] <= level) out.push_back(projection_->project(coords[i]));
  };
  if (firstRun_[path] == kNoRuns) return addAll(0, whole.count);
  std::uint32_t run = firstRun_[path];
  for (std::uint32_t begin = 0, end = 0; begin < whole.count; begin = end, ++run) {
    end = std::min(whole.count, begin + kRun);
    if (runLevels_[run] > level) continue;
    if (runs_[run].intersects(box)) {
      addAll(begin, end);
      continue;
    }
    std::uint32_t first = begin, last = end - 1;
    while (levels[first] > level) ++first;
    while (levels[last] > level) --last;
    out.push_back(projection_->project(coords[first]));
    if (last > first) out.push_back(projection_->project(coords[last]));
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
