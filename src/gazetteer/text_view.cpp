#include <algorithm>

#include "gazetteer/reading.h"

namespace dateline::gazetteer {

TextView::TextView(std::string_view text, const std::vector<Word>& words, const PlaceBook& book)
    : text_(text), words_(words), book_(book), tongues_(text, words) {
  for (const Word& word : words)
    if (word.shape == 0) small_[word.hash % small_.size()] = true;
  otherLanguage_ = isOtherLanguage();
}

/// By the first words: no text is written without its language's little words.
bool TextView::isOtherLanguage() const {
  constexpr std::size_t kEnough = 300;
  static const std::uint64_t kThe = hashWord("the");
  static const std::uint64_t kOf = hashWord("of");
  static const std::uint64_t kAnd = hashWord("and");
  const std::size_t count = std::min(words_.size(), kEnough);
  int english = 0;
  int other = 0;
  for (std::size_t i = 0; i < count; ++i) {
    const std::uint64_t hash = words_[i].hash;
    if (hash == kThe || hash == kOf || hash == kAnd)
      ++english;
    else if ((words_[i].shape & kUncased) != 0 || isCyrillic(spelling(words_[i])) ||
             (book_.wordFlags(hash) & (kOtherPreposition | kOtherLittle)) != 0)
      ++other;
  }
  return other > english || (english == 0 && count > 0 && latinAt(0) != Tongue::latin);
}

bool TextView::beginsSentence(std::int64_t index) const {
  const Word* word = this->word(index);
  if (word == nullptr) return true;
  switch (word->gap) {
    case Gap::start:
    case Gap::paragraph:
    case Gap::sentence:
      return true;
    case Gap::dotSpace: {
      const Word* before = this->word(index - 1);
      return before == nullptr || (before->shape & (kOneLetter | kCapital)) == 0 ||
             before->end - before->begin > 4;
    }
    default:
      return false;
  }
}

}  // namespace dateline::gazetteer
