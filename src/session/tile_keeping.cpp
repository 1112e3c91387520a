#include "session/tile_keeping.h"

#include <fmt/format.h>

#include <filesystem>
#include <system_error>

#include "atlas/blob_store.h"
#include "base/paths.h"
#include "session/layer_reading.h"

namespace dateline::session {
namespace {

namespace fs = std::filesystem;

/// Tells one build of the program from another: what they cut differs, and how it lies in memory.
std::string build() {
  std::error_code failed;
  const fs::path program = fs::read_symlink("/proc/self/exe", failed);
  if (failed) return {};
  const std::uintmax_t size = fs::file_size(program, failed);
  if (failed) return {};
  const auto time = fs::last_write_time(program, failed).time_since_epoch().count();
  return failed ? std::string() : fmt::format("{}|{}|{}\n", DATELINE_VERSION, size, time);
}

class KeptTiles : public map::TileStore {
 public:
  KeptTiles() : build_(build()), blobs_(cacheFolder() / "tiles" / "tiles.sqlite") {}

  std::optional<std::string> find(const std::string& shelf, std::uint64_t item) override {
    return build_.empty() ? std::nullopt : blobs_.find(build_ + shelf, item);
  }
  void keep(const std::string& shelf, std::uint64_t item, std::string bytes) override {
    if (!build_.empty()) blobs_.keep(build_ + shelf, item, std::move(bytes));
  }
  std::uintmax_t clear() { return blobs_.clear(); }

 private:
  std::string build_;
  atlas::BlobStore blobs_;
};

std::shared_ptr<KeptTiles> keptTiles() {
  static const auto tiles = std::make_shared<KeptTiles>();
  return tiles;
}

}  // namespace

std::shared_ptr<map::TileStore> tileStore() {
  return layersFolder() ? keptTiles() : nullptr;
}

std::uintmax_t clearTileStore() {
  return keptTiles()->clear();
}

}  // namespace dateline::session
