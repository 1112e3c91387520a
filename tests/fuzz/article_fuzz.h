// What holds of every article, whatever it was read from.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "article/article.h"
#include "base/utf8.h"
#include "require.h"

namespace dateline {

/// Reads any bytes as an article of this format: an error with a sentence, or text that is valid, with blocks
/// in order inside it and inlines inside them. To recognise an encoding takes ten times as long as all the
/// rest: `encoding` names it where that is not what is to be tried.
inline void readAnything(const std::uint8_t* data, std::size_t size, const char* path,
                         const char* encoding = "") {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const auto read = article::parseArticle(bytes, path, {.encoding = encoding});
  if (!read) {
    REQUIRE(!read.error().message.empty());
    return;
  }
  const article::Article& article = **read;
  REQUIRE(isValidUtf8(article.text));
  REQUIRE(article.text.find('\0') == std::string::npos);
  REQUIRE(article.offsets.codePoints() == countCodePoints(article.text));
  REQUIRE(!article.title.empty());
  std::size_t end = 0;
  for (const article::Block& block : article.blocks) {
    REQUIRE(block.range.start >= end && block.range.end > block.range.start);
    end = block.range.end;
    for (const article::Inline& span : block.inlines)
      REQUIRE(span.range.start >= block.range.start && span.range.end <= block.range.end &&
              span.range.start < span.range.end);
  }
  REQUIRE(end <= article.offsets.codePoints());
}

}  // namespace dateline
