#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>

#include "base/error.h"

namespace dateline {

/// The whole of a regular file. A missing file, a directory, a device or one of more than `limitBytes` is an
/// error that names the path. "-" is standard input where `allowStdin`.
Result<std::string> readFile(const std::filesystem::path& path, std::size_t limitBytes,
                             bool allowStdin = false);

/// Writes through a temporary file beside `path`, fsync and rename: the old file or the new one, never half
/// of it.
Status writeFileAtomically(const std::filesystem::path& path, std::string_view bytes);

}  // namespace dateline
