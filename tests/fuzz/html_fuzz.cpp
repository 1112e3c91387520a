// Any bytes as a page; one in 64 lengths with its encoding to be recognised, which is the text target's.
#include "article_fuzz.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  dateline::readAnything(data, size, "fuzz.html", size % 64 == 0 ? "" : "UTF-8");
  return 0;
}
