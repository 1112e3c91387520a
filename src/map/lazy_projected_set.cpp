#include "map/lazy_projected_set.h"

#include <algorithm>
#include <thread>

#include "geo/reproject.h"

namespace dateline::map {
namespace {

constexpr std::size_t kWorthThreads = 200'000;  // points
constexpr unsigned kMostMeasurers = 8;

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

std::unique_ptr<ProjectedSet> LazyProjectedSet::make() const {
  const Set set = plane_ ? onPlane() : set_;
  const geo::Projection& projection = plane_ ? geo::planeCoordinates() : geo::tallMercator();
  const unsigned threads = threadsFor(set->coords.size());
  if (kept_ == nullptr) return std::make_unique<ProjectedSet>(set, projection, Junctions(*set, threads));
  if (const auto bytes = kept_->find(shelf_, 0))
    if (auto junctions = Junctions::of(*bytes, set->coords.size()))
      return std::make_unique<ProjectedSet>(set, projection, std::move(*junctions));
  Junctions junctions(*set, threads);
  kept_->keep(shelf_, 0, junctions.bytes());
  return std::make_unique<ProjectedSet>(set, projection, std::move(junctions));
}

}  // namespace dateline::map
