#include "map/tile_cache.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <thread>

namespace dateline::map {
namespace {

// What is fetched ahead waits behind everything that is seen, whatever the distances.
constexpr double kAheadPenalty = 1e6;
constexpr unsigned kMostThreads = 8;
constexpr std::size_t kMostPictures = 8;

TileKey keyOf(const TileCache::Request& request) {
  return {request.source->id(), request.address};
}

}  // namespace

std::size_t TileKeyHash::operator()(const TileKey& key) const {
  std::uint64_t h = key.source * 0x9e3779b97f4a7c15ull;
  h ^= (static_cast<std::uint64_t>(key.address.z) << 58) ^ (static_cast<std::uint64_t>(key.address.x) << 29) ^
       static_cast<std::uint64_t>(key.address.y);
  h *= 0xbf58476d1ce4e5b9ull;
  return static_cast<std::size_t>(h ^ (h >> 31));
}

/// What the cache and its jobs share; jobs may outlive the cache.
struct TileCache::Shared {
  struct Wish {
    std::size_t picture = 0;
    std::uint64_t frame = 0;  ///< the last of the picture's that asked for it
    bool visible = false;
    bool begun = false;
  };
  std::mutex mutex;
  std::unordered_map<TileKey, Wish, TileKeyHash> wishes;
  std::vector<std::pair<TileKey, Mesh>> results;
  std::array<std::uint64_t, kMostPictures> frames{};

  std::mutex callMutex;  ///< held while calling, so that nobody is called after the cache is gone
  std::function<void()> onTile;

  /// False when the last frames had no use for it, or another job was quicker.
  bool begin(const TileKey& key) {
    const std::lock_guard lock(mutex);
    const auto wish = wishes.find(key);
    if (wish == wishes.end() || wish->second.begun) return false;
    if (wish->second.frame + 1 < frames[wish->second.picture]) {
      wishes.erase(wish);
      return false;
    }
    return wish->second.begun = true;
  }

  void finish(const TileKey& key, TileMesh mesh) {
    bool visible = false;
    {
      const std::lock_guard lock(mutex);
      visible = wishes[key].visible;
      results.emplace_back(key, std::make_shared<const TileMesh>(std::move(mesh)));
    }
    const std::lock_guard lock(callMutex);
    if (visible && onTile) onTile();
  }
};

TileCache::TileCache(Workers* workers, std::function<void()> onTile, std::size_t limitBytes)
    : workers_(workers), shared_(std::make_shared<Shared>()), limitBytes_(limitBytes) {
  shared_->onTile = std::move(onTile);
}

TileCache::~TileCache() {
  {
    const std::lock_guard lock(shared_->mutex);
    shared_->wishes.clear();
  }
  const std::lock_guard lock(shared_->callMutex);
  shared_->onTile = nullptr;
}

void TileCache::beginFrame(int picture) {
  std::vector<std::pair<TileKey, Mesh>> results;
  {
    const std::lock_guard lock(shared_->mutex);
    ++frame_;
    picture_ = static_cast<std::size_t>(picture);
    ++shared_->frames[picture_];
    results.swap(shared_->results);
    for (const auto& [key, mesh] : results) shared_->wishes.erase(key);
  }
  for (auto& [key, mesh] : results) keep(key, std::move(mesh));
}

TileCache::Mesh TileCache::find(const TileKey& key) {
  const auto found = entries_.find(key);
  if (found == entries_.end()) return nullptr;
  found->second.lastUsed = frame_;
  return found->second.mesh;
}

void TileCache::request(const Request& request) {
  const TileKey key = keyOf(request);
  if (entries_.contains(key)) return;
  if (workers_ == nullptr) {
    if (request.visible) keep(key, std::make_shared<const TileMesh>(request.source->cut(request.address)));
    return;
  }
  {
    const std::lock_guard lock(shared_->mutex);
    const auto [wish, isNew] = shared_->wishes.try_emplace(key);
    wish->second.picture = picture_;
    wish->second.frame = shared_->frames[picture_];
    // A tile that was fetched ahead and is now seen gets a second job, further to the front.
    const bool urgent = request.visible && !wish->second.visible;
    wish->second.visible |= request.visible;
    if (!isNew && !urgent) return;
  }
  const double priority = -request.distance - (request.visible ? 0 : kAheadPenalty);
  const auto cut = [shared = shared_, source = request.source, key] {
    shared->finish(key, source->cut(key.address));
  };
  workers_->run(
      [shared = shared_, workers = workers_, source = request.source, key, cut, priority] {
        if (!shared->begin(key)) return;
        if (std::optional<TileMesh> kept = source->kept(key.address))
          return shared->finish(key, std::move(*kept));
        // No thread waits for a source that another one prepares.
        if (source->prepare([=] { workers->run(cut, priority); })) cut();
      },
      priority);
}

void TileCache::cutNow(const std::vector<Request>& requests) {
  std::vector<Mesh> meshes(requests.size());
  std::atomic<std::size_t> next{0};
  const auto work = [&] {
    for (std::size_t i = next++; i < requests.size(); i = next++) {
      meshes[i] = std::make_shared<const TileMesh>(requests[i].source->cut(requests[i].address));
    }
  };
  const unsigned threads = std::clamp(std::thread::hardware_concurrency(), 1u, kMostThreads);
  std::vector<std::thread> helpers;
  for (unsigned i = 1; i < std::min<std::size_t>(threads, requests.size()); ++i) helpers.emplace_back(work);
  work();
  for (std::thread& helper : helpers) helper.join();
  for (std::size_t i = 0; i < requests.size(); ++i) keep(keyOf(requests[i]), std::move(meshes[i]));
}

void TileCache::keep(const TileKey& key, Mesh mesh) {
  Entry& entry = entries_[key];
  if (entry.mesh) bytes_ -= entry.mesh->bytes();
  bytes_ += mesh->bytes();
  entry = {std::move(mesh), frame_};
}

void TileCache::endFrame() {
  if (bytes_ <= limitBytes_) return;
  std::vector<std::pair<std::uint64_t, TileKey>> unused;
  for (const auto& [key, entry] : entries_) {
    if (entry.lastUsed != frame_) unused.emplace_back(entry.lastUsed, key);
  }
  std::sort(unused.begin(), unused.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  for (const auto& [lastUsed, key] : unused) {
    if (bytes_ <= limitBytes_ / 5 * 4) return;
    const auto entry = entries_.find(key);
    bytes_ -= entry->second.mesh->bytes();
    entries_.erase(entry);
  }
}

}  // namespace dateline::map
