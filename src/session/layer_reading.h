#pragma once

#include <atomic>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>

#include "atlas/windowed_source.h"
#include "session/state.h"

namespace dateline::session {

/// Reads a layer for the map; its warnings become the entry's note. `progress` runs 0..1.
Result<LayerEntry> readLayerEntry(const std::string& path, const CancelToken& cancel = {},
                                  const std::shared_ptr<std::atomic<float>>& progress = nullptr,
                                  std::optional<atlas::Previews> previews = {});
/// Whether the file is what it was when these were read of it.
bool isAsRead(const std::string& path, const geo::FeatureSet& features);
/// Reads it again; nothing where it is as it was.
std::optional<Result<LayerEntry>> rereadLayerEntry(const std::string& path, const geo::FeatureSet& features,
                                                   const CancelToken& cancel);
/// A layer as it was read, or a part of it.
LayerEntry entryOf(const atlas::LayerData& data);

/// The warnings of a layer as one sentence.
std::string noteOf(const Warnings& warnings);

/// How much memory a layer may take before it is read by the window, and then too, in bytes (512 MB, unless
/// told). For the whole process; to be said before the first layer is read.
void limitLayerMemory(std::uintmax_t bytes);
std::uintmax_t layerMemory();

/// What a layer that is read by the window is read for: what the camera shows and half as much around it.
atlas::Window windowFor(const map::Camera& camera, float pixelsPerLogicalPx);
/// What was read as an entry; a layer that was simplified or cut says so in its note.
LayerEntry entryOf(const atlas::WindowData& data);

/// Whether layers are kept on the disk as they were read (they are, unless told). For the whole process; to
/// be said before the first layer is read.
void keepLayersOnDisk(bool keep);
/// Where they are kept; nothing when they are not.
std::optional<std::filesystem::path> layersFolder();

/// Forgets what is kept of layers, and of their tiles. Gives the number of bytes that were freed.
std::uintmax_t clearLayerCache();

}  // namespace dateline::session
