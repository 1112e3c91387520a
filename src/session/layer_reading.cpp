#include "session/layer_reading.h"

#include <array>

#include "atlas/layer.h"
#include "atlas/layer_cache.h"
#include "base/paths.h"

namespace dateline::session {
namespace {

std::atomic<bool> kept{true};

std::filesystem::path layerCacheFolder() {
  return cacheFolder() / "layers";
}

}  // namespace

void keepLayersOnDisk(bool keep) {
  kept = keep;
}

std::uintmax_t clearLayerCache() {
  return atlas::LayerCache(layerCacheFolder()).clear();
}

Result<LayerEntry> readLayerEntry(const std::string& path, const CancelToken& cancel,
                                  const std::shared_ptr<std::atomic<float>>& progress) {
  atlas::OpenOptions options;
  if (kept) options.cacheFolder = layerCacheFolder();
  options.cancel = cancel;
  options.progress = progress;
  Result<atlas::LayerData> data = atlas::openLayer(path, options);
  if (!data) return tl::make_unexpected(data.error());
  LayerEntry entry;
  entry.path = path;
  entry.layer.name = data->name;
  entry.layer.features = data->features;
  for (const Warning& warning : data->warnings) {
    entry.note += (entry.note.empty() ? "" : "; ") + warning.message;
    if (warning.count > 1) entry.note += " (" + std::to_string(warning.count) + ")";
  }
  return entry;
}

map::Colour layerColour(std::size_t index) {
  static constexpr std::array<map::Colour, 6> kColours = {map::rgb(0x0072b2), map::rgb(0xd55e00),
                                                          map::rgb(0x009e73), map::rgb(0xcc79a7),
                                                          map::rgb(0xe69f00), map::rgb(0x56b4e9)};
  return kColours[index % kColours.size()];
}

}  // namespace dateline::session
