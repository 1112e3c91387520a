#pragma once

#include "gazetteer/matches.h"

namespace dateline::gazetteer {

/// Whether a name may go on over this gap. A full stop and a space part sentences, but not "St. Louis".
bool bridges(const Word& before, const Word& after);

/// Whether the word after a name belongs to it as "River" does to "Volga".
bool isLandform(const Word& word);

/// Whether the words of a text are written as a name is: by capitals, full stops and what stands around.
class SpellingRules {
 public:
  SpellingRules(const PlaceBook& book, std::string_view text, const std::vector<Word>& words)
      : book_(book), text_(text), words_(words) {}

  [[nodiscard]] bool agrees(const Claim& claim, std::uint32_t first, std::uint32_t length) const;

 private:
  [[nodiscard]] bool agreesShort(const Claim& claim, std::uint32_t first, std::uint32_t length) const;
  [[nodiscard]] bool agreesAlone(std::uint32_t index) const;
  [[nodiscard]] bool mayBeShort(std::uint32_t first) const;
  [[nodiscard]] bool goesOnInKatakana(std::uint32_t index) const;
  [[nodiscard]] bool isKatakana(const Word& word) const;

  const PlaceBook& book_;  ///< the shipped one, which has the lists of words
  std::string_view text_;
  const std::vector<Word>& words_;
};

}  // namespace dateline::gazetteer
