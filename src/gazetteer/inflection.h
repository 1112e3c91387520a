#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "gazetteer/tongue.h"

namespace dateline::gazetteer {

/// How names are bent where a word stands, or what is written onto them.
enum class Bending : std::uint8_t {
  none,
  russian,
  ukrainian,
  turkic,
  uzbek,
  polish,
  hungarian,
  genitive,  ///< of German, Swedish and their neighbours: an s
  greek,
  arabic,
  hebrew,
  bengali
};

/// By the script of the word and the language of the text around it.
Bending bendingOf(std::string_view word, std::uint32_t index, const Tongues& tongues);

/// The names that a word may stand for in a text that bends names: a case ("Оренбурга", "Києва", "Астанадан",
/// "Krakowa", "Bécsbe"), a name with what is written onto it ("وبيروت", "בלונדון"). As hashWord() makes them.
/// By endings alone: most of these words are no names, and the gazetteer tells.
std::vector<std::uint64_t> uninflected(std::string_view word, Bending bending);

}  // namespace dateline::gazetteer
