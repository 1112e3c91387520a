#pragma once

#include <string>
#include <string_view>

#include "base/error.h"

namespace dateline::article {

struct Decoded {
  std::string text;      ///< valid UTF-8 without byte order mark and NUL, line ends as LF
  std::string encoding;  ///< "UTF-8", "UTF-16LE", "UTF-16BE" or "windows-1252"
  Warnings warnings;
};

/// Bytes of a text file as UTF-8: by byte order mark, by the pattern of zero bytes (UTF-16), by validity
/// (UTF-8, repaired where it is nearly valid), else as Windows-1252. What holds too many control bytes is an
/// error: it is not text.
Result<Decoded> decode(std::string_view bytes, const std::string& where);

}  // namespace dateline::article
