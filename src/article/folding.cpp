#include "article/folding.h"

#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>
#include <unicode/utf16.h>
#include <unicode/utf8.h>

#include <array>
#include <cstddef>
#include <unordered_map>

#include "article/article.h"

namespace dateline::article {
namespace {

/// Letters that Unicode does not decompose, and marks that people type on a keyboard in their plain form.
std::string_view plainForm(UChar32 c) {
  switch (c) {
    case 0x2018:
    case 0x2019:
    case 0x201A:
    case 0x201B:
    case 0x2039:
    case 0x203A:
    case 0x02BC:
    case 0x02BB:
      return "'";
    case 0x00AB:
    case 0x00BB:
    case 0x201C:
    case 0x201D:
    case 0x201E:
    case 0x201F:
      return "\"";
    case 0x2010:
    case 0x2011:
    case 0x2012:
    case 0x2013:
    case 0x2014:
      return "-";
    case 0x00D8:
    case 0x00F8:
      return "o";
    case 0x0141:
    case 0x0142:
      return "l";
    case 0x0110:
    case 0x0111:
    case 0x00D0:
    case 0x00F0:
      return "d";
    case 0x00C6:
    case 0x00E6:
      return "ae";
    case 0x0152:
    case 0x0153:
      return "oe";
    case 0x00DE:
    case 0x00FE:
      return "th";
    case 0x0131:
      return "i";
    default:
      return {};
  }
}

std::string toUtf8(const UChar* units, std::int32_t length) {
  std::string out(static_cast<std::size_t>(length) * 3, '\0');
  std::int32_t written = 0;
  UErrorCode status = U_ZERO_ERROR;
  u_strToUTF8(out.data(), static_cast<std::int32_t>(out.size()), &written, units, length, &status);
  out.resize(U_SUCCESS(status) ? static_cast<std::size_t>(written) : 0);
  return out;
}

/// Accents and points that a word is the same without. The vowel signs of Indic scripts and of Thai are marks
/// too, but letters to their readers: "पर" (on) is not "पेरू" (Peru). Unicode orders no sign of those against
/// others, or as viramas and the vowels of single scripts.
bool isAccent(UChar32 c) {
  constexpr std::uint8_t kUnordered = 0, kVirama = 9, kFirstOfOneScript = 84, kLastOfOneScript = 132;
  if (u_charType(c) != U_NON_SPACING_MARK) return false;
  const std::uint8_t order = u_getCombiningClass(c);
  return order != kUnordered && order != kVirama && (order < kFirstOfOneScript || order > kLastOfOneScript);
}

/// Compatibility decomposition, without accents, case folded.
std::string foldCodePoint(UChar32 c) {
  if (const std::string_view plain = plainForm(c); !plain.empty()) return std::string(plain);
  if (u_isUWhiteSpace(c)) return " ";
  if (const std::int32_t digit = u_charDigitValue(c); digit >= 0 && u_charType(c) == U_DECIMAL_DIGIT_NUMBER)
    return std::string(1, static_cast<char>('0' + digit));
  if (u_hasBinaryProperty(c, UCHAR_DEFAULT_IGNORABLE_CODE_POINT)) return {};
  UErrorCode status = U_ZERO_ERROR;
  std::array<UChar, 64> units{};
  std::int32_t length =
      unorm2_getDecomposition(unorm2_getNFKDInstance(&status), c, units.data(), 64, &status);
  if (U_FAILURE(status) || length < 0) {
    length = 0;
    U16_APPEND_UNSAFE(units.data(), length, c);
  }
  std::array<UChar, 64> base{};
  std::int32_t baseLength = 0;
  for (std::int32_t i = 0; i < length;) {
    UChar32 part = 0;
    U16_NEXT(units.data(), i, length, part);
    if (!isAccent(part)) U16_APPEND_UNSAFE(base.data(), baseLength, part);
  }
  status = U_ZERO_ERROR;
  std::array<UChar, 192> folded{};
  const std::int32_t foldedLength =
      u_strFoldCase(folded.data(), 192, base.data(), baseLength, U_FOLD_CASE_DEFAULT, &status);
  return U_SUCCESS(status) ? toUtf8(folded.data(), foldedLength) : std::string();
}

/// Asking ICU anew for every letter of a Cyrillic text would cost more than the search.
const std::string& foldedForm(UChar32 c) {
  thread_local std::unordered_map<UChar32, std::string> known;
  const auto found = known.find(c);
  if (found != known.end()) return found->second;
  return known.emplace(c, foldCodePoint(c)).first->second;
}

char foldAscii(char c) {
  if (c >= 'A' && c <= 'Z') return static_cast<char>(c + 32);
  return c == '\n' || c == '\t' || c == '\r' || c == '\f' || c == '\v' ? ' ' : c;
}

}  // namespace

FoldedText foldWithOffsets(std::string_view utf8) {
  FoldedText folded;
  folded.text.reserve(utf8.size() + 16);
  folded.codePoints.reserve(utf8.size() + 16);
  std::uint32_t index = 0;
  const std::size_t size = utf8.size();
  for (std::size_t i = 0; i < size; ++index) {
    if (static_cast<unsigned char>(utf8[i]) < 0x80) {
      folded.text.push_back(foldAscii(utf8[i++]));
      folded.codePoints.push_back(index);
      continue;
    }
    UChar32 c = 0;
    U8_NEXT(utf8.data(), i, size, c);
    const std::string& form = foldedForm(c < 0 ? 0xFFFD : c);
    folded.text += form;
    folded.codePoints.insert(folded.codePoints.end(), form.size(), index);
  }
  folded.codePoints.push_back(index);
  return folded;
}

std::string fold(std::string_view utf8) {
  return foldWithOffsets(utf8).text;
}

namespace {

/// Of several spaces in a row the first: a phrase is found across a break of lines or paragraphs too.
FoldedText withSingleSpaces(FoldedText folded) {
  std::size_t kept = 0;
  for (std::size_t i = 0; i < folded.text.size(); ++i) {
    if (folded.text[i] == ' ' && kept > 0 && folded.text[kept - 1] == ' ') continue;
    folded.text[kept] = folded.text[i];
    folded.codePoints[kept++] = folded.codePoints[i];
  }
  folded.codePoints[kept] = folded.codePoints[folded.text.size()];
  folded.text.resize(kept);
  folded.codePoints.resize(kept + 1);
  return folded;
}

}  // namespace

std::vector<TextRange> find(const Article& article, std::string_view needle, std::size_t limit) {
  std::vector<TextRange> found;
  if (!isValidUtf8(needle)) return found;
  const std::string wanted = withSingleSpaces(foldWithOffsets(needle)).text;
  if (wanted.empty()) return found;
  const FoldedText haystack = withSingleSpaces(foldWithOffsets(article.text));
  for (std::size_t at = haystack.text.find(wanted); at != std::string::npos && found.size() < limit;
       at = haystack.text.find(wanted, at + wanted.size())) {
    // Up to where the next letter begins, so that accents written as marks of their own are inside; a letter
    // that folds to several ("ß") is taken whole.
    const std::size_t last = haystack.codePoints[at + wanted.size() - 1];
    const std::size_t next = haystack.codePoints[at + wanted.size()];
    found.push_back({haystack.codePoints[at], std::max(last + 1, next)});
  }
  return found;
}

}  // namespace dateline::article
