#include "article/decode.h"

#include <fmt/format.h>
#include <unicode/utf16.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <array>
#include <cstdint>

#include "article/guess_encoding.h"
#include "article/markup.h"
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
  // One in a line or two is a slip.
  const std::size_t size = sample.size() < 16 ? sample.size() : std::max<std::size_t>(sample.size(), 100);
  return static_cast<std::size_t>(stray) * 100 > size;
}

enum class Utf16 { no, little, big };

/// Text of mostly European letters, and the spaces and line ends of any other, has zero bytes on one side of
/// its pairs only.
Utf16 guessUtf16(std::string_view bytes) {
  const std::string_view sample = bytes.substr(0, kSampleBytes);
  std::array<std::size_t, 2> zeros{};
  for (std::size_t i = 0; i < sample.size(); ++i) zeros[i % 2] += sample[i] == '\0' ? 1 : 0;
  const std::size_t enough = std::max<std::size_t>(2, sample.size() / 2 / 20);
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

void warnOfReplaced(Decoded& decoded, std::size_t replaced) {
  if (replaced == 0) return;
  decoded.warnings.push_back(
      {fmt::format("has bytes that are not valid {}; each is shown as \xEF\xBF\xBD", decoded.encoding),
       {},
       static_cast<int>(replaced)});
}

/// True when it is UTF-8, or nearly: few bad bytes among many good sequences; more of them where a page says
/// so.
bool decodeUtf8(std::string_view bytes, bool declared, Decoded& decoded) {
  decoded.encoding = "UTF-8";
  if (isValidUtf8(bytes)) {
    decoded.text = bytes;
    return true;
  }
  std::size_t replaced = 0;
  std::string repaired = repairUtf8(bytes, &replaced);
  if (countMultibyte(bytes) < (declared ? 1 : 4) * replaced) return false;
  decoded.text = std::move(repaired);
  warnOfReplaced(decoded, replaced);
  return true;
}

/// What some encodings leave open comes out of ICU as control characters, U+0080 to U+009F.
void replaceHighControls(std::string& text, std::size_t& replaced) {
  const auto next = [&](std::size_t from) {
    std::size_t at = text.find('\xC2', from);
    while (at != std::string::npos && static_cast<unsigned char>(text[at + 1]) >= 0xA0)
      at = text.find('\xC2', at + 2);
    return at;
  };
  std::size_t at = next(0);
  if (at == std::string::npos) return;
  std::string out;
  out.reserve(text.size() + text.size() / 4);
  std::size_t from = 0;
  for (; at != std::string::npos; at = next(from)) {
    out.append(text, from, at - from).append(kReplacement);
    from = at + 2;
    ++replaced;
  }
  text = out.append(text, from);
}

void decodeAs(std::string_view bytes, const Encoding& encoding, Decoded& decoded) {
  std::size_t replaced = 0;
  decoded.encoding = encoding.name;
  decoded.text = convert(bytes, encoding, replaced);
  replaceHighControls(decoded.text, replaced);
  warnOfReplaced(decoded, replaced);
}

/// True when the page's own word can be right: all bytes are of that encoding, or none fits better.
bool decodeAsDeclared(std::string_view bytes, Decoded& decoded) {
  const Encoding* declared = encodingNamed(declaredEncoding(bytes));
  if (declared == nullptr || declared->name.starts_with("UTF-")) return false;
  Decoded attempt;
  decodeAs(bytes, *declared, attempt);
  const int replaced = attempt.warnings.empty() ? 0 : attempt.warnings.front().count;
  if (replaced > 0) {
    const EncodingGuess guess = guessEncoding(bytes, true);
    if (guess.sure && guess.encoding != declared) return false;
  }
  decoded = std::move(attempt);
  return true;
}

/// Japanese mail and old pages: seven bits, with escapes between the alphabets.
bool isIso2022Jp(std::string_view bytes) {
  return bytes.find("\x1B$B") != std::string_view::npos || bytes.find("\x1B$@") != std::string_view::npos;
}

void decodeEightBit(std::string_view bytes, bool markup, Decoded& decoded) {
  const Encoding* declared = markup ? encodingNamed(declaredEncoding(bytes)) : nullptr;
  if (decodeUtf8(bytes, declared != nullptr && declared->name == "UTF-8", decoded)) return;
  if (markup && decodeAsDeclared(bytes, decoded)) return;
  const EncodingGuess guess = guessEncoding(bytes, markup);
  decodeAs(bytes, *guess.encoding, decoded);
  const bool fits = decoded.warnings.empty();
  if (!guess.sure || !fits)
    decoded.warnings.push_back(
        {fmt::format("is not UTF-8; read as {}. If letters look wrong, choose another under Text, "
                     "Encoding, or with --encoding",
                     guess.encoding->name)});
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

/// Chinese, Japanese and Korean hold hardly a zero byte: here the units themselves tell. Other encodings'
/// bytes, taken in pairs, fall among surrogates and private use.
bool isIdeographicUtf16(std::string_view bytes, bool bigEndian) {
  const std::string_view sample = bytes.substr(0, kSampleBytes);
  if (sample.size() < 16 || bytes.size() % 2 != 0) return false;
  std::size_t likely = 0, signs = 0;
  for (std::size_t i = 0; i + 1 < sample.size(); i += 2) {
    const auto high = static_cast<unsigned char>(sample[bigEndian ? i : i + 1]);
    const auto low = static_cast<unsigned char>(sample[bigEndian ? i + 1 : i]);
    const bool ideograph = high >= 0x4E && high <= 0x9F;
    const bool hangul = high >= 0xAC && high <= 0xD7;
    likely += ideograph || hangul || high == 0x30 || high == 0xFF || high == 0 ? 1 : 0;
    signs += (high == 0 && (low == 0x20 || low == 0x0A)) || (high == 0x30 && low <= 0x02) ||
                     (high == 0xFF && (low == 0x0C || low == 0x0E))
                 ? 1
                 : 0;
  }
  return likely * 100 >= sample.size() / 2 * 97 && signs * 200 >= sample.size() / 2;
}

Utf16 recogniseUtf16(std::string_view bytes) {
  if (const Utf16 guess = guessUtf16(bytes); guess != Utf16::no) return guess;
  if (isValidUtf8(bytes.substr(0, std::min(bytes.size(), kSampleBytes)))) return Utf16::no;
  if (isIdeographicUtf16(bytes, false)) return Utf16::little;
  return isIdeographicUtf16(bytes, true) ? Utf16::big : Utf16::no;
}

/// False when it is no text.
bool decodeRecognised(std::string_view bytes, bool markup, Decoded& decoded) {
  if (bytes.starts_with("\xEF\xBB\xBF")) {
    decodeEightBit(bytes.substr(3), markup, decoded);
    return true;
  }
  if (bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF"))
    return decodeUtf16(bytes.substr(2), bytes.starts_with("\xFE\xFF"), decoded);
  if (isIso2022Jp(bytes.substr(0, kSampleBytes))) {
    decodeAs(bytes, *encodingNamed("ISO-2022-JP"), decoded);
    return true;
  }
  if (const Utf16 guess = recogniseUtf16(bytes); guess != Utf16::no)
    return decodeUtf16(bytes, guess == Utf16::big, decoded);
  if (looksBinary(bytes)) return false;
  decodeEightBit(bytes, markup, decoded);
  return true;
}

/// As the user said, whatever the bytes look like; only the byte order mark of that encoding is no text.
void decodeAsTold(std::string_view bytes, const Encoding& encoding, Decoded& decoded) {
  decodeAs(bytes, encoding, decoded);
  if (decoded.text.starts_with("\xEF\xBB\xBF")) decoded.text.erase(0, 3);
}

}  // namespace

Result<Decoded> decode(std::string_view bytes, const std::string& where, const DecodeOptions& options) {
  using namespace std::string_view_literals;
  Decoded decoded;
  bool isText = true;
  if (!options.encoding.empty()) {
    const Encoding* told = encodingNamed(options.encoding);
    if (told == nullptr)
      return fail(ErrorKind::usage, fmt::format("the encoding \"{}\" is not known", options.encoding), where);
    decodeAsTold(bytes, *told, decoded);
  } else if (bytes.starts_with("\xFF\xFE\0\0"sv) || bytes.starts_with("\0\0\xFE\xFF"sv)) {
    return fail(ErrorKind::unsupported, "is UTF-32 text, which is not read; save it as UTF-8", where);
  } else {
    isText = decodeRecognised(bytes, options.markup, decoded);
  }
  if (!isText || looksBinary(decoded.text))
    return fail(ErrorKind::invalid, "is not text; open a text, Markdown or HTML file", where);
  replaceNuls(decoded);
  normaliseLineEnds(decoded.text);
  return decoded;
}

}  // namespace dateline::article
