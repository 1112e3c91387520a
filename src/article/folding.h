#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace dateline::article {

/// A text with case, accents, ligatures, and kinds of quotation marks, digits and white space folded away,
/// for searching.
struct FoldedText {
  std::string text;
  std::vector<std::uint32_t>
      codePoints;  ///< of each byte of `text`, the code point it came from; one more for the end
};

/// `utf8` must be valid.
FoldedText foldWithOffsets(std::string_view utf8);
std::string fold(std::string_view utf8);

}  // namespace dateline::article
