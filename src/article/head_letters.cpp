#include "article/head_letters.h"

#include <unicode/uchar.h>
#include <unicode/uscript.h>
#include <unicode/utf8.h>

namespace dateline::article {

Letters lettersOf(std::string_view text) {
  Letters letters;
  const auto size = static_cast<std::int32_t>(text.size());
  bool first = true;
  for (std::int32_t i = 0; i < size;) {
    UChar32 c = 0;
    U8_NEXT(text.data(), i, size, c);
    if (c < 0) continue;
    if (u_isdigit(c)) ++letters.digits;
    if (u_isalpha(c) == 0) continue;
    const bool small = u_islower(c) != 0;
    if (first) letters.startsSmall = small;
    first = false;
    if (u_isupper(c) != 0)
      ++letters.upper;
    else if (small)
      ++letters.lower;
    else
      ++letters.uncased;
  }
  return letters;
}

bool isOfUnspacedScript(std::int32_t character) {
  UErrorCode status = U_ZERO_ERROR;
  switch (uscript_getScript(character, &status)) {
    case USCRIPT_HAN:
    case USCRIPT_HIRAGANA:
    case USCRIPT_KATAKANA:
    case USCRIPT_THAI:
    case USCRIPT_LAO:
    case USCRIPT_KHMER:
    case USCRIPT_MYANMAR:
      return true;
    default:
      return false;
  }
}

std::int32_t firstCharacterOf(std::string_view text) {
  if (text.empty()) return 0;
  std::int32_t i = 0;
  UChar32 c = 0;
  U8_NEXT(text.data(), i, static_cast<std::int32_t>(text.size()), c);
  return c < 0 ? 0 : c;
}

bool isWrittenWithoutSpaces(std::string_view text) {
  std::size_t letters = 0, unspaced = 0;
  const auto size = static_cast<std::int32_t>(text.size());
  for (std::int32_t i = 0; i < size;) {
    UChar32 c = 0;
    U8_NEXT(text.data(), i, size, c);
    if (c < 0 || u_isalpha(c) == 0) continue;
    ++letters;
    unspaced += isOfUnspacedScript(c) ? 1 : 0;
  }
  return unspaced * 2 > letters;
}

std::string_view withoutBlanks(std::string_view text) {
  while (!text.empty()) {
    std::int32_t behind = 0;
    UChar32 c = 0;
    U8_NEXT(text.data(), behind, static_cast<std::int32_t>(text.size()), c);
    if (c < 0 || u_isUWhiteSpace(c) == 0) break;
    text.remove_prefix(static_cast<std::size_t>(behind));
  }
  while (!text.empty()) {
    auto before = static_cast<std::int32_t>(text.size());
    UChar32 c = 0;
    U8_PREV(text.data(), 0, before, c);
    if (c < 0 || u_isUWhiteSpace(c) == 0) break;
    text = text.substr(0, static_cast<std::size_t>(before));
  }
  return text;
}

}  // namespace dateline::article
