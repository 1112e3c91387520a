// Edits that leave the passages' own words.
#include <algorithm>

#include "edit_tools.h"

namespace dateline::bench {
namespace {

bool isInsideAny(const Sample& sample, std::ptrdiff_t origin) {
  return std::any_of(sample.passages.begin(), sample.passages.end(),
                     [&](const TextRange& passage) { return isInside(passage, origin); });
}

Outcome typosOutside(const Sample& sample, const Others&, Random& random) {
  Outcome outcome = untouched(sample);
  auto& cells = outcome.text.cells();
  for (std::size_t i = cells.size(); i-- > 1;)
    if (isLetter(cells[i].c) && chance(random, 0.02) && !isInsideAny(sample, cells[i].origin) &&
        (i + 1 >= cells.size() || !isInsideAny(sample, cells[i + 1].origin)))
      slip(cells, i, random);
  return outcome;
}

Outcome insertedSentences(const Sample& sample, const Others& others, Random& random) {
  Outcome outcome = untouched(sample);
  for (const TextRange& sentence : sample.sentences) {
    const bool within =
        std::any_of(sample.passages.begin(), sample.passages.end(), [&](const TextRange& passage) {
          return sentence.start > passage.start && sentence.start < passage.end;
        });
    if (!within && chance(random, 0.15))
      outcome.text.insertBefore(sentence.start, someSentence(others, random) + U" ");
  }
  return outcome;
}

Outcome deletedSentences(const Sample& sample, const Others&, Random& random) {
  Outcome outcome = untouched(sample);
  for (const TextRange& sentence : sample.sentences)
    if (!touchesPassage(sample, sentence) && chance(random, 0.35))
      outcome.text.erase({sentence.start, sentence.end + 1});
  return outcome;
}

/// The paragraphs with what follows each, in another order.
std::vector<Cell> reordered(const Sample& sample, EditedText& text, const std::vector<std::size_t>& order) {
  std::vector<Cell> cells;
  for (const std::size_t p : order) {
    const auto [first, last] = text.cellsOf(sample.paragraphs[p]);
    cells.insert(cells.end(), text.cells().begin() + static_cast<std::ptrdiff_t>(first),
                 text.cells().begin() + static_cast<std::ptrdiff_t>(last));
    cells.push_back({U'\n', EditedText::kNew});
    cells.push_back({U'\n', EditedText::kNew});
  }
  return cells;
}

bool isWithinParagraph(const Sample& sample, const TextRange& passage) {
  return std::any_of(sample.paragraphs.begin(), sample.paragraphs.end(), [&](const TextRange& paragraph) {
    return passage.start >= paragraph.start && passage.end <= paragraph.end;
  });
}

Outcome reorderedParagraphs(const Sample& sample, const Others&, Random& random) {
  Outcome outcome = untouched(sample, false);
  std::vector<std::size_t> order(sample.paragraphs.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  for (std::size_t moves = 1 + order.size() / 4; moves > 0 && order.size() > 1; --moves) {
    const std::size_t from = pick(random, order.size());
    const std::size_t moved = order[from];
    order.erase(order.begin() + static_cast<std::ptrdiff_t>(from));
    order.insert(order.begin() + static_cast<std::ptrdiff_t>(pick(random, order.size() + 1)), moved);
  }
  outcome.text.cells() = reordered(sample, outcome.text, order);
  for (std::size_t i = 0; i < sample.passages.size(); ++i)
    outcome.counted[i] = isWithinParagraph(sample, sample.passages[i]);
  return outcome;
}

/// Of what stood twice before no copy is the true one.
bool standsOnce(const Sample& sample, TextRange passage) {
  const std::u32string text = decoded(sample.text);
  const std::u32string words = text.substr(passage.start, passage.length());
  return text.find(words, text.find(words) + 1) == std::u32string::npos;
}

/// A paragraph of the sample, and before which one its copy is put.
struct Copying {
  std::size_t from, to;
};

/// Whether anything that anchors hold tells the paragraph from its copy: behind it, the copy leaves it where
/// it stood; before it, there has to be an anchor between the two, or behind both, whose shift is the
/// paragraph's own, or one so near to an end of the paragraph that its context reaches out of it.
bool isTold(const Sample& sample, Copying copying) {
  constexpr std::size_t kContext = 32;
  const TextRange own = sample.paragraphs[copying.from];
  if (copying.to > copying.from) return true;
  return std::any_of(sample.passages.begin(), sample.passages.end(), [&](const TextRange& passage) {
    if (passage.end <= sample.paragraphs[copying.to].start) return false;
    return !passage.overlaps(own) || passage.start < own.start + kContext || passage.end + kContext > own.end;
  });
}

/// A copy of a paragraph that holds a passage is put somewhere else, not next to it: the passage is the first
/// one. `told`: whether those that something tells from their copy are counted, or the others.
Outcome duplicatedParagraphs(const Sample& sample, const Others&, Random& random, bool told) {
  Outcome outcome = untouched(sample, false);
  const std::size_t count = sample.paragraphs.size();
  if (count < 4) return outcome;
  const TextRange passage = sample.passages[pick(random, sample.passages.size())];
  std::size_t from = 0;
  while (from + 1 < count && sample.paragraphs[from].end <= passage.start) ++from;
  const std::size_t to = (from + 2 + pick(random, count - 2)) % count;
  outcome.text.insertBefore(sample.paragraphs[to].start, textOf(sample, sample.paragraphs[from]) + U"\n\n");
  if (isTold(sample, {from, to}) != told) return outcome;
  for (std::size_t i = 0; i < sample.passages.size(); ++i)
    outcome.counted[i] =
        sample.passages[i].overlaps(sample.paragraphs[from]) && standsOnce(sample, sample.passages[i]);
  return outcome;
}

}  // namespace

std::vector<Kind> outsideKinds() {
  using namespace std::placeholders;
  return {{"typos outside", Group::outside, typosOutside},
          {"inserted sentences", Group::outside, insertedSentences},
          {"deleted sentences", Group::outside, deletedSentences},
          {"reordered paragraphs", Group::outside, reorderedParagraphs},
          {"duplicated paragraphs", Group::outside, std::bind(duplicatedParagraphs, _1, _2, _3, true)},
          {"duplicated, nothing tells", Group::untold, std::bind(duplicatedParagraphs, _1, _2, _3, false)}};
}

}  // namespace dateline::bench
