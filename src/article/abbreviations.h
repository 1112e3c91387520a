// Words that a period shortens, in the languages of newspapers, and words that begin sentences.
#pragma once

#include <cstdint>
#include <string_view>

namespace dateline::article {

enum class Abbreviation : std::uint8_t {
  none,
  beforeName,    ///< "Dr", "Mme", "ul": a name follows, so that no sentence ends with it
  beforeNumber,  ///< "No", "art", "kl": a number follows, or it is none
  either,        ///< "Co", "Jr", "Mio": may end a sentence
  state          ///< "Fla", "Miss": as `either`, behind a comma
};

/// Of a word without its period. One table serves all languages: what is a common last word of sentences in
/// one of them ("os", "ago", "him") is left out, whatever it shortens in another.
[[nodiscard]] Abbreviation abbreviationOf(std::string_view word);

/// "The", "Die", "Le", "В": articles, pronouns, prepositions and conjunctions with a capital, which are no
/// names.
[[nodiscard]] bool opensSentence(std::string_view word);

/// Stands before an ordinal number of German: "die", "im", "zum".
[[nodiscard]] bool leadsOrdinal(std::string_view word);

}  // namespace dateline::article
