// Any bytes as plain text: of one in four lengths the encoding is to be recognised, the others name one.
#include <array>

#include "article_fuzz.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static constexpr std::array kEncodings{"", "UTF-8", "UTF-8", "UTF-16LE", "", "UTF-8", "UTF-8", "Shift_JIS"};
  dateline::readAnything(data, size, "fuzz.txt", kEncodings[size % kEncodings.size()]);
  return 0;
}
