#pragma once

#include <string_view>

#include "article/encodings.h"

namespace dateline::article {

struct EncodingGuess {
  const Encoding* encoding = nullptr;
  bool sure = false;  ///< no other encoding gives a text nearly as good
};

/// The encoding of bytes that are not UTF-8. ICU's detector gives what the statistics of languages say; each
/// candidate is then read and judged as text: do words keep to one script, do small letters follow capitals,
/// do signs stand where signs stand. With `markup`, tags do not count.
EncodingGuess guessEncoding(std::string_view bytes, bool markup);

}  // namespace dateline::article
