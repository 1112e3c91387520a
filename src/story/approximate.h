// Where a text stands approximately inside another.
#pragma once

#include <cstddef>
#include <string_view>

namespace dateline::story {

struct ByteSpan {
  std::size_t start = 0, end = 0;
  [[nodiscard]] std::size_t length() const { return end - start; }
  friend bool operator==(const ByteSpan&, const ByteSpan&) = default;
};

struct Match {
  ByteSpan span;             ///< in the window, on code point borders
  std::size_t distance = 0;  ///< edits of code points
};

/// The part of `window` that takes the fewest edits (insert, delete, replace a code point) to become
/// `pattern`; of several the first. Bit-parallel (Myers 1999, in the block form of Hyyrö 2003): len(pattern)
/// / 64 * len(window) steps, twice.
Match nearestPart(std::string_view pattern, std::string_view window);

/// How much of the end of `context` stands right before byte `at` of `text` (or of its beginning right
/// behind), 0..1; typos count in part, and what two unrelated texts have in common by chance counts as
/// nothing.
double agreementBefore(std::string_view context, std::string_view text, std::size_t at);
double agreementBehind(std::string_view context, std::string_view text, std::size_t at);

}  // namespace dateline::story
