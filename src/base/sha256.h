#pragma once

#include <string>
#include <string_view>

namespace dateline {

/// Lower-case hexadecimal SHA-256 of the bytes.
std::string sha256(std::string_view bytes);

}  // namespace dateline
