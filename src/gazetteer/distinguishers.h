#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "gazetteer/words.h"

namespace dateline::gazetteer {

/// How many words from `first` on stand alone in brackets, or behind a slash, and so may tell the town named
/// before them from its namesakes; 0 for none.
std::uint32_t wordsOfDistinguisher(std::string_view text, const std::vector<Word>& words,
                                   std::uint32_t first);

/// The names that words and a distinguisher may make together, as sequenceOf() makes them: with nothing
/// between them ("Halle (Saale)" is called so), or with "am", "sur", "upon" and the like.
std::vector<std::uint64_t> joinedNames(std::uint64_t sequence, std::span<const Word> distinguisher);

}  // namespace dateline::gazetteer
