#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "atlas/layer.h"

namespace dateline::atlas {

/// Of any bytes; finds damage, not malice.
std::uint64_t checksum(std::string_view bytes);

/// Writes a layer as it lies in memory, below a heading that readImage asks for. False when the file cannot
/// be written whole or would be larger than the limit.
bool writeImage(const std::filesystem::path& file, const std::string& heading, const LayerData& layer,
                std::uintmax_t limitBytes);

/// Reads it back; nothing unless the file is whole, of this version of the program's and this machine's
/// layout, and has this heading.
std::optional<LayerData> readImage(const std::filesystem::path& file, const std::string& heading);

/// The bytes of the file, unless readImage would give nothing as far as its beginning tells.
std::optional<std::uintmax_t> bytesOfImage(const std::filesystem::path& file, const std::string& heading);

}  // namespace dateline::atlas
