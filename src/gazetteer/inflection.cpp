#include "gazetteer/inflection.h"

#include <algorithm>
#include <array>
#include <string>

#include "gazetteer/words.h"

namespace dateline::gazetteer {
namespace {

struct Ending {
  std::string_view bent;
  std::array<std::string_view, 4> straight;  ///< "-": nothing in its place
};

/// Declensions of place names, nouns and adjectives. The names in -ово and -ино are left as they are: one
/// does not bend them now, and "Иванова" is a woman.
constexpr std::array kCyrillicEndings = {
    Ending{"а", {"-"}},
    Ending{"у", {"-", "а"}},
    Ending{"ом", {"-", "ий", "ый", "ое"}},
    Ending{"ем", {"й", "ь", "ий", "ее"}},
    Ending{"е", {"-", "а", "й", "ь"}},
    Ending{"ые", {"ая"}},
    Ending{"ы", {"а"}},
    Ending{"и", {"а", "я", "ь"}},
    Ending{"ой", {"а", "ая"}},
    Ending{"ей", {"я", "ь", "ая"}},
    Ending{"ю", {"я", "ь", "й"}},
    Ending{"ью", {"ь"}},
    Ending{"я", {"ь", "й"}},
    Ending{"ам", {"ы", "и", "а"}},
    Ending{"ами", {"ы", "и", "а"}},
    Ending{"ах", {"ы", "и", "а"}},
    Ending{"ях", {"и"}},
    Ending{"ов", {"ы"}},
    Ending{"ого", {"ий", "ый", "ой", "ое"}},
    Ending{"его", {"ий", "ее"}},
    Ending{"ому", {"ий", "ый", "ой", "ое"}},
    Ending{"ему", {"ий", "ее"}},
    Ending{"им", {"ий", "ое"}},
    Ending{"ым", {"ый", "ое"}},
    Ending{"ую", {"ая"}},
    Ending{"их", {"ие"}},
    Ending{"ых", {"ые"}},
    Ending{"і", {"-", "а", "я", "ь"}},
    Ending{"ї", {"я"}},
};

/// And, so, in, to, like.
constexpr std::array<std::string_view, 5> kArabicPrefixes = {"و", "ف", "ب", "ل", "ك"};

constexpr std::size_t kBytesOfLetter = 2;  // Cyrillic and Arabic letters
constexpr std::size_t kLeast = 3 * kBytesOfLetter;

bool startsAs(std::string_view word, unsigned char first, unsigned char last) {
  const auto lead = word.empty() ? 0 : static_cast<unsigned char>(word.front());
  return lead >= first && lead <= last;
}
bool isCyrillic(std::string_view word) {
  return startsAs(word, 0xD0, 0xD3);
}
bool isArabic(std::string_view word) {
  return startsAs(word, 0xD8, 0xDB);
}

std::vector<std::uint64_t> cyrillicNames(std::string_view word) {
  std::vector<std::uint64_t> names;
  for (const Ending& ending : kCyrillicEndings) {
    if (!word.ends_with(ending.bent)) continue;
    const std::string_view stem = word.substr(0, word.size() - ending.bent.size());
    for (const std::string_view straight : ending.straight) {
      if (straight.empty()) break;
      std::string name(stem);
      if (straight != "-") name += straight;
      if (name.size() >= kLeast) names.push_back(hashWord(name));
    }
  }
  return names;
}

std::vector<std::uint64_t> arabicNames(std::string_view word) {
  constexpr std::string_view kToThe = "لل";
  constexpr std::string_view kThe = "ال";
  std::vector<std::uint64_t> names;
  for (const std::string_view prefix : kArabicPrefixes)
    if (word.starts_with(prefix) && word.size() >= prefix.size() + kLeast)
      names.push_back(hashWord(word.substr(prefix.size())));
  if (word.starts_with(kToThe) && word.size() >= kToThe.size() + kLeast)
    names.push_back(hashWord(std::string(kThe) += word.substr(kToThe.size())));
  return names;
}

}  // namespace

bool mayBeInflected(std::string_view word) {
  return isCyrillic(word) || isArabic(word);
}

std::vector<std::uint64_t> uninflected(std::string_view word) {
  return isCyrillic(word) ? cyrillicNames(word)
         : isArabic(word) ? arabicNames(word)
                          : std::vector<std::uint64_t>();
}

}  // namespace dateline::gazetteer
