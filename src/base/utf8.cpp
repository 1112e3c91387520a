#include "base/utf8.h"

#include <glib.h>

#include <algorithm>
#include <cstdint>
#include <cstring>

namespace dateline {
namespace {

constexpr std::size_t kStride = 64;

constexpr std::size_t kWord = sizeof(std::uint64_t);

bool continues(char byte) {
  return (static_cast<unsigned char>(byte) & 0xC0) == 0x80;
}

/// The next eight bytes are a code point each.
bool isAsciiWord(std::string_view text, std::size_t at) {
  std::uint64_t word = 0;
  if (at + kWord > text.size()) return false;
  std::memcpy(&word, text.data() + at, kWord);
  return (word & 0x8080808080808080u) == 0;
}

}  // namespace

bool isValidUtf8(std::string_view text) {
  // g_utf8_validate takes NUL for an end; it is a valid code point of a text all the same.
  while (!text.empty()) {
    const char* end = nullptr;
    if (g_utf8_validate_len(text.data(), text.size(), &end)) return true;
    const auto valid = static_cast<std::size_t>(end - text.data());
    if (text[valid] != '\0') return false;
    text.remove_prefix(valid + 1);
  }
  return true;
}

std::size_t countCodePoints(std::string_view utf8) {
  return utf8.size() - static_cast<std::size_t>(std::count_if(utf8.begin(), utf8.end(), continues));
}

std::string utf8Of(char32_t codePoint) {
  char bytes[6];
  const auto known = static_cast<gunichar>(codePoint);
  const int length = g_unichar_to_utf8(g_unichar_validate(known) != 0 ? known : 0xFFFD, bytes);
  return {bytes, static_cast<std::size_t>(length)};
}

std::string repairUtf8(std::string_view text, std::size_t* replaced) {
  std::string out;
  out.reserve(text.size());
  std::size_t count = 0;
  while (!text.empty()) {
    const char* end = nullptr;
    g_utf8_validate_len(text.data(), text.size(), &end);
    const auto valid = static_cast<std::size_t>(end - text.data());
    out.append(text.substr(0, valid));
    text.remove_prefix(valid);
    if (text.empty()) break;
    if (text.front() == '\0') {
      out.push_back('\0');
    } else {
      out += "\xEF\xBF\xBD";
      ++count;
    }
    text.remove_prefix(1);
  }
  if (replaced != nullptr) *replaced = count;
  return out;
}

OffsetIndex::OffsetIndex(std::string_view utf8) {
  checkpoints_.reserve(utf8.size() / kStride + 1);
  for (std::size_t byte = 0; byte < utf8.size();) {
    const std::size_t toNext = (kStride - codePoints_ % kStride) % kStride;
    if (isAsciiWord(utf8, byte)) {
      if (toNext < kWord) checkpoints_.push_back(byte + toNext);
      codePoints_ += kWord;
      byte += kWord;
      continue;
    }
    if (!continues(utf8[byte])) {
      if (toNext == 0) checkpoints_.push_back(byte);
      ++codePoints_;
    }
    ++byte;
  }
}

std::size_t OffsetIndex::byteOf(std::string_view utf8, std::size_t codePoint) const {
  if (codePoint >= codePoints_) return utf8.size();
  std::size_t byte = checkpoints_[codePoint / kStride];
  for (std::size_t left = codePoint % kStride; left > 0; --left) {
    ++byte;
    while (byte < utf8.size() && continues(utf8[byte])) ++byte;
  }
  return byte;
}

std::size_t OffsetIndex::codePointOf(std::string_view utf8, std::size_t byte) const {
  if (byte >= utf8.size()) return codePoints_;
  const auto after = std::upper_bound(checkpoints_.begin(), checkpoints_.end(), byte);
  const auto checkpoint = static_cast<std::size_t>(after - checkpoints_.begin()) - 1;
  return checkpoint * kStride +
         countCodePoints(utf8.substr(checkpoints_[checkpoint], byte - checkpoints_[checkpoint]));
}

}  // namespace dateline
