#include "gazetteer/spelling_rules.h"

#include <algorithm>

#include "gazetteer/option.h"
#include "gazetteer/word_set.h"

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

/// Of whose language a noun is asked for.
std::uint32_t nounFlag(Tongue tongue) {
  switch (tongue) {
    case Tongue::german:
      return kGermanNoun;
    case Tongue::french:
      return kFrenchNoun;
    case Tongue::spanish:
      return kSpanishNoun;
    case Tongue::italian:
      return kItalianNoun;
    case Tongue::portuguese:
      return kPortugueseNoun;
    case Tongue::dutch:
      return kDutchNoun;
    case Tongue::swedish:
    case Tongue::danish:
      return kNordicNoun;
    case Tongue::polish:
      return kPolishNoun;
    case Tongue::hungarian:
      return kHungarianNoun;
    case Tongue::turkish:
      return kTurkishNoun;
    case Tongue::indonesian:
      return kIndonesianNoun;
    case Tongue::vietnamese:
      return kVietnameseNoun;
    default:
      return 0;
  }
}

bool isRomance(Tongue tongue) {
  return tongue == Tongue::french || tongue == Tongue::spanish || tongue == Tongue::italian ||
         tongue == Tongue::portuguese;
}

/// What a name of land or water is made with, and written small.
bool isOfLandOrWater(Kind kind) {
  return kind == Kind::region || kind >= Kind::sea;
}
/// Land and water in the languages that put the word for it first: "Rio Guaíba", "lago Maggiore".
const WordSet& openings() {
  static const WordSet words = {
      "mer",    "lac",      "golfe",  "océan",  "détroit",  "baie",    "île",        "îles",   "fleuve",
      "mont",   "monts",    "bande",  "mar",    "lago",     "laguna",  "golfo",      "océano", "estrecho",
      "bahía",  "isla",     "islas",  "río",    "cerro",    "sierra",  "cordillera", "franja", "mare",
      "oceano", "stretto",  "baia",   "isola",  "isole",    "fiume",   "monte",      "monti",  "striscia",
      "lagoa",  "estreito", "ilha",   "ilhas",  "ribeirão", "arroio",  "serra",      "morro",  "faixa",
      "море",   "озеро",    "залив",  "пролив", "остров",   "острова", "полуостров", "затока", "протока",
      "острів", "острови",  "сектор", "pays"};
  return words;
}
const WordSet& links() {
  static const WordSet words = {"de", "do", "da", "dos", "das", "del", "della", "dei", "du", "des", "di"};
  return words;
}

}  // namespace

bool opensNames(const Word& word) {
  return openings().has(word);
}

bool mayOpenSmall(const Word& word) {
  return word.shape == 0 && opensNames(word);
}

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
  if (goesOnInKatakana(first) || goesOnInKatakana(first + length)) return false;
  if (claim.nameClass == NameClass::abbreviation) return agreesShort(claim, first, length);
  if (claim.nameClass == NameClass::postal)
    return length == 1 && isShaped(begin, kAllCaps) && begin.gap == Gap::comma;
  if (length == 1) {
    if (begin.shape == 0) return false;
    if (kept_.index != first) kept_ = {first, agreesAlone(first)};
    return kept_.alone == Alone::ifRenowned ? isRenowned(of.place(claim.place), claim.nameClass)
                                            : kept_.alone == Alone::always;
  }
  return isWrittenLong(of.place(claim.place).kind, first, length);
}

/// The last word is a name's, and the first but for "mer Noire", "море Лаптевых". "Чёрное море" and "Киевская
/// область" end in small letters; English writes these with capitals.
bool SpellingRules::isWrittenLong(Kind kind, std::uint32_t first, std::uint32_t length) const {
  const Word& begin = words_[first];
  const Word& end = words_[first + length - 1];
  if (begin.shape == 0) return isOfLandOrWater(kind) && isShaped(end, kCapital);
  if (isShaped(end, kCapital | kUncased | kDigit)) return true;
  if (end.gap == Gap::apostrophe || end.gap == Gap::hyphen) return true;
  const bool english =
      isLatin(text_.substr(end.begin, end.end - end.begin)) && tongues_.latinAt(first) == Tongue::latin;
  return !english && !isTown(kind) && kind != Kind::facility;
}

/// A letter is no place, nor is one of a script without spaces with the marks on it.
SpellingRules::Alone SpellingRules::agreesAlone(std::uint32_t index) const {
  const Word& word = words_[index];
  if (isShaped(word, kOneLetter | kUnspaced)) return Alone::never;
  if (isShaped(word, kAllCaps) && word.end - word.begin <= 3) return Alone::never;
  const std::uint32_t flags = book_.wordFlags(word.hash);
  if ((flags & (kNever | kMonthDay)) != 0) return Alone::never;
  if (isNounOf(index, flags) || opensLongerName(index)) return Alone::never;
  if (!isLittleWord(index)) return Alone::always;
  return standsWithin(index) ? Alone::ifRenowned : Alone::never;
}

/// A word that no text in its language is without.
bool SpellingRules::isLittleWord(std::uint32_t index) const {
  const Word& word = words_[index];
  if (isLatin(text_.substr(word.begin, word.end - word.begin))) return tongues_.isLittleWord(index);
  return (book_.wordFlags(word.hash) & (kOtherPreposition | kOtherLittle)) != 0;
}

bool SpellingRules::isNoun(std::uint32_t index, std::uint64_t name) const {
  return isNounOf(index, book_.wordFlags(name));
}

/// German writes all nouns with capitals, some scripts have none: there the noun is a name only after the
/// likes of "city", as "الباب" in "مدينة الباب". Elsewhere its capital tells, but not where a sentence
/// begins; and Turkish writes no apostrophe after a noun.
bool SpellingRules::isNounOf(std::uint32_t index, std::uint32_t flags) const {
  constexpr std::uint32_t kAny = (kOtherNoun << 1) - kGermanNoun;
  if ((flags & kAny) == 0) return false;
  const Word& word = words_[index];
  const bool latin = isLatin(text_.substr(word.begin, word.end - word.begin));
  const Tongue tongue = latin ? tongues_.latinAt(index) : Tongue::cyrillic;
  if ((flags & (latin ? nounFlag(tongue) : kOtherNoun)) == 0) return false;
  if (isShaped(word, kUncased))
    return index == 0 || word.gap != Gap::space ||
           (book_.wordFlags(words_[index - 1].hash) & kAdminWord) == 0;
  if (tongue == Tongue::turkish && index + 1 < words_.size() && words_[index + 1].gap == Gap::apostrophe)
    return false;
  return tongue == Tongue::german || !standsWithin(index);
}

/// "Rio" of "Rio dos Sinos", "Lagoa" of "Lagoa dos Patos": the river is not the city.
bool SpellingRules::opensLongerName(std::uint32_t index) const {
  if (!openings().has(words_[index])) return false;
  if (!isRomance(tongues_.latinAt(index))) return false;
  const auto goesOn = [&](std::uint32_t next) {
    return next < words_.size() && words_[next].gap == Gap::space;
  };
  if (!goesOn(index + 1)) return false;
  if (isShaped(words_[index + 1], kCapital)) return true;
  return links().has(words_[index + 1]) && goesOn(index + 2) && isShaped(words_[index + 2], kCapital);
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
