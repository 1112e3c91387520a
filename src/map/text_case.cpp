#include "map/text_case.h"

namespace dateline::map {
namespace {

char32_t upperGreek(char32_t c) {
  switch (c) {
    case 0x3ac:
      return 0x391;
    case 0x3ad:
      return 0x395;
    case 0x3ae:
      return 0x397;
    case 0x3af:
      return 0x399;
    case 0x3cc:
      return 0x39f;
    case 0x3cd:
      return 0x3a5;
    case 0x3ce:
      return 0x3a9;
    case 0x3c2:
      return 0x3a3;
    default:
      return c >= 0x3b1 && c <= 0x3cb ? c - 32 : c;
  }
}

char32_t upper(char32_t c) {
  if (c >= 'a' && c <= 'z') return c - 32;
  if (c >= 0xe0 && c <= 0xfe && c != 0xf7) return c - 32;
  if (c == 0xff) return 0x178;
  if (c == 0x131) return 'I';
  // Extended-A pairs a capital with the small letter after it; from 0x139 and 0x179 the capitals are odd.
  const bool oddCapitals = (c >= 0x139 && c <= 0x148) || (c >= 0x179 && c <= 0x17e);
  if (c >= 0x100 && c <= 0x17e && c != 0x138 && c != 0x149)
    return (c % 2 == (oddCapitals ? 0u : 1u)) ? c - 1 : c;
  if (c >= 0x430 && c <= 0x44f) return c - 32;
  if (c >= 0x450 && c <= 0x45f) return c - 80;
  if ((c >= 0x48a && c <= 0x4bf) || (c >= 0x4d0 && c <= 0x52f)) return c & ~char32_t{1};
  if (c >= 0x1ea0 && c <= 0x1eff) return c & ~char32_t{1};
  if (c == 0x1b0) return 0x1af;
  if (c == 0x1a1) return 0x1a0;
  return upperGreek(c);
}

/// Of up to U+FFFF, which is where capitals are.
void append(std::string& text, char32_t c) {
  if (c < 0x80) {
    text += static_cast<char>(c);
  } else if (c < 0x800) {
    text += static_cast<char>(0xc0 | (c >> 6));
    text += static_cast<char>(0x80 | (c & 0x3f));
  } else {
    text += static_cast<char>(0xe0 | (c >> 12));
    text += static_cast<char>(0x80 | ((c >> 6) & 0x3f));
    text += static_cast<char>(0x80 | (c & 0x3f));
  }
}

}  // namespace

Letter firstLetter(std::string_view utf8) {
  const auto lead = static_cast<unsigned char>(utf8.front());
  const std::size_t bytes = lead < 0xc2 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : lead < 0xf5 ? 4 : 1;
  if (bytes == 1) return {lead < 0x80 ? char32_t{lead} : char32_t{0xfffd}, 1};
  if (utf8.size() < bytes) return {0xfffd, 1};
  char32_t c = lead & (0xffu >> (bytes + 1));
  for (std::size_t i = 1; i < bytes; ++i) {
    const auto next = static_cast<unsigned char>(utf8[i]);
    if ((next & 0xc0) != 0x80) return {0xfffd, 1};
    c = (c << 6) | (next & 0x3f);
  }
  return {c, bytes};
}

bool isWide(char32_t c) {
  return (c >= 0x2e80 && c <= 0x9fff) || (c >= 0xac00 && c <= 0xd7a3) || (c >= 0xf900 && c <= 0xfaff);
}

std::string upperCase(std::string_view utf8, std::string_view language) {
  std::string result;
  result.reserve(utf8.size());
  while (!utf8.empty()) {
    const Letter letter = firstLetter(utf8);
    const char32_t capital = letter.c == 'i' && language == "tr" ? 0x130 : upper(letter.c);
    if (capital == letter.c)
      result.append(utf8.substr(0, letter.bytes));
    else
      append(result, capital);
    utf8.remove_prefix(letter.bytes);
  }
  return result;
}

bool joinsLetters(std::string_view utf8) {
  while (!utf8.empty()) {
    const Letter letter = firstLetter(utf8);
    // Arabic and its neighbours, the scripts of India.
    if ((letter.c >= 0x600 && letter.c <= 0x8ff) || (letter.c >= 0x900 && letter.c <= 0xdff)) return true;
    utf8.remove_prefix(letter.bytes);
  }
  return false;
}

bool hasItalics(std::string_view utf8) {
  while (!utf8.empty()) {
    const Letter letter = firstLetter(utf8);
    const bool vietnameseOrSign = (letter.c >= 0x1e00 && letter.c <= 0x1eff) || letter.c >= 0xfff0 ||
                                  (letter.c >= 0x2000 && letter.c <= 0x206f);
    if (letter.c >= 0x530 && !vietnameseOrSign) return false;
    utf8.remove_prefix(letter.bytes);
  }
  return true;
}

double widthInLetters(std::string_view utf8) {
  double width = 0;
  while (!utf8.empty()) {
    const Letter letter = firstLetter(utf8);
    width += isWide(letter.c) ? 1.5 : 1;
    utf8.remove_prefix(letter.bytes);
  }
  return width;
}

}  // namespace dateline::map
