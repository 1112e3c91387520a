#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>

#include "atlas/layer.h"

namespace dateline::atlas {

/// Layers as they were read, kept on the disk so that they open again without being parsed, reprojected and
/// checked. One file a layer, named by the path it was read from; what it was read from is told by the size
/// and the modification time of that file and of its companions (`x.shp` and `x.dbf`). Nothing here is an
/// error: what cannot be kept is not kept, and what is damaged, stale or of another version is read anew.
class LayerCache {
 public:
  static constexpr std::uintmax_t kLimitBytes = 4ull << 30;

  explicit LayerCache(std::filesystem::path folder, std::uintmax_t limitBytes = kLimitBytes)
      : folder_(std::move(folder)), limitBytes_(limitBytes) {}

  /// What the files of a layer are now; to be taken before they are read. Nothing when there is no such file.
  struct Key {
    std::string path;   ///< absolute, with the sublayer
    std::string state;  ///< of the files
    /// Both; what is kept is asked for by it.
    [[nodiscard]] std::string text() const { return path + "\n" + state; }
  };
  static std::optional<Key> keyOf(const std::filesystem::path& path, const std::string& sublayer);

  [[nodiscard]] std::optional<LayerData> find(const Key& key) const;
  /// About what that would take of memory, with what the map keeps of it.
  [[nodiscard]] std::optional<std::uintmax_t> bytesOf(const Key& key) const;
  /// Writes it in the background; the program ends when that is done. Small ones too: what is kept is read
  /// without GDAL, which takes longer to load. Afterwards the longest unused beyond the limit go.
  void keep(const Key& key, const LayerData& layer) const;
  /// Forgets all. Gives the number of bytes that were freed.
  std::uintmax_t clear() const;
  /// Waits until all that is to be kept is written.
  static void finish();

 private:
  [[nodiscard]] std::filesystem::path fileOf(const Key& key) const;
  void write(const Key& key, const LayerData& layer) const;
  void makeRoom() const;

  std::filesystem::path folder_;
  std::uintmax_t limitBytes_;
};

}  // namespace dateline::atlas
