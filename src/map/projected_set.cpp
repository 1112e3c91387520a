#include "map/projected_set.h"

#include <cmath>
#include <numeric>

namespace dateline::map {
namespace {

constexpr std::size_t kGroup = 32;

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

ProjectedSet::ProjectedSet(std::shared_ptr<const geo::FeatureSet> set, const geo::Projection& projection)
    : set_(std::move(set)), points_(set_->coords.size()) {
  projection.project(set_->coords, points_);
  measure();
  sortIntoGroups();
}

void ProjectedSet::measure() {
  pathBounds_.resize(set_->paths.size());
  firstRun_.reserve(set_->paths.size() + 1);
  for (std::uint32_t path = 0; path < set_->paths.size(); ++path) {
    const std::span<const geo::WorldPoint> p = points(path);
    firstRun_.push_back(static_cast<std::uint32_t>(runs_.size()));
    for (std::size_t begin = 0; begin < p.size(); begin += kRun) {
      geo::WorldBox box;
      for (std::size_t i = begin; i < std::min(p.size(), begin + kRun); ++i) box.add(p[i]);
      box.add(p[begin + kRun < p.size() ? begin + kRun : 0]);
      runs_.push_back(box);
      pathBounds_[path].add(box);
    }
  }
  firstRun_.push_back(static_cast<std::uint32_t>(runs_.size()));
  featureBounds_.resize(set_->features.size());
  for (std::size_t f = 0; f < set_->features.size(); ++f) {
    const geo::Feature& feature = set_->features[f];
    for (std::uint32_t i = 0; i < feature.pathCount; ++i)
      featureBounds_[f].add(pathBounds_[feature.firstPath + i]);
    bounds_.add(featureBounds_[f]);
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
