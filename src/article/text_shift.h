#pragma once

#include <optional>
#include <vector>

#include "article/article.h"

namespace dateline::article {

/// Where the places of a text went when it was edited. Made of the stretches that both versions share, in
/// their order: what is equal at both ends, then whole blocks that stand once in each (Cohen's patience
/// diff), then what is equal at the ends of the gaps between these. Takes time in the length of both.
class TextShift {
 public:
  TextShift(const Article& before, const Article& after);

  /// A code point of the text before, where it stands after; inside of what was rewritten about as far into
  /// it.
  [[nodiscard]] std::size_t of(std::size_t offset) const;
  /// nullopt where an end of the range was rewritten.
  [[nodiscard]] std::optional<TextRange> of(const TextRange& range) const;

 private:
  /// Code points that stand in both.
  struct Shared {
    std::size_t before = 0, after = 0, length = 0;
  };
  struct Bytes {
    std::size_t start = 0, end = 0;
  };
  struct Gap {
    Bytes before, after;
  };
  void add(const Article& before, const Article& after, Bytes inBefore, std::size_t inAfter);
  Gap trimmed(const Article& before, const Article& after, Gap gap);
  [[nodiscard]] const Shared* holding(std::size_t offset) const;

  std::vector<Shared> shared_;  ///< in order
  std::size_t before_ = 0, after_ = 0;
};

}  // namespace dateline::article
