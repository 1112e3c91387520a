#include "gazetteer/tongue.h"

#include <algorithm>
#include <array>
#include <bit>

#include "gazetteer/little_words.h"

namespace dateline::gazetteer {
namespace {

constexpr std::uint32_t kStretch = 256;  // words that are judged together
constexpr std::uint32_t kAround = 64;    // words before and after them that have a voice

enum Letter : std::uint8_t { kCommonLetter, kUkrainianLetter, kTurkicLetter, kTajikLetter, kLetterKinds };

/// Of the letters from U+0400 to U+04FF, by which alphabets have them: all, or Ukrainian, those of Central
/// Asia, Tajik.
constexpr std::array<Letter, 256> alphabetTable() {
  std::array<Letter, 256> table{};
  for (const char32_t c : U"\u0404\u0406\u0407\u0454\u0456\u0457\u0490\u0491")
    if (c != 0) table[c & 0xFF] = kUkrainianLetter;
  for (const char32_t c :
       U"\u0492\u0493\u049A\u049B\u04A2\u04A3\u04AE\u04AF\u04B0\u04B1\u04B2\u04B3\u04BA\u04BB"
       U"\u04D8\u04D9\u04E8\u04E9")
    if (c != 0) table[c & 0xFF] = kTurkicLetter;
  for (const char32_t c : U"\u04B6\u04B7\u04E2\u04E3\u04EE\u04EF")
    if (c != 0) table[c & 0xFF] = kTajikLetter;
  return table;
}
constexpr std::array<Letter, 256> kAlphabet = alphabetTable();

struct LetterCounts {
  std::array<int, kLetterKinds> of{};
  int all = 0;
};

/// Kyrgyz writes its long vowels twice, Russian hardly ever.
constexpr bool isLongVowel(unsigned letter) {
  constexpr unsigned kA = 0x30, kO = 0x3E, kU = 0x43, kE = 0x4D;
  return letter == kA || letter == kO || letter == kU || letter == kE;
}

/// Each Cyrillic letter has two bytes.
void countLetters(std::string_view word, LetterCounts& counts) {
  unsigned before = 0;
  for (std::size_t i = 0; i + 1 < word.size(); i += 2) {
    const unsigned letter =
        ((static_cast<unsigned>(word[i]) & 3u) << 6) | (static_cast<unsigned>(word[i + 1]) & 0x3Fu);
    ++counts.all;
    ++counts.of[kAlphabet[letter]];
    if (letter == before && isLongVowel(letter)) ++counts.of[kTurkicLetter];
    before = letter;
  }
}

/// By Voice.
constexpr std::array<Tongue, kVoices> kTongueOf = {
    Tongue::latin,      Tongue::german,  Tongue::french,     Tongue::spanish,    Tongue::italian,
    Tongue::portuguese, Tongue::dutch,   Tongue::swedish,    Tongue::danish,     Tongue::polish,
    Tongue::hungarian,  Tongue::turkish, Tongue::indonesian, Tongue::vietnamese, Tongue::uzbek,
    Tongue::latin,      Tongue::latin,   Tongue::latin,      Tongue::latin,      Tongue::latin};

/// Of a tongue of its own.
Voice voiceOf(Tongue tongue) {
  const auto found = std::find(kTongueOf.begin(), kTongueOf.end(), tongue);
  return static_cast<Voice>(found - kTongueOf.begin());
}

}  // namespace

bool Tongues::isLittleWord(std::uint32_t word) const {
  if (voicesOf(words_[word].hash) == 0) return false;
  // Of a headline no word may tell by itself: "Lima protests" is not Indonesian.
  constexpr std::uint32_t kFew = 64;
  const Stretch around = stretchAround(word / kStretch);
  const Tongue tongue = around.end - around.begin < kFew ? latinOf(around, word) : latinAt(word);
  const std::string_view spelling = text_.substr(words_[word].begin, words_[word].end - words_[word].begin);
  return tongue != Tongue::latin && (voicesOf(spelling) & voiceBit(voiceOf(tongue))) != 0;
}

Tongues::Stretch Tongues::stretchAround(std::uint32_t number) const {
  const std::uint32_t begin = number * kStretch;
  const auto size = static_cast<std::uint32_t>(words_.size());
  return {begin - std::min(begin, kAround), std::min(size, begin + kStretch + kAround)};
}

Tongue Tongues::latinAt(std::uint32_t word) const {
  const std::uint32_t stretch = word / kStretch;
  if (latin_.stretch != stretch) latin_ = {stretch, latinOf(stretchAround(stretch))};
  return latin_.tongue;
}

Tongue Tongues::cyrillicAt(std::uint32_t word) const {
  const std::uint32_t stretch = word / kStretch;
  if (cyrillic_.stretch != stretch) cyrillic_ = {stretch, cyrillicOf(stretchAround(stretch))};
  return cyrillic_.tongue;
}

/// Uzbek writes o' and g' within words, and q without u.
bool Tongues::hasUzbekMark(std::uint32_t index) const {
  const Word& word = words_[index];
  const std::string_view letters = text_.substr(word.begin, word.end - word.begin);
  if (letters.empty() || letters.front() < 'a' || letters.front() > 'z') return false;
  if (word.gap == Gap::apostrophe && index > 0 && letters.size() > 1 && letters != "ll" && letters != "re" &&
      letters != "ve") {
    const char before = text_[words_[index - 1].end - 1];
    if (before == 'o' || before == 'g' || before == 'O' || before == 'G') return true;
  }
  const std::size_t q = letters.find('q');
  return q != std::string_view::npos && (q + 1 == letters.size() || letters[q + 1] != 'u');
}

/// Hungarian alone has these two letters.
bool Tongues::hasHungarianLetter(std::uint32_t index) const {
  const std::string_view letters = text_.substr(words_[index].begin, words_[index].end - words_[index].begin);
  return letters.find("\u0151") != std::string_view::npos || letters.find("\u0171") != std::string_view::npos;
}

Tongue Tongues::latinOf(const Stretch& stretch, std::uint32_t without) const {
  constexpr int kWordsAVoice = 25;  // no text has fewer little words
  constexpr int kManyWords = 8;     // and one in so many is much
  std::array<int, kVoices> voices{};
  for (std::uint32_t i = stretch.begin; i < stretch.end; ++i) {
    if (i == without || words_[i].gap == Gap::apostrophe) continue;
    for (Voices spoken = voicesOf(words_[i].hash); spoken != 0; spoken &= spoken - 1)
      ++voices[static_cast<std::size_t>(std::countr_zero(spoken))];
  }
  const int words = static_cast<int>(stretch.end - stretch.begin);
  const auto loudest = [&] { return std::max_element(voices.begin(), voices.end()) - voices.begin(); };
  if (voices[static_cast<std::size_t>(loudest())] * kManyWords <= words)
    for (std::uint32_t i = stretch.begin; i < stretch.end; ++i) {
      voices[kUzbek] += hasUzbekMark(i);
      voices[kHungarian] += hasHungarianLetter(i);
    }
  const auto spoken = static_cast<std::size_t>(loudest());
  return voices[spoken] * kWordsAVoice < words ? Tongue::latin : kTongueOf[spoken];
}

Tongue Tongues::cyrillicOf(const Stretch& stretch) const {
  constexpr int kShare = 100;  // of the letters of a text one in so many, at least
  LetterCounts letters;
  for (std::uint32_t i = stretch.begin; i < stretch.end; ++i) {
    const Word& word = words_[i];
    if (isCyrillic(text_.substr(word.begin, word.end - word.begin)))
      countLetters(text_.substr(word.begin, word.end - word.begin), letters);
  }
  const auto has = [&](Letter kind) {
    return letters.of[kind] > 0 && letters.of[kind] * kShare >= letters.all;
  };
  if (has(kTurkicLetter) && !has(kTajikLetter)) return Tongue::turkic;
  return has(kUkrainianLetter) ? Tongue::ukrainian : Tongue::cyrillic;
}

}  // namespace dateline::gazetteer
