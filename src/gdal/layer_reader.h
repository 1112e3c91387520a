// A layer of a file, read whole into memory. Inside gdal only.
#pragma once

#include <filesystem>
#include <optional>

#include "atlas/layer_cache.h"

namespace dateline::gdal {

/// What atlas::openLayer does where nothing is kept of the file. `key`: of the file as it was found; what was
/// read is of it only if it is still so afterwards.
Result<atlas::LayerData> readLayer(const std::filesystem::path& path, const atlas::OpenOptions& options,
                                   const std::optional<atlas::LayerCache::Key>& key);

}  // namespace dateline::gdal
