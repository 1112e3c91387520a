#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace dateline::gazetteer {

/// The names that a word may stand for in a text that bends names: a Russian or Ukrainian case ("Оренбурга"),
/// an Arabic name with what is written onto it ("وبيروت"). As hashWord() makes them; none for other scripts.
/// By endings alone: most of these words are no names, and the gazetteer tells.
std::vector<std::uint64_t> uninflected(std::string_view word);

/// Whether uninflected() knows the script of the word.
bool mayBeInflected(std::string_view word);

}  // namespace dateline::gazetteer
