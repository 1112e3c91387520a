#include <algorithm>
#include <string>

#include "article/blocks.h"
#include "article/head_letters.h"
#include "article/icu_handles.h"
#include "article/sentence_ends.h"

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

TextRange trimmed(std::string_view text, std::size_t start, std::size_t end) {
  const std::string_view inside = withoutBlanks(text.substr(start, end - start));
  const auto first = static_cast<std::size_t>(inside.data() - text.data());
  return {first, first + inside.size()};
}

/// A part as ICU cuts them: a sentence, or more of the one before.
void addPart(TextRange part, std::string_view line, std::vector<TextRange>& sentences) {
  const auto sliceOf = [&](TextRange range) { return line.substr(range.start, range.length()); };
  if (!sentences.empty())
    if (const std::size_t marks = closingMarksBefore(sliceOf(part)); marks > 0) {
      sentences.back() = trimmed(line, sentences.back().start, part.start + marks);
      part = trimmed(line, part.start + marks, part.end);
    }
  if (part.length() == 0) return;
  if (!sentences.empty() && sentenceGoesOn(sliceOf(sentences.back()), sliceOf(part)))
    sentences.back().end = part.end;
  else
    sentences.push_back(part);
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
  for (std::int32_t end = ubrk_next(iterator); end != UBRK_DONE; start = end, end = ubrk_next(iterator))
    addPart(trimmed(line, static_cast<std::size_t>(start), static_cast<std::size_t>(end)), line, ranges);
  return ranges;
}

}  // namespace dateline::article
