// Code points of valid UTF-8, and what little of their nature comparing passages needs.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace dateline::story {

/// The code point at byte `at` of valid UTF-8; moves `at` behind it.
inline char32_t takeCodePoint(std::string_view text, std::size_t& at) {
  const auto byte = [&](std::size_t i) {
    return i < text.size() ? static_cast<unsigned char>(text[i]) : 0x80u;
  };
  const unsigned lead = byte(at);
  const std::size_t size = lead < 0xC0 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  char32_t point = size == 1 ? lead : lead & (0x7Fu >> size);
  for (std::size_t i = 1; i < size; ++i) point = (point << 6) | (byte(at + i) & 0x3Fu);
  at += size;
  return point;
}
inline char32_t peekCodePoint(std::string_view text, std::size_t at) {
  return takeCodePoint(text, at);
}
inline bool continuesCodePoint(char byte) {
  return (static_cast<unsigned char>(byte) & 0xC0) == 0x80;
}

inline std::u32string codePointsOf(std::string_view text) {
  std::u32string points;
  points.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) points.push_back(takeCodePoint(text, at));
  return points;
}

inline bool isBlank(char32_t c) {
  return c <= U' ' || c == 0x85 || c == 0xA0 || (c >= 0x2000 && c <= 0x200B) || c == 0x2028 || c == 0x2029 ||
         c == 0x202F || c == 0x205F || c == 0x3000 || c == 0xFEFF;
}
/// Scripts that put no spaces between words: Han, kana, Thai, Lao, Burmese, Khmer.
inline bool isWithoutSpaces(char32_t c) {
  return (c >= 0x0E00 && c <= 0x0EFF) || (c >= 0x1000 && c <= 0x109F) || (c >= 0x1780 && c <= 0x17FF) ||
         (c >= 0x3040 && c <= 0x30FF) || (c >= 0x3400 && c <= 0x9FFF) || (c >= 0xF900 && c <= 0xFAFF) ||
         (c >= 0x20000 && c <= 0x3FFFF);
}
/// Punctuation and symbols.
inline bool isMark(char32_t c) {
  if (c < 0x80) return !((c >= U'0' && c <= U'9') || (c >= U'A' && c <= U'Z') || (c >= U'a' && c <= U'z'));
  return (c >= 0xA1 && c <= 0xBF && c != 0xAA && c != 0xB5 && c != 0xBA) || c == 0xD7 || c == 0xF7 ||
         (c >= 0x2010 && c <= 0x2BFF) || (c >= 0x3001 && c <= 0x303F) || (c >= 0xFF01 && c <= 0xFF0F) ||
         c == 0x060C || c == 0x061B || c == 0x061F || c == 0x06D4 || c == 0xFFFD;
}
inline bool isQuotation(char32_t c) {
  return c == U'"' || c == U'\'' || c == U'`' || (c >= 0x2018 && c <= 0x201F) || c == 0xAB || c == 0xBB ||
         c == 0xB4 || (c >= 0x2039 && c <= 0x203A) || (c >= 0x2032 && c <= 0x2033);
}
inline bool isDash(char32_t c) {
  return c == U'-' || (c >= 0x2010 && c <= 0x2015) || c == 0x2212;
}
inline bool sameMark(char32_t a, char32_t b) {
  return a == b || (isQuotation(a) && isQuotation(b)) || (isDash(a) && isDash(b));
}
/// Stands inside of words and numbers: it's, 12.5, U.S.
inline bool isInsideWord(char32_t c) {
  return c == U'\'' || c == 0x2019 || c == U'.' || c == U',' || c == 0xAD;
}
inline bool endsSentence(char32_t c) {
  return c == U'.' || c == U'!' || c == U'?' || c == U':' || isQuotation(c) || c == 0x2026;
}
inline bool isUpper(char32_t c) {
  return (c >= U'A' && c <= U'Z') || (c >= 0xC0 && c <= 0xDE && c != 0xD7) ||
         (c >= 0x100 && c <= 0x17F && c % 2 == 0) || (c >= 0x391 && c <= 0x3A9) || (c >= 0x400 && c <= 0x42F);
}

}  // namespace dateline::story
