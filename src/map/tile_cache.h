#pragma once

#include <functional>
#include <memory>
#include <unordered_map>
#include <vector>

#include "base/workers.h"
#include "map/tile.h"

namespace dateline::map {

struct TileKey {
  std::uint64_t source = 0;
  TileAddress address;
  friend bool operator==(const TileKey&, const TileKey&) = default;
};
struct TileKeyHash {
  std::size_t operator()(const TileKey& key) const;
};

/// Keeps cut tiles up to a limit of bytes and has missing ones cut by workers. Used from one thread.
class TileCache {
 public:
  using Mesh = std::shared_ptr<const TileMesh>;
  struct Request {
    TileSourcePtr source;
    TileAddress address;
    double distance = 0;  ///< from the eye; nearest first
    bool visible = true;  ///< else fetched ahead: nobody is called when it comes
  };

  /// Without workers every request is cut at once. `onTile` is called on a worker's thread after a visible
  /// tile came.
  TileCache(Workers* workers, std::function<void()> onTile, std::size_t limitBytes);
  ~TileCache();
  TileCache(const TileCache&) = delete;
  TileCache& operator=(const TileCache&) = delete;

  /// Takes in what the workers finished; what is asked for until the next call with this picture's number is
  /// what that picture needs.
  void beginFrame(int picture = 0);
  /// nullptr when it has not been cut. Found tiles count as used in this frame.
  Mesh find(const TileKey& key);
  /// Queues a tile. One that the next frames do not ask for again is dropped before it is begun.
  void request(const Request& request);
  /// Cuts all of these now, on several threads.
  void cutNow(const std::vector<Request>& requests);
  /// Forgets the longest unused tiles above the limit, never those of this frame.
  void endFrame();

  [[nodiscard]] std::size_t bytes() const { return bytes_; }

 private:
  struct Shared;
  struct Entry {
    Mesh mesh;
    std::uint64_t lastUsed = 0;
  };
  void keep(const TileKey& key, Mesh mesh);

  Workers* workers_;
  std::shared_ptr<Shared> shared_;
  std::unordered_map<TileKey, Entry, TileKeyHash> entries_;
  std::size_t limitBytes_;
  std::size_t bytes_ = 0;
  std::uint64_t frame_ = 1;
  std::size_t picture_ = 0;
};

}  // namespace dateline::map
