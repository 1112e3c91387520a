#pragma once

#include <filesystem>
#include <string_view>

#include "base/error.h"
#include "base/image.h"

namespace dateline::figure {

constexpr int kLargestImageSide = 32768;
constexpr std::size_t kLargestImageBytes = 512UL << 20;  ///< of the file, and of the pixels it says it has

/// A PNG or JPEG: one channel when it is grey without alpha, else RGBA. Larger than the limits, truncated or
/// anything else is an error that names the file.
Result<Image> readImage(const std::filesystem::path& path);

/// The same from memory; `where` stands in the error.
Result<Image> decodeImage(std::string_view bytes, std::string_view where = "image");

}  // namespace dateline::figure
