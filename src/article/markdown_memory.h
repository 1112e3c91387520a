// Where cmark keeps the tree of a piece of Markdown.
#pragma once

#include <cmark-gfm.h>

#include <cstddef>

namespace dateline::article {

/// cmark asks for memory at every word, and gives it back node by node; from the heap both take longer than
/// reading does. Here what it asks for is cut in order from blocks that the next piece uses again, and given
/// back as a whole. One at a time in a thread, which alone may use what is in it: cmark's functions know no
/// other way to it.
class MarkdownMemory {
 public:
  MarkdownMemory();
  ~MarkdownMemory();
  MarkdownMemory(const MarkdownMemory&) = delete;
  MarkdownMemory& operator=(const MarkdownMemory&) = delete;

  /// What the parser is to be made with.
  [[nodiscard]] cmark_mem* functions();
  /// Everything that was given out is void. At most 16 MB are kept.
  void reuse();
};

}  // namespace dateline::article
