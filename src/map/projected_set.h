#pragma once

#include <atomic>
#include <memory>
#include <span>
#include <vector>

#include "geo/features.h"
#include "geo/projection.h"
#include "map/vertex_levels.h"

namespace dateline::map {

/// A FeatureSet on the plane of one projection, with what makes cutting quick: bounds of features and of
/// every run of 64 points along a path, so that a long coast costs only what is near the tile; and for every
/// point the tile level from which on it is drawn. A path is measured when it is first cut, by whichever
/// thread comes first. The points themselves are projected where they are needed: 1.6 bytes are kept for
/// each. To whoever uses it, it does not change.
class ProjectedSet {
 public:
  /// Segments that one box of `runs` covers: from its first point to the first point of the next run,
  /// included.
  static constexpr std::uint32_t kRun = 64;

  /// On the plane x depends on the longitude alone and y on the latitude.
  ProjectedSet(std::shared_ptr<const geo::FeatureSet> set, const geo::Projection& projection,
               Junctions junctions);

  [[nodiscard]] const geo::FeatureSet& set() const { return *set_; }
  /// False on a fixed plane, where there is one world.
  [[nodiscard]] bool repeats() const { return projection_->repeatsEastWest(); }
  [[nodiscard]] const geo::WorldBox& bounds() const { return bounds_; }
  [[nodiscard]] geo::WorldBox pathBounds(std::uint32_t path) const;
  /// The width or the height of a path, whichever is larger, in units of the plane; on a plane that repeats
  /// as large as it were on it at 45 degrees, wherever it lies.
  [[nodiscard]] double sizeOf(std::uint32_t path) const;
  /// Which paths' bounds meet a box: most that do not are told without being projected.
  class Near {
   public:
    Near(const ProjectedSet& set, const geo::WorldBox& box);
    [[nodiscard]] bool operator()(std::uint32_t path) const;

   private:
    const ProjectedSet& set_;
    geo::WorldBox box_;
    geo::LngLatBox around_;  // holds the box
  };
  /// The points that are drawn at a tile level of a path whose bounds meet the box. Of a run that lies wholly
  /// beside the box only the first and the last of them: the straight way between these stays beside the box
  /// too. Replaces `out`.
  void pointsNear(std::uint32_t path, const geo::WorldBox& box, int level,
                  std::vector<geo::WorldPoint>& out) const;
  /// Features whose bounds meet the box, in ascending order.
  void featuresIn(const geo::WorldBox& box, std::vector<std::uint32_t>& out) const;

 private:
  enum State : std::uint8_t { raw, beingMeasured, measured };
  [[nodiscard]] geo::LngLatBox boundsOf(std::uint32_t path) const;
  [[nodiscard]] geo::WorldBox projected(const geo::LngLatBox& box) const;
  void boundFeatures();
  void sortIntoGroups();
  void countRuns();
  void needMeasures(std::uint32_t path) const;
  void measure(std::uint32_t path) const;
  void measureRuns(std::uint32_t path, std::span<const geo::WorldPoint> points) const;

  std::shared_ptr<const geo::FeatureSet> set_;
  const geo::Projection* projection_;
  Junctions junctions_;
  std::vector<geo::GeometryKind> kinds_;  // of paths
  std::vector<geo::WorldBox> featureBounds_;
  geo::WorldBox bounds_;
  std::vector<std::uint32_t>
      order_;  // features along a Z-order curve, so that groups of neighbours have small boxes
  std::vector<geo::WorldBox> groups_, superGroups_;

  // Of each path what is true of it alone; untouched until it is measured.
  mutable std::vector<std::atomic<std::uint8_t>> states_;
  std::unique_ptr<std::uint8_t[]> levels_;     // of the points
  std::vector<std::uint32_t> firstRun_;        // of paths that have more than one
  std::unique_ptr<std::uint8_t[]> runLevels_;  // the lowest of each run
  std::unique_ptr<geo::WorldBox[]> runs_;      // those of rings reach back to the first point at their end
};

}  // namespace dateline::map
