#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <mutex>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "geo/features.h"
#include "geo/fixed_plane.h"
#include "geo/projection.h"
#include "map/tile_store.h"

namespace dateline::map {

/// Keeps sets as they lie on fixed planes, so that they need not be reprojected again. Used by several
/// threads.
class ReprojectedStore {
 public:
  virtual ~ReprojectedStore() = default;
  virtual std::shared_ptr<const geo::FeatureSet> find(const geo::FeatureSet& set,
                                                      const geo::FixedPlane& plane) = 0;
  virtual void keep(const geo::FeatureSet& set, const geo::FixedPlane& plane,
                    std::shared_ptr<const geo::FeatureSet> reprojected) = 0;
};
using ReprojectedStorePtr = std::shared_ptr<ReprojectedStore>;

/// A FeatureSet on the plane of one projection, with what makes cutting quick: bounds of features, of paths,
/// and of every run of 64 points along a path, so that a long coast costs only what is near the tile; and for
/// every point the tile level from which on it is drawn. The points themselves are projected where they are
/// needed: 1.6 bytes are kept for each. Immutable.
class ProjectedSet {
 public:
  /// Segments that one box of `runs` covers: from its first point to the first point of the next run,
  /// included.
  static constexpr std::uint32_t kRun = 64;

  ProjectedSet(std::shared_ptr<const geo::FeatureSet> set, const geo::Projection& projection);
  /// With what another one of the same set and projection gave as its measures; null when these are not such.
  static std::unique_ptr<ProjectedSet> of(std::shared_ptr<const geo::FeatureSet> set,
                                          const geo::Projection& projection, std::string_view measures);
  /// All that was found out about the set, as bytes for the same build of the program.
  [[nodiscard]] std::string measures() const;

  [[nodiscard]] const geo::FeatureSet& set() const { return *set_; }
  /// False on a fixed plane, where there is one world.
  [[nodiscard]] bool repeats() const { return projection_->repeatsEastWest(); }
  [[nodiscard]] const geo::WorldBox& bounds() const { return bounds_; }
  [[nodiscard]] const geo::WorldBox& pathBounds(std::uint32_t path) const { return pathBounds_[path]; }
  /// The points of a path that are drawn at a tile level. Of a run that lies wholly beside the box only the
  /// first and the last of them: the straight way between these stays beside the box too. Replaces `out`.
  void pointsNear(std::uint32_t path, const geo::WorldBox& box, int level,
                  std::vector<geo::WorldPoint>& out) const;
  /// Features whose bounds meet the box, in ascending order.
  void featuresIn(const geo::WorldBox& box, std::vector<std::uint32_t>& out) const;

 private:
  ProjectedSet(std::shared_ptr<const geo::FeatureSet> set, const geo::Projection* projection)
      : set_(std::move(set)), projection_(projection) {}
  [[nodiscard]] bool fits() const;
  void measure();
  void measurePath(std::uint32_t path, std::span<const geo::WorldPoint> points);
  void boundFeatures();
  void sortIntoGroups();

  std::shared_ptr<const geo::FeatureSet> set_;
  const geo::Projection* projection_;
  std::vector<std::uint8_t> levels_;     // of the points
  std::vector<std::uint8_t> runLevels_;  // the lowest of each run
  std::vector<geo::WorldBox> pathBounds_, featureBounds_;
  std::vector<geo::WorldBox> runs_;  // those of rings reach back to the first point at their end
  std::vector<std::uint32_t> firstRun_;
  geo::WorldBox bounds_;
  std::vector<std::uint32_t>
      order_;  // features along a Z-order curve, so that groups of neighbours have small boxes
  std::vector<geo::WorldBox> groups_, superGroups_;
};

/// Projects on first use, by whichever thread comes first; the others wait for it, or come again later. On a
/// fixed plane it is then that the set is reprojected.
class LazyProjectedSet {
 public:
  using Set = std::shared_ptr<const geo::FeatureSet>;
  /// On tallMercator's plane, or on a fixed one. `reprojected` keeps what was reprojected; what is measured
  /// is looked for on the shelf of `kept`, and kept there. Both may be null; an empty shelf is none.
  explicit LazyProjectedSet(Set set, geo::FixedPlanePtr plane = nullptr,
                            ReprojectedStorePtr reprojected = nullptr,
                            std::shared_ptr<TileStore> kept = nullptr, std::string shelf = {})
      : set_(std::move(set)),
        plane_(std::move(plane)),
        reprojected_(std::move(reprojected)),
        kept_(shelf.empty() ? nullptr : std::move(kept)),
        shelf_(std::move(shelf)) {}
  [[nodiscard]] const ProjectedSet& get() const;
  /// Has it projected, unless another thread is about it: false then, and `whenReady` is called, on that
  /// thread, as soon as it is.
  bool prepare(std::function<void()> whenReady) const;
  /// As it was given, with its attributes; features of either have their rows there.
  [[nodiscard]] const geo::FeatureSet& source() const { return *set_; }

 private:
  [[nodiscard]] Set onPlane() const;
  [[nodiscard]] std::unique_ptr<ProjectedSet> make() const;
  void makeOnce() const;

  Set set_;
  geo::FixedPlanePtr plane_;
  ReprojectedStorePtr reprojected_;
  std::shared_ptr<TileStore> kept_;
  std::string shelf_;
  mutable std::mutex making_;
  mutable std::unique_ptr<ProjectedSet> projected_;
  mutable std::atomic<bool> ready_{false};
  mutable std::mutex waitingMutex_;
  mutable std::vector<std::function<void()>> waiting_;
};

}  // namespace dateline::map
