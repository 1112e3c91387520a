#include "gazetteer/spelling_rules.h"

#include <algorithm>

namespace dateline::gazetteer {
namespace {

bool isShaped(const Word& word, std::uint8_t shape) {
  return (word.shape & shape) != 0;
}

/// A name that one expects even among the commonest words: Russian "Того" is Togo too.
bool isRenowned(const PlaceEntry& place, NameClass nameClass) {
  constexpr std::uint32_t kLargeCity = 500'000;
  if (place.kind <= Kind::country) return true;
  return nameClass == NameClass::proper && (place.kind == Kind::capital || place.population >= kLargeCity);
}

}  // namespace

/// Whether a name may go on over this gap. A full stop and a space part sentences, but not "St. Louis".
bool bridges(const Word& before, const Word& after) {
  switch (after.gap) {
    case Gap::none:
    case Gap::space:
    case Gap::hyphen:
    case Gap::apostrophe:
    case Gap::dot:
    case Gap::comma:
    case Gap::slash:
      return true;
    case Gap::dotSpace:
      return before.end - before.begin <= 4;
    default:
      return false;
  }
}

bool isLandform(const Word& word) {
  static const std::vector<std::uint64_t> kWords = [] {
    std::vector<std::uint64_t> all;
    for (const std::string_view noun :
         {"river",      "creek",       "lake",     "lagoon",    "bay",    "gulf",     "sea",
          "strait",     "canal",       "falls",    "reservoir", "fjord",  "estuary",  "delta",
          "basin",      "harbour",     "harbor",   "beach",     "coast",  "island",   "islands",
          "peninsula",  "valley",      "mountain", "mountains", "hills",  "range",    "plateau",
          "glacier",    "desert",      "oasis",    "forest",    "county", "province", "township",
          "prefecture", "governorate", "oblast"})
      all.push_back(hashWord(noun));
    return all;
  }();
  return word.gap == Gap::space && isShaped(word, kCapital) && !isShaped(word, kAllCaps) &&
         std::find(kWords.begin(), kWords.end(), word.hash) != kWords.end();
}

bool SpellingRules::agrees(const Claim& claim, const PlaceBook& of, std::uint32_t first,
                           std::uint32_t length) const {
  const Word& begin = words_[first];
  const Word& end = words_[first + length - 1];
  if (goesOnInKatakana(first) || goesOnInKatakana(first + length)) return false;
  if (claim.nameClass == NameClass::abbreviation) return agreesShort(claim, first, length);
  if (claim.nameClass == NameClass::postal)
    return length == 1 && isShaped(begin, kAllCaps) && begin.gap == Gap::comma;
  if (length == 1) {
    if (kept_.index != first) kept_ = {first, agreesAlone(first)};
    return kept_.alone == Alone::ifRenowned ? isRenowned(of.place(claim.place), claim.nameClass)
                                            : kept_.alone == Alone::always;
  }
  return isShaped(end, kCapital | kUncased | kDigit) || end.gap == Gap::apostrophe || end.gap == Gap::hyphen;
}

/// A letter is no place, nor is one of a script without spaces with the marks on it.
SpellingRules::Alone SpellingRules::agreesAlone(std::uint32_t index) const {
  const Word& word = words_[index];
  if (isShaped(word, kOneLetter | kUnspaced)) return Alone::never;
  if (isShaped(word, kAllCaps) && word.end - word.begin <= 3) return Alone::never;
  if ((book_.wordFlags(word.hash) & (kNever | kMonthDay)) != 0) return Alone::never;
  if (!isLittleWord(index)) return Alone::always;
  return standsWithin(index) ? Alone::ifRenowned : Alone::never;
}

/// A word that no text in its language is without.
bool SpellingRules::isLittleWord(std::uint32_t index) const {
  const Word& word = words_[index];
  if (isLatin(text_.substr(word.begin, word.end - word.begin))) return tongues_.isLittleWord(index);
  return (book_.wordFlags(word.hash) & (kOtherPreposition | kOtherLittle)) != 0;
}

/// Capitalised, though the word before it is not: in Indonesian "di Lima" is in Peru, and "Lima orang" five
/// people.
bool SpellingRules::standsWithin(std::uint32_t index) const {
  return index > 0 && isShaped(words_[index], kCapital) && words_[index].gap == Gap::space &&
         !isShaped(words_[index - 1], kCapital | kUncased | kDigit);
}

bool SpellingRules::agreesShort(const Claim& claim, std::uint32_t first, std::uint32_t length) const {
  const Word& end = words_[first + length - 1];
  const bool stop = end.end < text_.size() && text_[end.end] == '.';
  if (claim.dotted && !stop) return false;
  bool capitals = true;
  for (std::uint32_t i = first; i < first + length; ++i)
    capitals = capitals && (isShaped(words_[i], kAllCaps) ||
                            (isShaped(words_[i], kOneLetter) && isShaped(words_[i], kCapital)));
  if (length == 1 && !claim.dotted) return capitals;
  if (length == 1) return !isShaped(words_[first], kAllCaps) && mayBeShort(first);
  return capitals || claim.dotted;
}

/// "Mass." and "Wash." also end sentences and stand before names: a state's abbreviation follows a comma,
/// or a bracket.
bool SpellingRules::mayBeShort(std::uint32_t first) const {
  const std::uint32_t begin = words_[first].begin;
  return words_[first].gap == Gap::comma || (begin > 0 && text_[begin - 1] == '(');
}

/// Between two letters of one word: names in katakana stand alone, as "バイデン" does, which is not
/// "バイデ".
bool SpellingRules::goesOnInKatakana(std::uint32_t index) const {
  return index > 0 && index < words_.size() && words_[index].gap == Gap::none &&
         isKatakana(words_[index - 1]) && isKatakana(words_[index]);
}
bool SpellingRules::isKatakana(const Word& word) const {
  const std::string_view letter = text_.substr(word.begin, word.end - word.begin);
  return letter >= "\u30A1" && letter <= "\u30FF";
}

}  // namespace dateline::gazetteer
