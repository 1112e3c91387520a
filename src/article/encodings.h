// The encodings that text comes in, by their names of the WHATWG Encoding Standard, of DOS by IANA's.
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace dateline::article {

struct Encoding {
  std::string_view name;     ///< "windows-1251"
  std::string_view letters;  ///< "Cyrillic": what is written in it, for a list to choose from
  std::string_view icu;      ///< ICU's converter
  std::string_view labels;   ///< other names that mean the same, separated by spaces
};

/// All that can be read, in the order of a list to choose from.
std::span<const Encoding> encodings();

/// The encoding of a name or label ("cp1251", "Latin-1", "sjis"; case, '-' and '_' do not matter); nullptr
/// for none. As on the web, ISO-8859-1 and ASCII mean windows-1252, GB2312 means GB18030.
const Encoding* encodingNamed(std::string_view label);

/// Bytes as UTF-8; what the encoding does not know becomes U+FFFD and is counted. A byte order mark is kept.
std::string convert(std::string_view bytes, const Encoding& encoding, std::size_t& replaced);

}  // namespace dateline::article
