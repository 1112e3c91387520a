#pragma once

#include <cstdint>
#include <string_view>

namespace dateline::article {

/// The letters and digits of a line at an article's head, counted.
struct Letters {
  int upper = 0, lower = 0, uncased = 0, digits = 0;
  bool startsSmall = false;
  [[nodiscard]] int all() const { return upper + lower + uncased; }
};

Letters lettersOf(std::string_view text);
/// The first character; 0 for none.
std::int32_t firstCharacterOf(std::string_view text);
bool isOfUnspacedScript(std::int32_t character);
/// Most letters are of a script that sets no spaces between words: Chinese, Japanese, Thai and others.
bool isWrittenWithoutSpaces(std::string_view text);
/// Without the white space around it, of any kind.
std::string_view withoutBlanks(std::string_view text);

}  // namespace dateline::article
