#pragma once

#include <string>
#include <string_view>

#include "base/error.h"

namespace dateline::article {

struct Decoded {
  std::string text;      ///< valid UTF-8 without byte order mark and NUL, line ends as LF
  std::string encoding;  ///< "UTF-8", "UTF-16LE", "windows-1251": names of the WHATWG Encoding Standard
  Warnings warnings;
};

struct DecodeOptions {
  std::string_view encoding;  ///< name or label that settles it; empty: recognised
  bool markup = false;        ///< tags are not text, and a page may declare its encoding
};

/// Bytes of a text file as UTF-8. What they are in is told by a byte order mark, by the pattern of UTF-16, by
/// validity (UTF-8, repaired where it is nearly valid), by what a page declares, else by the statistics of
/// languages (guess_encoding.h), with a warning where that is not sure. What holds too many control bytes is
/// an error: it is not text. So is an encoding that is not known.
Result<Decoded> decode(std::string_view bytes, const std::string& where, const DecodeOptions& options = {});

}  // namespace dateline::article
