// Any bytes as a page.
#include "article_fuzz.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  dateline::readAnything(data, size, "fuzz.html");
  return 0;
}
