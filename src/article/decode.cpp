#include "article/decode.h"

#include <fmt/format.h>
#include <unicode/utf16.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <array>
#include <cstdint>

#include "base/utf8.h"

namespace dateline::article {
namespace {

constexpr std::size_t kSampleBytes = 64 << 10;
constexpr std::string_view kReplacement = "\xEF\xBF\xBD";

void append(std::string& out, UChar32 codePoint) {
  std::array<char, U8_MAX_LENGTH> buffer{};
  std::int32_t length = 0;
  U8_APPEND_UNSAFE(buffer.data(), length, codePoint);
  out.append(buffer.data(), static_cast<std::size_t>(length));
}

/// Control characters that no text holds; tab, line feed, carriage return and form feed are white space.
bool isStrayControl(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return (byte < 0x20 && c != '\t' && c != '\n' && c != '\r' && c != '\f') || byte == 0x7F;
}

bool looksBinary(std::string_view text) {
  const std::string_view sample = text.substr(0, kSampleBytes);
  const auto stray = std::count_if(sample.begin(), sample.end(), isStrayControl);
  return static_cast<std::size_t>(stray) * 100 > sample.size();
}

enum class Utf16 { no, little, big };

/// Text of mostly European letters, and the spaces and line ends of any other, has zero bytes on one side of
/// its pairs only.
Utf16 guessUtf16(std::string_view bytes) {
  const std::string_view sample = bytes.substr(0, kSampleBytes);
  std::array<std::size_t, 2> zeros{};
  for (std::size_t i = 0; i < sample.size(); ++i) zeros[i % 2] += sample[i] == '\0' ? 1 : 0;
  const std::size_t enough = std::max<std::size_t>(1, sample.size() / 2 / 20);
  if (zeros[1] >= enough && zeros[0] * 10 <= zeros[1]) return Utf16::little;
  if (zeros[0] >= enough && zeros[1] * 10 <= zeros[0]) return Utf16::big;
  return Utf16::no;
}

std::string fromUtf16(std::string_view bytes, bool bigEndian, std::size_t& replaced) {
  const auto unit = [&](std::size_t i) {
    const auto first = static_cast<unsigned char>(bytes[i]);
    const auto second = static_cast<unsigned char>(bytes[i + 1]);
    return static_cast<std::uint16_t>(bigEndian ? first << 8 | second : second << 8 | first);
  };
  std::string out;
  out.reserve(bytes.size());
  const std::size_t end = bytes.size() - bytes.size() % 2;
  for (std::size_t i = 0; i < end; i += 2) {
    const std::uint16_t lead = unit(i);
    if (!U16_IS_SURROGATE(lead)) {
      append(out, lead);
    } else if (U16_IS_LEAD(lead) && i + 2 < end && U16_IS_TRAIL(unit(i + 2))) {
      append(out, U16_GET_SUPPLEMENTARY(lead, unit(i + 2)));
      i += 2;
    } else {
      out += kReplacement;
      ++replaced;
    }
  }
  replaced += bytes.size() % 2;
  return out;
}

/// Bytes 0x80 to 0x9F of Windows-1252 (the WHATWG index; five are unassigned there and become U+FFFD).
std::string fromWindows1252(std::string_view bytes) {
  static constexpr std::array<std::uint16_t, 32> kUpper = {
      0x20AC, 0xFFFD, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
      0x2039, 0x0152, 0xFFFD, 0x017D, 0xFFFD, 0xFFFD, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
      0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0xFFFD, 0x017E, 0x0178};
  std::string out;
  out.reserve(bytes.size() + bytes.size() / 8);
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    append(out, byte >= 0x80 && byte < 0xA0 ? kUpper[byte - 0x80] : byte);
  }
  return out;
}

/// Valid sequences of more than one byte: they speak for UTF-8, since other encodings hardly ever form them.
std::size_t countMultibyte(std::string_view text) {
  std::size_t count = 0;
  const auto size = static_cast<std::int64_t>(text.size());
  for (std::int64_t i = 0; i < size;) {
    if (static_cast<unsigned char>(text[i]) < 0x80) {
      ++i;
      continue;
    }
    UChar32 codePoint = 0;
    U8_NEXT(text.data(), i, size, codePoint);
    count += codePoint >= 0 ? 1 : 0;
  }
  return count;
}

void decodeEightBit(std::string_view bytes, Decoded& decoded) {
  decoded.encoding = "UTF-8";
  if (isValidUtf8(bytes)) {
    decoded.text = bytes;
    return;
  }
  std::size_t replaced = 0;
  std::string repaired = repairUtf8(bytes, &replaced);
  if (countMultibyte(bytes) >= 4 * replaced) {
    decoded.text = std::move(repaired);
    decoded.warnings.push_back({"has bytes that are not valid UTF-8; each is shown as \xEF\xBF\xBD",
                                {},
                                static_cast<int>(replaced)});
    return;
  }
  decoded.text = fromWindows1252(bytes);
  decoded.encoding = "windows-1252";
  decoded.warnings.push_back({"is not UTF-8; read as Windows-1252. Save it as UTF-8 if letters look wrong"});
}

void normaliseLineEnds(std::string& text) {
  if (text.find('\r') == std::string::npos) return;
  std::size_t out = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\r' && i + 1 < text.size() && text[i + 1] == '\n') continue;
    text[out++] = text[i] == '\r' ? '\n' : text[i];
  }
  text.resize(out);
}

