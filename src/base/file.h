#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

#include "base/error.h"

namespace dateline {

/// The whole of a regular file. A missing file, a directory, a device or one of more than `limitBytes` is an
/// error that names the path. "-" is standard input where `allowStdin`.
Result<std::string> readFile(const std::filesystem::path& path, std::size_t limitBytes,
                             bool allowStdin = false);

/// What becomes of a file that has the name already.
enum class Existing : std::uint8_t { replace, keep };

/// Writes a new file and puts it in the place of `path`, or of what `path` is a link to: the old file or the
/// new one, never half of it, with the permissions of the old one. A program that is stopped meanwhile leaves
/// nothing beside it, where the file system can hold a file without a name. What takes bytes as they come is
/// written to and stays. Where what exists is to be kept, a file of this name is an error, even one that came
/// to be at the last moment.
Status writeFileAtomically(const std::filesystem::path& path, std::string_view bytes,
                           Existing existing = Existing::replace);

/// True of a device, a FIFO, a socket and of /dev/stdout, /dev/fd/3 and the like: what is written goes there
/// and cannot be read back or replaced.
bool takesBytesAsTheyCome(const std::filesystem::path& path);

/// Bytes for who reads the program's output; they are out when it returns.
Status writeToStandardOutput(std::string_view bytes);

}  // namespace dateline
