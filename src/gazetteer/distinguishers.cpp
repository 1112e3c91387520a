#include "gazetteer/distinguishers.h"

#include <algorithm>

namespace dateline::gazetteer {
namespace {

/// What stands in names between a town and its river, region or lake: German, Dutch, French, Italian,
/// English.
const std::vector<std::vector<Word>>& links() {
  static const std::vector<std::vector<Word>> all = [] {
    std::vector<std::vector<Word>> made;
    for (const std::string_view words :
         {"",    "am",      "an der", "im",     "in",      "in der", "ob der", "bei",
          "auf", "vor der", "a der",  "aan de", "aan den", "sur",    "en",     "sous",
          "lès", "de",      "sul",    "sulla",  "di",      "upon",   "on"})
      made.push_back(wordsOf(words));
    return made;
  }();
  return all;
}

std::uint64_t extended(std::uint64_t sequence, std::span<const Word> words) {
  for (const Word& word : words) sequence = extendHash(sequence, word.hash, false);
  return sequence;
}

}  // namespace

std::uint32_t wordsOfDistinguisher(std::string_view text, const std::vector<Word>& words,
                                   std::uint32_t first) {
  constexpr std::uint32_t kMost = 3;
  const auto isCapital = [](const Word& word) { return (word.shape & kCapital) != 0; };
  if (first == 0 || !isCapital(words[first])) return 0;
  if (words[first].gap == Gap::slash) return 1;
  const std::string_view before =
      text.substr(words[first - 1].end, words[first].begin - words[first - 1].end);
  if (before != " (") return 0;
  const auto most = std::min<std::size_t>(words.size(), std::size_t{first} + kMost);
  for (std::uint32_t i = first; i < most && (i == first || words[i].gap == Gap::space); ++i)
    if (words[i].end < text.size() && text[words[i].end] == ')') return i - first + 1;
  return 0;
}

std::vector<std::uint64_t> joinedNames(std::uint64_t sequence, std::span<const Word> distinguisher) {
  std::vector<std::uint64_t> names;
  names.reserve(links().size());
  for (const std::vector<Word>& link : links())
    names.push_back(extended(extended(sequence, link), distinguisher));
  return names;
}

}  // namespace dateline::gazetteer
