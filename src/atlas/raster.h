#pragma once

#include <filesystem>

#include "base/error.h"
#include "base/image.h"

namespace dateline::atlas {

/// Reads the first band of a JPEG picture through GDAL, which decodes several times as fast as stb. For the
/// relief that ships with the program: 8 bits a pixel, one channel. ErrorKind::notFound, unreadable, invalid
/// (no such picture or a damaged one), tooLarge (above 16384 pixels a side).
Result<Image> readRaster(const std::filesystem::path& path);

}  // namespace dateline::atlas
