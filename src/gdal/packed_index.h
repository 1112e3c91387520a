// The spatial index of a FlatGeobuf file, looked over before GDAL follows it, and searched. Inside gdal
// only.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <vector>

#include "gdal/window_boxes.h"

namespace dateline::gdal {

enum class PackedIndex : std::uint8_t { none, sound, damaged };

/// Whether every node of the tree leads to nodes of the level below it, and the file is long enough to hold
/// it: GDAL 3.6 believes the index and would read beyond its memory. Reads the heading and the inner nodes, a
/// 15th of the index. (The layout is that of the FlatGeobuf specification: a packed Hilbert R-tree, the root
/// first, each node a box and the number of its first child.)
PackedIndex lookOver(const std::filesystem::path& flatGeobuf);

struct IndexedFeatures {
  std::vector<std::uint64_t> numbers;  ///< GDAL's ids, rising
  double bytes = 0;  ///< of the file, about: of each feature the share of its box that lies within
};

/// The features whose boxes meet the window. GDAL's own filter would compare
/// each with every edge of the feature, which takes longer than to read it. Nothing where the index is not
/// sound or cannot be read.
std::optional<IndexedFeatures> featuresIn(const std::filesystem::path& flatGeobuf,
                                          const SourceWindow& window);

}  // namespace dateline::gdal
