#include "session/layer_reading.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <string_view>

#include "atlas/layer.h"
#include "atlas/layer_cache.h"
#include "base/paths.h"
#include "map/view_box.h"
#include "session/tile_keeping.h"

namespace dateline::session {
namespace {

std::atomic<bool> kept{true};
std::atomic<std::uintmax_t> memory{512u << 20};

std::filesystem::path layerCacheFolder() {
  return cacheFolder() / "layers";
}

}  // namespace

std::optional<std::filesystem::path> layersFolder() {
  return kept ? std::optional(layerCacheFolder()) : std::nullopt;
}

void keepLayersOnDisk(bool keep) {
  kept = keep;
}

std::uintmax_t clearLayerCache() {
  return atlas::LayerCache(layerCacheFolder()).clear() + clearTileStore();
}

Result<LayerEntry> readLayerEntry(const std::string& path, const CancelToken& cancel,
                                  const std::shared_ptr<std::atomic<float>>& progress,
                                  std::optional<atlas::Previews> previews) {
  atlas::OpenOptions options;
  if (kept) options.cacheFolder = layerCacheFolder();
  options.cancel = cancel;
  options.progress = progress;
  options.previews = std::move(previews);
  Result<atlas::LayerData> data = atlas::openLayer(path, options);
  if (!data) return tl::make_unexpected(data.error());
  return entryOf(*data);
}

bool isAsRead(const std::string& path, const geo::FeatureSet& features) {
  const auto key = atlas::LayerCache::keyOf(path, {});
  return key && key->text() == features.origin;
}

std::optional<Result<LayerEntry>> rereadLayerEntry(const std::string& path, const geo::FeatureSet& features,
                                                   const CancelToken& cancel) {
  if (isAsRead(path, features)) return {};
  if (atlas::takesMoreThan(path, memory, layersFolder().value_or("")))
    return fail(ErrorKind::tooLarge, "it takes more than --layer-memory now: remove it and open it again.",
                path);
  return readLayerEntry(path, cancel);
}

LayerEntry entryOf(const atlas::LayerData& data) {
  LayerEntry entry;
  entry.path = data.source;
  entry.layer.name = data.name;
  entry.layer.features = data.features;
  entry.note = noteOf(data.warnings);
  return entry;
}

std::string noteOf(const Warnings& warnings) {
  std::string note;
  for (const Warning& warning : warnings) {
    std::string_view message = warning.message;
    if (message.ends_with('.')) message.remove_suffix(1);
    note += (note.empty() ? "" : "; ") + std::string(message);
    if (warning.count > 1) note += " (" + std::to_string(warning.count) + ")";
  }
  return note.empty() ? note : note + ".";
}

void limitLayerMemory(std::uintmax_t bytes) {
  memory = bytes;
}
std::uintmax_t layerMemory() {
  return memory;
}

atlas::Window windowFor(const map::Camera& camera, float pixelsPerLogicalPx) {
  const double margin = std::max(camera.width(), camera.height()) / 2;
  atlas::Window window{.box = map::boxInView(camera, margin),
                       .tolerance = map::unseenDegrees(camera, pixelsPerLogicalPx),
                       .mercator = map::kindOf(camera.view()) == map::ProjectionKind::mercator};
  if (!window.mercator) return window;
  const auto cosine = [](double lat) { return std::max(0.1, std::cos(lat * std::numbers::pi / 180)); };
  window.tolerance *= cosine(window.box.centre().lat) / cosine(map::placeOf(camera.view()).lat);
  return window;
}

LayerEntry entryOf(const atlas::WindowData& data) {
  LayerEntry entry = entryOf(data.layer);
  Warnings warnings = data.layer.warnings;
  if (data.cut)
    warnings.push_back(
        {"more lies here than a layer may take of memory: a part is drawn; zoom in, or allow "
         "more with --layer-memory"});
  else if (data.coarse)
    warnings.push_back(
        {"more lies here than a layer may take of memory: it is drawn coarsely; zoom in, or allow more with "
         "--layer-memory"});
  entry.note = noteOf(warnings);
  return entry;
}

}  // namespace dateline::session
