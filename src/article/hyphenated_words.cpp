#include "article/hyphenated_words.h"

#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace dateline::article {
namespace {

constexpr std::size_t kLeastHalf = 2;      // code points on either side
constexpr std::size_t kLongestHalf = 120;  // bytes

/// A word in two parts, and where they stand.
struct PartedWord {
  std::size_t begin = 0, hyphen = 0, rest = 0, end = 0;  ///< bytes
};

/// How a word stands in the text.
struct Standing {
  bool whole = false, hyphenated = false;
};

bool isLetterOrMark(UChar32 c) {
  return c >= 0 && (u_isalpha(c) != 0 || (U_GET_GC_MASK(c) & U_GC_M_MASK) != 0);
}

std::size_t endOfLetters(std::string_view text, std::size_t from) {
  const auto size = static_cast<std::int64_t>(text.size());
  auto at = static_cast<std::int64_t>(from);
  while (at < size) {
    const std::int64_t before = at;
    UChar32 c = 0;
    U8_NEXT(text.data(), at, size, c);
    if (!isLetterOrMark(c)) return static_cast<std::size_t>(before);
  }
  return text.size();
}

std::size_t beginOfLetters(std::string_view text, std::size_t to) {
  const std::size_t from = to - std::min(to, kLongestHalf);
  const std::string_view before = text.substr(from, to - from);
  auto at = static_cast<std::int32_t>(before.size());
  while (at > 0) {
    const std::int32_t behind = at;
    UChar32 c = 0;
    U8_PREV(before.data(), 0, at, c);
    if (!isLetterOrMark(c)) return from + static_cast<std::size_t>(behind);
  }
  return from;
}

std::string inOneCase(std::string_view word) {
  std::string out(word);
  bool ascii = true;
  for (char& c : out) {
    ascii = ascii && static_cast<unsigned char>(c) < 0x80;
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
  }
  if (ascii) return out;
  out.clear();
  icu::UnicodeString::fromUTF8(icu::StringPiece(word.data(), static_cast<std::int32_t>(word.size())))
      .foldCase()
      .toUTF8String(out);
  return out;
}

/// The next line goes on in the middle of a word: with a small letter, or one of a script without capitals.
bool goesOnSmall(std::string_view text, std::size_t at) {
  const auto size = static_cast<std::int64_t>(text.size());
  auto next = static_cast<std::int64_t>(at);
  UChar32 c = 0;
  if (next < size) U8_NEXT(text.data(), next, size, c);
  return isLetterOrMark(c) && u_isupper(c) == 0;
}

std::vector<PartedWord> partedWords(std::string_view text) {
  std::vector<PartedWord> words;
  for (std::size_t hyphen = text.find("-\n"); hyphen != std::string_view::npos;
       hyphen = text.find("-\n", hyphen + 2)) {
    PartedWord word{.begin = beginOfLetters(text, hyphen), .hyphen = hyphen};
    word.rest = text.find_first_not_of(" \t", hyphen + 2);
    if (word.rest == std::string_view::npos || !goesOnSmall(text, word.rest)) continue;
    word.end = endOfLetters(text, word.rest);
    const bool hyphenBefore = word.begin > 0 && text[word.begin - 1] == '-';
    if (hyphenBefore || word.hyphen - word.begin < kLeastHalf || word.end - word.rest < kLeastHalf) continue;
    if (word.end - word.rest > kLongestHalf || (word.end < text.size() && text[word.end] == '-')) continue;
    words.push_back(word);
  }
  return words;
}

std::string joined(std::string_view text, const PartedWord& word) {
  return inOneCase(std::string(text.substr(word.begin, word.hyphen - word.begin)) +
                   std::string(text.substr(word.rest, word.end - word.rest)));
}

/// Of all words, also those of two parts with a hyphen, those that are asked for.
void lookUp(std::string_view text, std::unordered_map<std::string, Standing>& asked) {
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = endOfLetters(text, at);
    if (end == at) {
      ++at;
      continue;
    }
    std::size_t wholeEnd = end;
    if (end + 1 < text.size() && text[end] == '-') wholeEnd = endOfLetters(text, end + 1);
    const bool hyphenated = wholeEnd > end + 1;
    const std::string_view first = text.substr(at, end - at);
    const std::string word = hyphenated
                                 ? std::string(first) + std::string(text.substr(end + 1, wholeEnd - end - 1))
                                 : std::string(first);
    if (const auto found = word.size() <= 2 * kLongestHalf ? asked.find(inOneCase(word)) : asked.end();
        found != asked.end())
      (hyphenated ? found->second.hyphenated : found->second.whole) = true;
    at = hyphenated ? wholeEnd : end;
  }
}

}  // namespace

std::string withWholeWords(std::string text) {
  const std::vector<PartedWord> parted = partedWords(text);
  if (parted.empty()) return text;
  std::unordered_map<std::string, Standing> asked;
  for (const PartedWord& word : parted) asked[joined(text, word)];
  lookUp(text, asked);
  std::string out;
  out.reserve(text.size());
  std::size_t from = 0;
  for (const PartedWord& word : parted) {
    const Standing standing = asked[joined(text, word)];
    if (!standing.whole || standing.hyphenated || word.hyphen < from) continue;
    const std::size_t end = std::min(text.find_first_of(" \t\n", word.end), text.size());
    out.append(text, from, word.hyphen - from).append(text, word.rest, end - word.rest);
    // A blank behind the word is where its line ends now.
    from = end < text.size() && text[end] != '\n' ? text.find_first_not_of(" \t", end) : end;
    if (from != end && from != std::string::npos && text[from] != '\n') out += '\n';
    from = std::min(from, text.size());
  }
  return out.append(text, from);
}

}  // namespace dateline::article
