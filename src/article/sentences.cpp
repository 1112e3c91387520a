#include <algorithm>
#include <array>
#include <string>

#include "article/blocks.h"
#include "article/icu_handles.h"

namespace dateline::article {
namespace {

/// Opening one loads rules and data, so each thread keeps its own.
UBreakIterator* sentenceIterator() {
  thread_local const auto iterator = [] {
    UErrorCode status = U_ZERO_ERROR;
    return IteratorPtr(ubrk_open(UBRK_SENTENCE, "en", nullptr, 0, &status));
  }();
  return iterator.get();
}

template <std::size_t N>
bool isOneOf(std::string_view word, const std::array<std::string_view, N>& words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

// Titles stand before a name, so a sentence never ends with one.
constexpr std::array<std::string_view, 30> kTitles = {
    "Mr",  "Mrs",  "Ms",  "Dr",  "Gen", "Lt",   "Col", "Maj", "Capt", "Cmdr",
    "Adm", "Sgt",  "Sen", "Rep", "Gov", "Prof", "Rev", "Hon", "Pres", "Amb",
    "Sec", "Brig", "St",  "Mt",  "Ft",  "Fr",   "vs",  "e.g", "i.e",  "approx"};
// These stand before a number, or at the end.
constexpr std::array<std::string_view, 15> kBeforeNumber = {
    "No", "Nos", "Art", "Jan", "Feb", "Mar", "Apr", "Aug", "Sep", "Sept", "Oct", "Nov", "Dec", "Fig", "p"};
// These may end a sentence: then a word follows that begins one.
constexpr std::array<std::string_view, 9> kEither = {"Jr",   "Sr",  "Inc", "Ltd", "Co",
                                                     "Corp", "etc", "a.m", "p.m"};
constexpr std::array<std::string_view, 40> kOpeners = {
    "The",   "A",    "An",    "He",   "She", "It",  "They", "We",   "You",   "I",
    "In",    "On",   "At",    "But",  "And", "Or",  "This", "That", "These", "Those",
    "There", "When", "While", "As",   "If",  "For", "From", "His",  "Her",   "Its",
    "Their", "Our",  "My",    "What", "Who", "How", "Why",  "So",   "After", "Before"};

bool isLetter(char c) {
  return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80;
}

/// "J" of "J. Smith", or "U.S", "U.N" without their last period.
bool isInitials(std::string_view word) {
  if (word.empty() || word.size() % 2 == 0) return false;
  for (std::size_t i = 0; i < word.size(); ++i)
    if (i % 2 == 1 ? word[i] != '.' : word[i] < 'A' || word[i] > 'Z') return false;
  return true;
}

std::string_view firstWord(std::string_view text) {
  std::size_t end = 0;
  while (end < text.size() && isLetter(text[end])) ++end;
  return text.substr(0, end);
}

/// Whether what looks like the end of a sentence is none: the period of an abbreviation, or a quoted question
/// that the sentence goes on from. Both sides are trimmed.
bool goesOn(std::string_view before, std::string_view after) {
  if (after.empty()) return false;
  // A sentence does not begin with a small letter: “Is it so?” he asked.
  if (after[0] >= 'a' && after[0] <= 'z') return true;
  if (!before.ends_with('.')) return false;
  before.remove_suffix(1);
  const std::size_t space = before.find_last_of(" (\"[");
  const std::string_view word = space == std::string_view::npos ? before : before.substr(space + 1);
  if (isOneOf(word, kTitles)) return true;
  if (isOneOf(word, kBeforeNumber)) return after[0] >= '0' && after[0] <= '9';
  const std::string_view next = firstWord(after);
  if (isInitials(word)) return word != "I" && !next.empty() && !isOneOf(next, kOpeners);
  return isOneOf(word, kEither) && !next.empty() && !isOneOf(next, kOpeners);
}

TextRange trimmed(std::string_view text, std::size_t start, std::size_t end) {
  constexpr std::string_view kSpaces = " \t\r\f\v\n";
  while (start < end && kSpaces.find(text[start]) != std::string_view::npos) ++start;
  while (end > start && kSpaces.find(text[end - 1]) != std::string_view::npos) --end;
  return {start, end};
}

}  // namespace

std::vector<TextRange> sentenceBytes(std::string_view text) {
  // ICU takes a line feed for the end of a paragraph; inside a block it is only where the line was broken.
  std::string line(text);
  std::replace(line.begin(), line.end(), '\n', ' ');
  UBreakIterator* iterator = sentenceIterator();
  UErrorCode status = U_ZERO_ERROR;
  const TextPtr input(utext_openUTF8(nullptr, line.data(), static_cast<std::int64_t>(line.size()), &status));
  if (iterator != nullptr) ubrk_setUText(iterator, input.get(), &status);
  if (iterator == nullptr || U_FAILURE(status)) return {trimmed(line, 0, line.size())};

  std::vector<TextRange> ranges;
  std::int32_t start = ubrk_first(iterator);
  for (std::int32_t end = ubrk_next(iterator); end != UBRK_DONE; start = end, end = ubrk_next(iterator)) {
    const TextRange range = trimmed(line, static_cast<std::size_t>(start), static_cast<std::size_t>(end));
    if (range.length() == 0) continue;
    const std::string_view view = line;
    if (!ranges.empty() && goesOn(view.substr(ranges.back().start, ranges.back().length()),
                                  view.substr(range.start, range.length()))) {
      ranges.back().end = range.end;
    } else {
      ranges.push_back(range);
    }
  }
  return ranges;
}

}  // namespace dateline::article
