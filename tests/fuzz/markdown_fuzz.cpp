// Any bytes as Markdown.
#include "article_fuzz.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  dateline::readAnything(data, size, "fuzz.md", "UTF-8");
  return 0;
}
