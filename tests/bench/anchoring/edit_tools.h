// What several kinds of edits do to texts.
#pragma once

#include "edits.h"

namespace dateline::bench {

using Cell = EditedText::Cell;
using Others = std::vector<Sample>;

bool isLetter(char32_t c);

/// The sample as it is; every passage counted, or none.
Outcome untouched(const Sample& sample, bool counted = true);
std::u32string textOf(const Sample& sample, TextRange range);
std::u32string someSentence(const Others& others, Random& random);
bool touchesPassage(const Sample& sample, TextRange range);

/// Whether a code point of the original text stands in the range.
bool isInside(const TextRange& range, std::ptrdiff_t origin);

/// One slip of the hand at a cell: swapped, lost, doubled or wrong letter. The place keeps its origin.
void slip(std::vector<Cell>& cells, std::size_t i, Random& random);

struct WordSpan {
  std::size_t start, end;  ///< cells
};
/// The words of the cells [first, last).
std::vector<WordSpan> wordsOf(const std::vector<Cell>& cells, std::size_t first, std::size_t last);

}  // namespace dateline::bench
