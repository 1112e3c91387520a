#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "gazetteer/words.h"

namespace dateline::gazetteer {

/// The languages whose grammar tells a name from a word, or from its case. Of each script one is the
/// default.
enum class Tongue : std::uint8_t {
  latin,  ///< any other one in Latin letters, English first of all
  german,
  french,
  spanish,
  italian,
  portuguese,
  dutch,
  swedish,
  danish,  ///< and Norwegian
  polish,
  hungarian,
  turkish,
  indonesian,
  vietnamese,
  uzbek,
  cyrillic,  ///< Russian, and any other one in Cyrillic letters
  ukrainian,
  turkic  ///< Kazakh, Kyrgyz and Uzbek in Cyrillic letters
};

/// By its first letter: words do not mix alphabets.
[[nodiscard]] inline bool beginsBetween(std::string_view word, unsigned char first, unsigned char last) {
  const auto lead = word.empty() ? 0 : static_cast<unsigned char>(word.front());
  return lead >= first && lead <= last;
}
[[nodiscard]] inline bool isCyrillic(std::string_view word) {
  return beginsBetween(word, 0xD0, 0xD3);
}
[[nodiscard]] inline bool isLatin(std::string_view word) {
  return beginsBetween(word, 'A', 'z') || beginsBetween(word, 0xC3, 0xC9) ||
         (beginsBetween(word, 0xE1, 0xE1) && word.size() > 1 && beginsBetween(word.substr(1), 0xB8, 0xBB));
}

/// The languages of a text, stretch by stretch: a page may quote another one. Told by letters that only some
/// alphabets have and by little words. Not safe to share: it keeps what it found of the last stretch.
class Tongues {
 public:
  Tongues(std::string_view text, const std::vector<Word>& words) : text_(text), words_(words) {}

  /// Of the words in Latin letters around this one.
  [[nodiscard]] Tongue latinAt(std::uint32_t word) const;
  [[nodiscard]] Tongue cyrillicAt(std::uint32_t word) const;
  /// Whether it is one of the commonest words of the language around it, in Latin letters other than English.
  [[nodiscard]] bool isLittleWord(std::uint32_t word) const;

 private:
  struct Stretch {
    std::uint32_t begin, end;  ///< words
  };
  struct Kept {
    std::uint32_t stretch = kNone;
    Tongue tongue = Tongue::latin;
  };
  [[nodiscard]] Stretch stretchAround(std::uint32_t number) const;
  static constexpr std::uint32_t kNone = 0xFFFFFFFFu;
  [[nodiscard]] Tongue latinOf(const Stretch& stretch, std::uint32_t without = kNone) const;
  [[nodiscard]] Tongue cyrillicOf(const Stretch& stretch) const;
  [[nodiscard]] bool hasUzbekMark(std::uint32_t word) const;
  [[nodiscard]] bool hasHungarianLetter(std::uint32_t word) const;

  std::string_view text_;
  const std::vector<Word>& words_;
  mutable Kept latin_, cyrillic_;
};

}  // namespace dateline::gazetteer
