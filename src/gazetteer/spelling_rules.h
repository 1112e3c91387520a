#pragma once

#include "gazetteer/matches.h"
#include "gazetteer/tongue.h"

namespace dateline::gazetteer {

/// Whether a name may go on over this gap. A full stop and a space part sentences, but not "St. Louis".
bool bridges(const Word& before, const Word& after);

/// Whether the word after a name belongs to it as "River" does to "Volga".
bool isLandform(const Word& word);

/// Whether the word is one for land or water that many names begin with: "Rio".
bool opensNames(const Word& word);

/// Whether a name may begin with the word though it is written small: "mer" of "mer Noire".
bool mayOpenSmall(const Word& word);

/// Whether the words of a text are written as a name is: by capitals, full stops and what stands around.
class SpellingRules {
 public:
  SpellingRules(const PlaceBook& book, std::string_view text, const std::vector<Word>& words,
                const Tongues& tongues)
      : book_(book), text_(text), words_(words), tongues_(tongues) {}

  /// The claim is one of the book `of`.
  [[nodiscard]] bool agrees(const Claim& claim, const PlaceBook& of, std::uint32_t first,
                            std::uint32_t length) const;
  /// Whether the word, taken for `name` where it is a name bent, is an ordinary noun of the language there.
  [[nodiscard]] bool isNoun(std::uint32_t index, std::uint64_t name) const;

 private:
  [[nodiscard]] bool agreesShort(const Claim& claim, std::uint32_t first, std::uint32_t length) const;
  enum class Alone : std::uint8_t { never, ifRenowned, always };
  [[nodiscard]] Alone agreesAlone(std::uint32_t index) const;
  [[nodiscard]] bool isLittleWord(std::uint32_t index) const;
  [[nodiscard]] bool isNounOf(std::uint32_t index, std::uint32_t flags) const;
  [[nodiscard]] bool opensLongerName(std::uint32_t index) const;
  [[nodiscard]] bool isWrittenLong(Kind kind, std::uint32_t first, std::uint32_t length) const;
  [[nodiscard]] bool standsWithin(std::uint32_t index) const;
  [[nodiscard]] bool mayBeShort(std::uint32_t first) const;
  [[nodiscard]] bool goesOnInKatakana(std::uint32_t index) const;
  [[nodiscard]] bool isKatakana(const Word& word) const;

  const PlaceBook& book_;  ///< the shipped one, which has the lists of words
  std::string_view text_;
  const std::vector<Word>& words_;
  const Tongues& tongues_;
  struct Kept {
    std::uint32_t index = 0xFFFFFFFFu;
    Alone alone = Alone::never;
  };
  mutable Kept kept_;  ///< many claims are asked for of one word
};

}  // namespace dateline::gazetteer
