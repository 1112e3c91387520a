#include <algorithm>

#include "base/sha256.h"
#include "story/anchor.h"

namespace dateline::story {
namespace {

constexpr std::size_t kContext = 32;

TextRange lineAround(const article::Article& article, TextRange range) {
  const std::string_view text = article.text;
  const std::size_t start = article.offsets.byteOf(text, range.start);
  const std::size_t end = article.offsets.byteOf(text, range.end);
  const std::size_t from =
      start == 0 ? 0 : text.rfind('\n', start - 1) + 1;  // npos + 1 is the start of the text
  const std::size_t to = std::min(text.find('\n', end), text.size());
  return {article.offsets.codePointOf(text, from), article.offsets.codePointOf(text, to)};
}

TextQuoteSelector quoteOf(const article::Article& article, TextRange range) {
  const std::size_t end = article.offsets.codePoints();
  TextQuoteSelector quote;
  quote.exact = article.slice(range);
  quote.prefix = article.slice({range.start - std::min(range.start, kContext), range.start});
  quote.suffix = article.slice({range.end, std::min(range.end + kContext, end)});
  return quote;
}

}  // namespace

Anchor anchorAt(const article::Article& article, TextRange range) {
  Anchor anchor;
  anchor.selectors.emplace_back(quoteOf(article, range));
  anchor.selectors.emplace_back(TextPositionSelector{.range = range, .sha256 = {}, .paragraphSha256 = {}});
  return anchor;
}

Anchor reanchored(const Anchor& old, const article::Article& article, TextRange range) {
  Anchor anchor;
  anchor.extra = old.extra;
  const bool quotes = std::any_of(old.selectors.begin(), old.selectors.end(), [](const Selector& selector) {
    const auto* quote = std::get_if<TextQuoteSelector>(&selector);
    return quote != nullptr && !quote->refinedBy;
  });
  bool quoted = false;
  bool placed = false;
  for (const Selector& selector : old.selectors) {
    if (const auto* quote = std::get_if<TextQuoteSelector>(&selector);
        quote && !quote->refinedBy && !quoted) {
      TextQuoteSelector renewed = quoteOf(article, range);
      renewed.extra = quote->extra;
      anchor.selectors.emplace_back(std::move(renewed));
      quoted = true;
    }
    if (const auto* position = std::get_if<TextPositionSelector>(&selector);
        position && !position->refinedBy && !placed) {
      TextPositionSelector renewed = *position;
      renewed.range = range;
      // A position alone could not be told from a mistake: it gets the digest of its words.
      if (!renewed.sha256.empty() || !quotes) renewed.sha256 = sha256(article.slice(range));
      if (!renewed.paragraphSha256.empty())
        renewed.paragraphSha256 = sha256(article.slice(lineAround(article, range)));
      anchor.selectors.emplace_back(std::move(renewed));
      placed = true;
    }
  }
  if (!quoted && !placed) anchor.selectors = anchorAt(article, range).selectors;
  return anchor;
}

}  // namespace dateline::story
