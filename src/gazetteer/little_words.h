#pragma once

#include <cstdint>
#include <string_view>

namespace dateline::gazetteer {

/// The languages in Latin letters whose little words are known, as bits: those of the map, and others so that
/// they are not taken for these.
enum Voice : std::uint8_t {
  kEnglish,
  kGerman,
  kFrench,
  kSpanish,
  kItalian,
  kPortuguese,
  kDutch,
  kSwedish,
  kDanish,  ///< and Norwegian
  kPolish,
  kHungarian,
  kTurkish,
  kIndonesian,
  kVietnamese,
  kUzbek,
  kRomanian,
  kCzech,     ///< and Slovak
  kCroatian,  ///< and its neighbours
  kFinnish,
  kCatalan,
  kVoices
};
using Voices = std::uint32_t;
constexpr Voices voiceBit(int voice) {
  return Voices{1} << voice;
}

/// The languages that have this word among their commonest, by its hashWord(): without accents.
[[nodiscard]] Voices voicesOf(std::uint64_t word);
/// Those that have it with these very accents: "para" is Portuguese for "for", "Pará" a state of Brazil.
[[nodiscard]] Voices voicesOf(std::string_view spelling);

}  // namespace dateline::gazetteer
