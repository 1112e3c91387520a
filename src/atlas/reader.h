// What needs GDAL, behind a door that is opened when it is first needed. Inside atlas, and the room behind it
// (gdal).
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string_view>

#include "atlas/layer_cache.h"
#include "atlas/windowed_source.h"

namespace dateline::atlas {

/// Reads files and data bases. Used from any thread.
class Reader {
 public:
  virtual ~Reader() = default;
  Reader(const Reader&) = delete;
  Reader& operator=(const Reader&) = delete;

  /// Of the program that it belongs to.
  [[nodiscard]] virtual std::string_view version() const = 0;
  /// `key`: of the file as it was found, which LayerData::features->origin then names.
  virtual Result<LayerData> readLayer(const std::filesystem::path& path, const OpenOptions& options,
                                      const std::optional<LayerCache::Key>& key) = 0;
  virtual Result<std::unique_ptr<WindowedSource>> openFile(const std::filesystem::path& path) = 0;
  virtual Result<std::unique_ptr<WindowedSource>> openTable(const DatabaseAddress& address) = 0;
  virtual bool takesMoreThan(const std::filesystem::path& path, std::uintmax_t bytes) = 0;

 protected:
  Reader() = default;
};

/// The reader of `dateline_gdal.so`, which is loaded with the first call: GDAL and the hundred libraries that
/// it brings take longer to load than a map takes to draw, and most maps need nothing that was not kept.
/// ErrorKind::notFound: it is not where the program is, or of another version.
Result<Reader*> reader();

}  // namespace dateline::atlas
