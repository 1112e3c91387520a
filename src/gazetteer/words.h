#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace dateline::gazetteer {

/// What stands between a word and the one before it.
enum class Gap : std::uint8_t {
  start,       ///< nothing before: the text begins
  none,        ///< scripts without spaces: each letter is a word
  space,       ///< white space, at most one line break
  hyphen,      ///< "Nur-Sultan"
  apostrophe,  ///< "Xi'an"
  dot,         ///< "U.S"
  dotSpace,    ///< "St. Louis", or the end of a sentence
  comma,       ///< ", " at most
  slash,
  sentence,   ///< ! ? and the like with white space
  paragraph,  ///< an empty line, or a line break after something else than a word
  other
};

/// A run of letters, digits and marks; in scripts without spaces a single letter.
struct Word {
  std::uint32_t begin = 0, end = 0;  ///< bytes of the text
  std::uint64_t hash = 0;            ///< of the folded word; 0 for one that is no name's part (too long)
  Gap gap = Gap::start;
  std::uint8_t shape = 0;  ///< kUpper...
};

inline constexpr std::uint8_t kCapital = 1;  ///< begins with a capital
inline constexpr std::uint8_t kAllCaps = 2;  ///< two letters or more, all capitals
inline constexpr std::uint8_t kUncased = 4;  ///< a script without capitals
inline constexpr std::uint8_t kDigit = 8;    ///< begins with a digit
inline constexpr std::uint8_t kOneLetter = 16;
inline constexpr std::uint8_t kUnspaced = 32;  ///< a letter of a script without spaces

/// Appends the words of `text` (UTF-8; a broken byte parts words). Words are folded as article::fold folds.
void scanWords(std::string_view text, std::vector<Word>& words);
/// The words of a name.
std::vector<Word> wordsOf(std::string_view name);
std::uint64_t hashWord(std::string_view word);

inline constexpr std::uint64_t kNoWords = 0x9E3779B97F4A7C15u;
/// The hash of a sequence of words, one word longer. A comma between the words counts, other gaps do not.
inline std::uint64_t extendHash(std::uint64_t sequence, std::uint64_t word, bool comma) {
  std::uint64_t h = (sequence ^ word ^ (comma ? 0xA24BAED4963EE407u : 0u)) * 0xD6E8FEB86659FD93u;
  h ^= h >> 32;
  h *= 0xD6E8FEB86659FD93u;
  return h ^ (h >> 29);
}

/// The hash of all words of a name; kNoWords for none.
std::uint64_t sequenceOf(std::string_view name);

/// With a capital at each word, as names are written.
std::string capitalised(std::string_view words);

}  // namespace dateline::gazetteer
