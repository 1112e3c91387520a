#include "edit_tools.h"

#include <algorithm>

namespace dateline::bench {
namespace {

bool isSpace(char32_t c) {
  return c == U' ' || c == U'\n';
}

}  // namespace

bool isLetter(char32_t c) {
  return (c >= U'a' && c <= U'z') || (c >= U'A' && c <= U'Z') ||
         (c >= 0xC0 && c != 0xD7 && c != 0xF7 && c < 0x2000);
}

Outcome untouched(const Sample& sample, bool counted) {
  return {EditedText(sample.text), std::vector<bool>(sample.passages.size(), counted)};
}

std::u32string textOf(const Sample& sample, TextRange range) {
  return decoded(sample.text).substr(range.start, range.length());
}

std::u32string someSentence(const Others& others, Random& random) {
  for (int tries = 0; tries < 50; ++tries) {
    const Sample& other = others[pick(random, others.size())];
    if (other.sentences.empty()) continue;
    return textOf(other, other.sentences[pick(random, other.sentences.size())]);
  }
  return U"Nothing else was said.";
}

bool touchesPassage(const Sample& sample, TextRange range) {
  return std::any_of(sample.passages.begin(), sample.passages.end(),
                     [&](const TextRange& passage) { return passage.overlaps(range); });
}

bool isInside(const TextRange& range, std::ptrdiff_t origin) {
  return origin >= static_cast<std::ptrdiff_t>(range.start) &&
         origin < static_cast<std::ptrdiff_t>(range.end);
}

void slip(std::vector<Cell>& cells, std::size_t i, Random& random) {
  switch (pick(random, 4)) {
    case 0:
      if (i + 1 < cells.size() && isLetter(cells[i + 1].c)) std::swap(cells[i].c, cells[i + 1].c);
      break;
    case 1:
      cells.erase(cells.begin() + static_cast<std::ptrdiff_t>(i));
      break;
    case 2:
      cells.insert(cells.begin() + static_cast<std::ptrdiff_t>(i), cells[i]);
      break;
    default:
      cells[i].c = U'a' + static_cast<char32_t>(pick(random, 26));
  }
}

std::vector<WordSpan> wordsOf(const std::vector<Cell>& cells, std::size_t first, std::size_t last) {
  std::vector<WordSpan> words;
  for (std::size_t i = first; i < last;) {
    while (i < last && isSpace(cells[i].c)) ++i;
    const std::size_t start = i;
    while (i < last && !isSpace(cells[i].c)) ++i;
    if (i > start) words.push_back({start, i});
  }
  return words;
}

}  // namespace dateline::bench