void replaceNuls(Decoded& decoded) {
  const auto nuls = std::count(decoded.text.begin(), decoded.text.end(), '\0');
  if (nuls == 0) return;
  std::string text;
  text.reserve(decoded.text.size() + static_cast<std::size_t>(nuls) * 2);
  for (const char c : decoded.text) {
    if (c == '\0') {
      text += kReplacement;
    } else {
      text += c;
    }
  }
  decoded.text = std::move(text);
  decoded.warnings.push_back(
      {"has NUL characters; each is shown as \xEF\xBF\xBD", {}, static_cast<int>(nuls)});
}

/// False when it is no text.
bool decodeUtf16(std::string_view bytes, bool bigEndian, Decoded& decoded) {
  std::size_t replaced = 0;
  decoded.text = fromUtf16(bytes, bigEndian, replaced);
  decoded.encoding = bigEndian ? "UTF-16BE" : "UTF-16LE";
  // Text has none or a few; a hundredth of all pairs broken is something else that begins with these two
  // bytes.
  if (replaced * 200 > bytes.size() + 400) return false;
  if (replaced > 0)
    decoded.warnings.push_back(
        {"has broken UTF-16 pairs; each is shown as \xEF\xBF\xBD", {}, static_cast<int>(replaced)});
  return true;
}

}  // namespace

Result<Decoded> decode(std::string_view bytes, const std::string& where) {
  using namespace std::string_view_literals;
  Decoded decoded;
  bool isText = true;
  if (bytes.starts_with("\xFF\xFE\0\0"sv) || bytes.starts_with("\0\0\xFE\xFF"sv))
    return fail(ErrorKind::unsupported, "is UTF-32 text, which is not read; save it as UTF-8", where);
  if (bytes.starts_with("\xEF\xBB\xBF"sv)) {
    decodeEightBit(bytes.substr(3), decoded);
  } else if (bytes.starts_with("\xFF\xFE"sv) || bytes.starts_with("\xFE\xFF"sv)) {
    isText = decodeUtf16(bytes.substr(2), bytes.starts_with("\xFE\xFF"sv), decoded);
  } else if (const Utf16 guess = guessUtf16(bytes); guess != Utf16::no) {
    isText = decodeUtf16(bytes, guess == Utf16::big, decoded);
  } else if (isText = !looksBinary(bytes); isText) {
    decodeEightBit(bytes, decoded);
  }
  if (!isText || looksBinary(decoded.text))
    return fail(ErrorKind::invalid, "is not text; open a text or Markdown file", where);
  replaceNuls(decoded);
  normaliseLineEnds(decoded.text);
  return decoded;
}

}  // namespace dateline::article
