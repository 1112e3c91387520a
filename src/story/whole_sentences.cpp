#include "story/whole_sentences.h"

#include <algorithm>
#include <utility>

#include "story/code_points.h"
#include "story/similarity.h"

namespace dateline::story {
namespace {

constexpr std::size_t kLongestBlock = 20'000;  // code points that are parted into sentences
constexpr std::size_t kMostGrowth = 80;        // code points; of a long passage its length

bool endsWholeSentence(std::string_view text) {
  for (std::size_t at = text.size(); at-- > 0;) {
    if (continuesCodePoint(text[at])) continue;
    const char32_t last = peekCodePoint(text, at);
    if (isBlank(last)) continue;
    return endsSentence(last) || last == U'。' || last == U'؟' || last == U'।' || last == U')';
  }
  return true;  // nothing stands before
}

/// A line ends, or a sentence.
bool beginsBehind(std::string_view prefix) {
  const std::size_t last = prefix.find_last_not_of(" \t");
  return last == std::string_view::npos || prefix[last] == '\n' || endsWholeSentence(prefix);
}

/// The sentence that holds an offset; nullopt between two of them.
std::optional<TextRange> sentenceAt(const article::Article& article, std::size_t offset) {
  if (article.blocks.empty()) return std::nullopt;
  const article::Block& block = article.blocks[article.blockAt(offset)];
  if (!block.range.contains(offset) || block.range.length() > kLongestBlock) return std::nullopt;
  for (const TextRange& sentence : article::sentences(article, block))
    if (sentence.contains(offset)) return sentence;
  return std::nullopt;
}

}  // namespace

Place withWholeSentences(const Passage& passage, const article::Article& article, Place place) {
  const bool whole = beginsBehind(passage.prefix) && endsWholeSentence(passage.exact);
  if (!whole || place.verbatim || place.range.length() == 0) return place;
  const std::size_t most = std::max(kMostGrowth, countCodePoints(passage.exact));
  TextRange range = place.range;
  // A few words of the sentence before, or of the one behind, may have been taken for a part of it.
  if (const auto first = sentenceAt(article, range.start))
    if (3 * (std::min(first->end, range.end) - range.start) >= first->length()) range.start = first->start;
  if (const auto last = sentenceAt(article, range.end - 1))
    if (3 * (range.end - std::max(last->start, range.start)) >= last->length()) range.end = last->end;
  if (range == place.range || range.length() > place.range.length() + most) return place;
  place.range = range;
  place.span = {article.offsets.byteOf(article.text, range.start),
                article.offsets.byteOf(article.text, range.end)};
  Likeness likeness = compare(passage.exact, article.slice(range));
  place.similarity = likeness.similarity;
  place.changes = std::move(likeness.changes);
  return place;
}

}  // namespace dateline::story
