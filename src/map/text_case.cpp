#include "map/text_case.h"

namespace dateline::map {
namespace {

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
  return c;
}

bool isTwoBytes(std::string_view text, std::size_t at) {
  const auto lead = static_cast<unsigned char>(text[at]);
  return lead >= 0xc2 && lead <= 0xdf && at + 1 < text.size() &&
         (static_cast<unsigned char>(text[at + 1]) & 0xc0) == 0x80;
}

}  // namespace

std::string upperCase(std::string_view utf8) {
  std::string result;
  result.reserve(utf8.size());
  for (std::size_t i = 0; i < utf8.size(); ++i) {
    char32_t c = static_cast<unsigned char>(utf8[i]);
    if (isTwoBytes(utf8, i)) {
      c = upper(((c & 0x1f) << 6) | (static_cast<unsigned char>(utf8[++i]) & 0x3f));
      if (c >= 0x80) {
        result += static_cast<char>(0xc0 | (c >> 6));
        c = 0x80 | (c & 0x3f);
      }
    } else if (c < 0x80) {
      c = upper(c);
    }
    result += static_cast<char>(c);
  }
  return result;
}

}  // namespace dateline::map
