#pragma once

#include <cstdint>
#include <string_view>

namespace dateline::session {

enum class FileKind : std::uint8_t { article, story, layer };

/// What a file is opened as, by its name alone, in capitals or not: what is inside is judged by who reads it.
FileKind fileKindOf(std::string_view path);

}  // namespace dateline::session
