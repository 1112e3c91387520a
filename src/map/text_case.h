#pragma once

#include <string>
#include <string_view>

namespace dateline::map {

/// Capitals of Latin (with Latin-1, Extended-A and Vietnamese), Greek and Cyrillic letters; other bytes stay.
/// In Turkish the capital of i has its dot, in Greek capitals have no accents.
std::string upperCase(std::string_view utf8, std::string_view language = {});
/// Whether it has letters that join or hang on one another, as Arabic and Devanagari: no space goes between.
bool joinsLetters(std::string_view utf8);
/// Whether its script is one that is slanted, as Latin, Greek and Cyrillic are.
bool hasItalics(std::string_view utf8);
struct Letter {
  char32_t c = 0;
  std::size_t bytes = 1;
};
/// The first letter of what is not empty; a byte that begins none counts as one, of no script.
Letter firstLetter(std::string_view utf8);
/// Chinese, Japanese and Korean letters, which stand in squares.
bool isWide(char32_t c);
/// How wide it is, in letters of a capital's width: Chinese, Japanese and Korean ones count half as much
/// again.
double widthInLetters(std::string_view utf8);

}  // namespace dateline::map
