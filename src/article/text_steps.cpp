#include "article/text_steps.h"

#include <unicode/uchar.h>
#include <unicode/uscript.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <optional>
#include <vector>

#include "article/icu_handles.h"

namespace dateline::article {
namespace {

/// Code points to each side that are looked at: more than any word has, and enough for the dictionaries of
/// scripts without spaces to find their feet.
constexpr std::size_t kReach = 240;

IteratorPtr open(UBreakIteratorType type) {
  UErrorCode status = U_ZERO_ERROR;
  return IteratorPtr(ubrk_open(type, "", nullptr, 0, &status));
}

/// Opening one loads rules and data, so each thread keeps its own.
UBreakIterator* iteratorOf(UBreakIteratorType type) {
  thread_local const IteratorPtr characters = open(UBRK_CHARACTER), words = open(UBRK_WORD);
  return (type == UBRK_WORD ? words : characters).get();
}

struct Segment {
  TextRange range;
  bool word = false;
};

/// The text around an offset, cut at the borders of its characters or words.
std::vector<Segment> segmentsAround(const Article& article, std::size_t offset, UBreakIteratorType type) {
  const std::size_t end = article.offsets.codePoints();
  offset = std::min(offset, end);
  const TextRange window{offset - std::min(offset, kReach), std::min(end, offset + kReach)};
  const std::string_view slice = article.slice(window);
  const std::size_t firstByte = article.offsets.byteOf(article.text, window.start);
  UBreakIterator* iterator = iteratorOf(type);
  UErrorCode status = U_ZERO_ERROR;
  const TextPtr utext(
      utext_openUTF8(nullptr, slice.data(), static_cast<std::int64_t>(slice.size()), &status));
  if (iterator == nullptr || U_FAILURE(status)) return {};
  ubrk_setUText(iterator, utext.get(), &status);
  if (U_FAILURE(status)) return {};
  const auto offsetOf = [&](std::int32_t byte) {
    return article.offsets.codePointOf(article.text, firstByte + static_cast<std::size_t>(byte));
  };
  std::vector<Segment> segments;
  std::int32_t from = ubrk_first(iterator);
  for (std::int32_t to = ubrk_next(iterator); to != UBRK_DONE; from = to, to = ubrk_next(iterator))
    segments.push_back(
        {{offsetOf(from), offsetOf(to)}, ubrk_getRuleStatus(iterator) >= UBRK_WORD_NONE_LIMIT});
  return segments;
}

/// The next one in whose sight there is a word is asked when a long stretch has none.
template <typename Find>
std::size_t search(const Article& article, std::size_t offset, bool forward, Find find) {
  const std::size_t end = article.offsets.codePoints();
  for (std::size_t at = std::min(offset, end);;) {
    const std::vector<Segment> segments = segmentsAround(article, at, UBRK_WORD);
    if (const auto found = find(segments)) return *found;
    if (forward ? at >= end : at == 0) return at;
    at = forward ? std::min(end, at + kReach / 2) : at - std::min(at, kReach / 2);
  }
}

}  // namespace

std::size_t nextCharacter(const Article& article, std::size_t offset) {
  for (const Segment& segment : segmentsAround(article, offset, UBRK_CHARACTER))
    if (segment.range.end > offset) return segment.range.end;
  return article.offsets.codePoints();
}

std::size_t previousCharacter(const Article& article, std::size_t offset) {
  std::size_t before = 0;
  for (const Segment& segment : segmentsAround(article, offset, UBRK_CHARACTER))
    if (segment.range.start < offset) before = segment.range.start;
  return before;
}

std::size_t backspaceStart(const Article& article, std::size_t offset) {
  offset = std::min(offset, article.offsets.codePoints());
  if (offset == 0) return 0;
  const std::string_view last = article.slice({offset - 1, offset});
  std::int32_t at = 0;
  UChar32 character = 0;
  U8_NEXT(last.data(), at, static_cast<std::int32_t>(last.size()), character);
  const std::int8_t kind = u_charType(character);
  // What only chooses between pictures of the character, as for emoji, was not typed on its own.
  const bool mark = (kind == U_NON_SPACING_MARK || kind == U_COMBINING_SPACING_MARK) &&
                    !u_hasBinaryProperty(character, UCHAR_DEFAULT_IGNORABLE_CODE_POINT);
  return mark ? offset - 1 : previousCharacter(article, offset);
}

std::size_t nextWordEnd(const Article& article, std::size_t offset) {
  return search(article, offset, true,
                [&](const std::vector<Segment>& segments) -> std::optional<std::size_t> {
                  for (const Segment& segment : segments)
                    if (segment.word && segment.range.end > offset) return segment.range.end;
                  return std::nullopt;
                });
}

std::size_t previousWordStart(const Article& article, std::size_t offset) {
  return search(article, offset, false,
                [&](const std::vector<Segment>& segments) -> std::optional<std::size_t> {
                  for (auto segment = segments.rbegin(); segment != segments.rend(); ++segment)
                    if (segment->word && segment->range.start < offset) return segment->range.start;
                  return std::nullopt;
                });
}

TextRange wordAt(const Article& article, std::size_t offset) {
  std::optional<Segment> at;
  for (const Segment& segment : segmentsAround(article, offset, UBRK_WORD)) {
    if (segment.range.start > offset) break;
    const bool touches = segment.range.end >= offset;
    if (touches && (!at || segment.word || (!at->word && segment.range.contains(offset)))) at = segment;
  }
  return at ? at->range : TextRange{offset, offset};
}

std::string_view beginningOf(std::string_view utf8, std::size_t mostBytes) {
  if (utf8.size() <= mostBytes) return utf8;
  std::size_t cut = mostBytes;
  while (cut > 0 && (static_cast<unsigned char>(utf8[cut]) & 0xC0) == 0x80) --cut;
  constexpr std::size_t kLongestCharacter = 64;  // bytes, marks included
  const std::string_view slice = utf8.substr(0, mostBytes + kLongestCharacter);
  UErrorCode status = U_ZERO_ERROR;
  const TextPtr utext(
      utext_openUTF8(nullptr, slice.data(), static_cast<std::int64_t>(slice.size()), &status));
  if (UBreakIterator* iterator = iteratorOf(UBRK_CHARACTER); iterator != nullptr && U_SUCCESS(status)) {
    ubrk_setUText(iterator, utext.get(), &status);
    const auto at = static_cast<std::int32_t>(cut);
    const std::int32_t border = ubrk_isBoundary(iterator, at) ? at : ubrk_preceding(iterator, at);
    if (U_SUCCESS(status) && border > 0) cut = static_cast<std::size_t>(border);
  }
  const std::size_t space = utf8.rfind(' ', cut);
  if (space != std::string_view::npos && space >= cut - cut / 4) cut = space;
  return utf8.substr(0, cut);
}

bool beginsRightToLeft(std::string_view utf8) {
  const auto length = static_cast<std::int32_t>(std::min<std::size_t>(utf8.size(), INT32_MAX));
  for (std::int32_t at = 0; at < length;) {
    UChar32 character = 0;
    U8_NEXT(utf8.data(), at, length, character);
    if (character < 0) continue;
    const UCharDirection direction = u_charDirection(character);
    if (direction == U_LEFT_TO_RIGHT) return false;
    if (direction == U_RIGHT_TO_LEFT || direction == U_RIGHT_TO_LEFT_ARABIC) return true;
  }
  return false;
}

bool hasItalics(std::string_view utf8) {
  const auto length = static_cast<std::int32_t>(std::min<std::size_t>(utf8.size(), INT32_MAX));
  for (std::int32_t at = 0; at < length;) {
    UChar32 character = 0;
    U8_NEXT(utf8.data(), at, length, character);
    if (character < 0 || !u_isalpha(character)) continue;
    UErrorCode failure = U_ZERO_ERROR;
    const UScriptCode script = uscript_getScript(character, &failure);
    return script == USCRIPT_LATIN || script == USCRIPT_CYRILLIC || script == USCRIPT_GREEK ||
           script == USCRIPT_ARMENIAN || script == USCRIPT_GEORGIAN || script == USCRIPT_COMMON;
  }
  return true;
}

}  // namespace dateline::article
