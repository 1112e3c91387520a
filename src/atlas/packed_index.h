// The spatial index of a FlatGeobuf file, looked over before GDAL follows it. Inside atlas only.
#pragma once

#include <cstdint>
#include <filesystem>

namespace dateline::atlas {

enum class PackedIndex : std::uint8_t { none, sound, damaged };

/// Whether every node of the tree leads to nodes of the level below it, and the file is long enough to hold
/// it: GDAL 3.6 believes the index and would read beyond its memory. Reads the heading and the inner nodes, a
/// 15th of the index. (The layout is that of the FlatGeobuf specification: a packed Hilbert R-tree, the root
/// first, each node a box and the number of its first child.)
PackedIndex lookOver(const std::filesystem::path& flatGeobuf);

}  // namespace dateline::atlas
