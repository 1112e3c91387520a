#pragma once

#include <array>
#include <span>
#include <string_view>

namespace dateline::gazetteer {

/// An ending of a bent name, and what may stand in its place in the name itself.
struct Ending {
  std::string_view bent;
  std::array<std::string_view, 4> straight;  ///< "-": nothing in its place
};

/// Declensions of place names, nouns and adjectives.
std::span<const Ending> russianEndings();
/// Beside the Russian ones.
std::span<const Ending> ukrainianEndings();
/// As folded: without marks on the letters.
std::span<const Ending> polishEndings();
/// After "сы" and the like, which make one noun of two: "Қостанай облысында".
std::span<const Ending> turkicEndings();

/// As folded.
std::span<const Ending> greekEndings();

/// What Kazakh, Kyrgyz and Uzbek hang onto a name, which stays as it is.
std::span<const std::string_view> turkicSuffixes();
std::span<const std::string_view> uzbekSuffixes();
/// As folded, which makes the long vowel before them short: "Prágába" is of "Prága".
std::span<const std::string_view> hungarianSuffixes();
/// As folded.
std::span<const std::string_view> bengaliSuffixes();

}  // namespace dateline::gazetteer
