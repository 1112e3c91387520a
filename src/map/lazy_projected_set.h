#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "geo/fixed_plane.h"
#include "map/projected_set.h"
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

/// Projects on first use, by whichever thread comes first; the others wait for it, or come again later. On a
/// fixed plane it is then that the set is reprojected.
class LazyProjectedSet {
 public:
  using Set = std::shared_ptr<const geo::FeatureSet>;
  /// On tallMercator's plane, or on a fixed one. `reprojected` keeps what was reprojected; where lines
  /// meet is looked for on the shelf of `kept`, and kept there. Both may be null; an empty shelf is none.
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
