#pragma once

#include <memory>
#include <mutex>
#include <span>
#include <vector>

#include "geo/features.h"
#include "geo/projection.h"

namespace dateline::map {

/// A FeatureSet on the plane of one projection, with what makes cutting quick: bounds of features, of paths,
/// and of every run of 64 points along a path, so that a long coast costs only what is near the tile.
/// Immutable.
class ProjectedSet {
 public:
  /// Segments that one box of `runs` covers: from its first point to the first point of the next run,
  /// included.
  static constexpr std::uint32_t kRun = 64;

  ProjectedSet(std::shared_ptr<const geo::FeatureSet> set, const geo::Projection& projection);

  [[nodiscard]] const geo::FeatureSet& set() const { return *set_; }
  [[nodiscard]] const geo::WorldBox& bounds() const { return bounds_; }
  [[nodiscard]] const geo::WorldBox& pathBounds(std::uint32_t path) const { return pathBounds_[path]; }
  [[nodiscard]] std::span<const geo::WorldPoint> points(std::uint32_t path) const {
    return std::span(points_).subspan(set_->paths[path].first, set_->paths[path].count);
  }
  /// The boxes of the path's runs, in order; for rings the last one reaches back to the first point.
  [[nodiscard]] std::span<const geo::WorldBox> runs(std::uint32_t path) const {
    return std::span(runs_).subspan(firstRun_[path], firstRun_[path + 1] - firstRun_[path]);
  }
  /// Features whose bounds meet the box, in ascending order.
  void featuresIn(const geo::WorldBox& box, std::vector<std::uint32_t>& out) const;

 private:
  void measure();
  void sortIntoGroups();

  std::shared_ptr<const geo::FeatureSet> set_;
  std::vector<geo::WorldPoint> points_;
  std::vector<geo::WorldBox> pathBounds_, featureBounds_, runs_;
  std::vector<std::uint32_t> firstRun_;
  geo::WorldBox bounds_;
  std::vector<std::uint32_t>
      order_;  // features along a Z-order curve, so that groups of neighbours have small boxes
  std::vector<geo::WorldBox> groups_, superGroups_;
};

/// Projects on first use, by whichever thread comes first; the others wait for it.
class LazyProjectedSet {
 public:
  LazyProjectedSet(std::shared_ptr<const geo::FeatureSet> set, const geo::Projection& projection)
      : set_(std::move(set)), projection_(&projection) {}
  [[nodiscard]] const ProjectedSet& get() const {
    std::call_once(once_, [this] { projected_ = std::make_unique<ProjectedSet>(set_, *projection_); });
    return *projected_;
  }

 private:
  std::shared_ptr<const geo::FeatureSet> set_;
  const geo::Projection* projection_;
  mutable std::once_flag once_;
  mutable std::unique_ptr<ProjectedSet> projected_;
};

}  // namespace dateline::map
