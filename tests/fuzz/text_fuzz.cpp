// Any bytes as plain text.
#include "article_fuzz.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  dateline::readAnything(data, size, "fuzz.txt");
  return 0;
}
