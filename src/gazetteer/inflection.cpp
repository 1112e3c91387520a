#include "gazetteer/inflection.h"

#include <algorithm>
#include <array>
#include <string>

#include "article/folding.h"
#include "gazetteer/endings.h"

namespace dateline::gazetteer {
namespace {

/// And, so, in, to, like.
constexpr std::array<std::string_view, 5> kArabicPrefixes = {"و", "ف", "ب", "ل", "ك"};
/// In, to, from, the, and, that, like; two of them.
constexpr std::array<std::string_view, 17> kHebrewPrefixes = {
    "ב", "ל", "מ", "ה", "ו", "ש", "כ", "וב", "ול", "ומ", "וה", "וש", "שב", "של", "שמ", "שה", "מה"};

constexpr std::array<std::string_view, 1> kGenitive = {"s"};

constexpr std::size_t kBytesOfLetter = 2;  // Cyrillic, Arabic and Hebrew letters
constexpr std::size_t kLeastBytes = 3 * kBytesOfLetter;
constexpr std::size_t kLeastPolish = 4;
constexpr std::size_t kLeastUzbek = 3;
constexpr std::size_t kLeastHungarian = 3;
constexpr std::size_t kLeastOfGenitive = 4;
constexpr std::size_t kLeastBengali = 9;  // three letters

using Names = std::vector<std::uint64_t>;

bool isArabic(std::string_view word) {
  return beginsBetween(word, 0xD8, 0xDB);
}
bool isHebrew(std::string_view word) {
  return beginsBetween(word, 0xD7, 0xD7);
}
bool isGreek(std::string_view word) {
  return beginsBetween(word, 0xCE, 0xCF);
}
bool isBengali(std::string_view word) {
  return word >= "\u0980" && word < "\u0A00";
}
/// Calls `take` with each name that the word may be bent from.
template <typename Take>
void straighten(std::string_view word, std::span<const Ending> endings, Take take) {
  for (const Ending& ending : endings) {
    if (!word.ends_with(ending.bent)) continue;
    const std::string_view stem = word.substr(0, word.size() - ending.bent.size());
    for (const std::string_view straight : ending.straight) {
      if (straight.empty()) break;
      std::string name(stem);
      if (straight != "-") name += straight;
      take(name);
    }
  }
}

/// A Ukrainian syllable that no consonant closes any more has another vowel: "Києва" is of "Київ",
/// "Тернополя" of "Тернопіль". Empty for a name that ends in a vowel or has none of these in its last
/// syllable.
std::string closed(std::string name) {
  constexpr std::string_view kSoft = "ь";
  constexpr std::string_view kVowels = "аеєиіїоуюяй";
  const std::size_t soft = name.ends_with(kSoft) ? kSoft.size() : 0;
  if (name.size() < soft + kLeastBytes) return {};
  const std::size_t consonant = name.size() - soft - kBytesOfLetter;
  const std::size_t vowel = consonant - kBytesOfLetter;
  if (kVowels.find(std::string_view(name).substr(consonant, kBytesOfLetter)) != std::string_view::npos)
    return {};
  const std::string_view open = std::string_view(name).substr(vowel, kBytesOfLetter);
  if (open != "о" && open != "е" && open != "є") return {};
  return name.replace(vowel, kBytesOfLetter, open == "є" ? "ї" : "і");
}

Names russianNames(std::string_view word) {
  Names names;
  straighten(word, russianEndings(), [&](const std::string& name) {
    if (name.size() >= kLeastBytes) names.push_back(hashWord(name));
  });
  return names;
}

Names ukrainianNames(std::string_view word) {
  Names names;
  const auto take = [&](const std::string& name) {
    if (name.size() < kLeastBytes) return;
    names.push_back(hashWord(name));
    if (const std::string other = closed(name); !other.empty()) names.push_back(hashWord(other));
  };
  straighten(word, russianEndings(), take);
  straighten(word, ukrainianEndings(), take);
  return names;
}

Names polishNames(std::string_view word) {
  Names names;
  straighten(article::fold(word), polishEndings(), [&](const std::string& name) {
    if (name.size() >= kLeastPolish) names.push_back(hashWord(name));
  });
  return names;
}

Names withoutSuffix(std::string_view word, std::span<const std::string_view> suffixes, std::size_t least) {
  Names names;
  for (const std::string_view suffix : suffixes)
    if (word.size() >= suffix.size() + least && word.ends_with(suffix))
      names.push_back(hashWord(word.substr(0, word.size() - suffix.size())));
  return names;
}

Names greekNames(std::string_view word) {
  Names names;
  straighten(article::fold(word), greekEndings(), [&](const std::string& name) {
    if (name.size() >= kLeastBytes) names.push_back(hashWord(name));
  });
  return names;
}

/// The stem whose last consonant is doubled with a single one. Of a consonant of two letters the first is
/// doubled: "ccs". Empty for none.
std::string_view undoubled(std::string_view stem, std::string& buffer) {
  constexpr std::array<std::string_view, 8> kOfTwoLetters = {"cs", "dz", "gy", "ly", "ny", "sz", "ty", "zs"};
  const std::size_t size = stem.size();
  if (size < kLeastHungarian + 1) return {};
  if (stem[size - 1] == stem[size - 2]) return stem.substr(0, size - 1);
  for (const std::string_view letter : kOfTwoLetters)
    if (stem.ends_with(letter) && stem[size - 3] == letter.front())
      return buffer = std::string(stem.substr(0, size - 3)) += letter;
  return {};
}

/// The v of "-val" (with) becomes what stands before it: "Kijevvel", "Budapesttel", "Béccsel".
Names hungarianNames(std::string_view word) {
  const std::string folded = article::fold(word);
  Names names = withoutSuffix(folded, hungarianSuffixes(), kLeastHungarian);
  for (const std::string_view with : {"al", "el"}) {
    std::string buffer;
    if (!folded.ends_with(with)) continue;
    const std::string_view stem =
        undoubled(std::string_view(folded).substr(0, folded.size() - with.size()), buffer);
    if (!stem.empty()) names.push_back(hashWord(stem));
  }
  return names;
}

Names turkicNames(std::string_view word) {
  constexpr std::string_view kOsh = "Ош";  // of the towns of two letters the one that is often named
  Names names = withoutSuffix(word, turkicSuffixes(), word.starts_with(kOsh) ? kOsh.size() : kLeastBytes);
  straighten(word, turkicEndings(), [&](const std::string& name) { names.push_back(hashWord(name)); });
  return names;
}

Names arabicNames(std::string_view word) {
  constexpr std::string_view kToThe = "لل";
  constexpr std::string_view kThe = "ال";
  Names names;
  for (const std::string_view prefix : kArabicPrefixes)
    if (word.starts_with(prefix) && word.size() >= prefix.size() + kLeastBytes)
      names.push_back(hashWord(word.substr(prefix.size())));
  if (word.starts_with(kToThe) && word.size() >= kToThe.size() + kLeastBytes)
    names.push_back(hashWord(std::string(kThe) += word.substr(kToThe.size())));
  return names;
}

Names hebrewNames(std::string_view word) {
  constexpr std::string_view kTel = "תל";  // "Tel Aviv" and many another
  Names names;
  for (const std::string_view prefix : kHebrewPrefixes) {
    if (!word.starts_with(prefix)) continue;
    const std::string_view name = word.substr(prefix.size());
    if (name.size() >= kLeastBytes || name == kTel) names.push_back(hashWord(name));
  }
  return names;
}

Bending bendingOfLatin(Tongue tongue) {
  switch (tongue) {
    case Tongue::german:
    case Tongue::swedish:
    case Tongue::danish:
      return Bending::genitive;
    case Tongue::polish:
      return Bending::polish;
    case Tongue::hungarian:
      return Bending::hungarian;
    case Tongue::uzbek:
      return Bending::uzbek;
    default:
      return Bending::none;
  }
}

}  // namespace

Bending bendingOf(std::string_view word, std::uint32_t index, const Tongues& tongues) {
  if (isLatin(word)) return bendingOfLatin(tongues.latinAt(index));
  if (isCyrillic(word)) {
    const Tongue tongue = tongues.cyrillicAt(index);
    return tongue == Tongue::turkic      ? Bending::turkic
           : tongue == Tongue::ukrainian ? Bending::ukrainian
                                         : Bending::russian;
  }
  if (isGreek(word)) return Bending::greek;
  if (isBengali(word)) return Bending::bengali;
  return isArabic(word) ? Bending::arabic : isHebrew(word) ? Bending::hebrew : Bending::none;
}

std::vector<std::uint64_t> uninflected(std::string_view word, Bending bending) {
  switch (bending) {
    case Bending::none:
      return {};
    case Bending::russian:
      return russianNames(word);
    case Bending::ukrainian:
      return ukrainianNames(word);
    case Bending::turkic:
      return turkicNames(word);
    case Bending::uzbek:
      return withoutSuffix(word, uzbekSuffixes(), kLeastUzbek);
    case Bending::polish:
      return polishNames(word);
    case Bending::hungarian:
      return hungarianNames(word);
    case Bending::genitive:
      return withoutSuffix(word, kGenitive, kLeastOfGenitive);
    case Bending::greek:
      return greekNames(word);
    case Bending::bengali:
      return withoutSuffix(article::fold(word), bengaliSuffixes(), kLeastBengali);
    case Bending::arabic:
      return arabicNames(word);
    case Bending::hebrew:
      return hebrewNames(word);
  }
  return {};
}

}  // namespace dateline::gazetteer
