#pragma once

#include <filesystem>
#include <optional>

#include "atlas/layer_cache.h"

namespace dateline::atlas {

/// Whether a file is of a format whose readers in GDAL end the program, or never end, on some files: KML,
/// KMZ, GML, GPX and MapInfo. By its name and its first bytes.
bool isReadApart(const std::filesystem::path& path);

/// As Reader::readLayer, by a process of its own (`dateline_reader`): where its reader fails, or is stopped,
/// nothing else does. Of a KML that GDAL's usual reader fails on a simpler one reads what it can, with a
/// warning. ErrorKind::invalid where all of them fail.
Result<LayerData> readApart(const std::filesystem::path& path, const OpenOptions& options,
                            const std::optional<LayerCache::Key>& key);

/// What that process does, with the arguments that it was begun with; gives its exit code.
int readForAnother(int argc, char** argv);

}  // namespace dateline::atlas
