#include "atlas/layer.h"

#include "atlas/kept_windows.h"
#include "atlas/layer_cache.h"
#include "atlas/reader.h"
#include "atlas/reading_apart.h"
#include "atlas/windowed_source.h"
#include "base/within_memory.h"

namespace dateline::atlas {
namespace {

/// Less than this share of the limit on the disk is less than the limit in memory.
constexpr std::uintmax_t kSurelySmall = 16;

Result<LayerData> readHere(const std::filesystem::path& path, const OpenOptions& options,
                           const std::optional<LayerCache::Key>& key) {
  const Result<Reader*> from = reader();
  if (!from) return tl::make_unexpected(from.error());
  return (*from)->readLayer(path, options, key);
}

Result<LayerData> keptOrRead(const std::filesystem::path& path, const OpenOptions& options) {
  const LayerCache cache(options.cacheFolder);
  const auto key = LayerCache::keyOf(path, options.sublayer);
  const bool kept = key && !options.cacheFolder.empty();
  if (kept) {
    if (std::optional<LayerData> layer = cache.find(*key)) {
      // The limits are those of this call, not of the one that kept it.
      if (layer->features->coords.size() <= options.maxVertices) {
        layer->source = path.string();
        return std::move(*layer);
      }
    }
  }
  Result<LayerData> layer = isReadApart(path) ? readApart(path, options, key) : readHere(path, options, key);
  if (!layer) return layer;
  if (options.progress) *options.progress = 1.0f;
  if (kept && !layer->features->origin.empty()) cache.keep(*key, *layer);
  return layer;
}

}  // namespace

Result<LayerData> openLayer(const std::filesystem::path& path, const OpenOptions& options) {
  return withinMemory(path.string(), [&] { return keptOrRead(path, options); });
}

Result<std::unique_ptr<WindowedSource>> WindowedSource::open(const DatabaseAddress& address) {
  const Result<Reader*> from = reader();
  if (!from) return tl::make_unexpected(from.error());
  return (*from)->openTable(address);
}

Result<std::unique_ptr<WindowedSource>> WindowedSource::open(const std::filesystem::path& path,
                                                             const std::filesystem::path& cacheFolder) {
  const Result<Reader*> from = reader();
  if (!from) return tl::make_unexpected(from.error());
  Result<std::unique_ptr<WindowedSource>> source = (*from)->openFile(path);
  if (!source || cacheFolder.empty()) return source;
  return std::make_unique<KeptWindows>(std::move(*source), path, cacheFolder);
}

bool takesMoreThan(const std::filesystem::path& path, std::uintmax_t bytes,
                   const std::filesystem::path& cacheFolder) {
  std::error_code error;
  const std::uintmax_t size = std::filesystem::file_size(path, error);
  if (error || size <= bytes / kSurelySmall) return false;
  if (const auto key = cacheFolder.empty() ? std::nullopt : LayerCache::keyOf(path, {}))
    if (const auto kept = LayerCache(cacheFolder).bytesOf(*key)) return *kept > bytes;
  const Result<Reader*> from = reader();
  return from && (*from)->takesMoreThan(path, bytes);
}

}  // namespace dateline::atlas
