#pragma once

#include <filesystem>

#include "base/error.h"
#include "base/image.h"

namespace dateline::atlas {

/// Reads the lightness of a JPEG picture. For the relief that ships with the program, which libjpeg-turbo
/// decodes several times as fast as stb. ErrorKind::notFound, unreadable, invalid (no such picture or a
/// damaged one), tooLarge (above 16384 pixels a side).
Result<Image> readRaster(const std::filesystem::path& path);

}  // namespace dateline::atlas
