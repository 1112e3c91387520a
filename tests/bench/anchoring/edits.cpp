#include "edits.h"

#include <algorithm>
#include <map>
#include <set>

namespace dateline::bench {
namespace {

using Cell = EditedText::Cell;
using Others = std::vector<Sample>;

bool isLetter(char32_t c) {
  return (c >= U'a' && c <= U'z') || (c >= U'A' && c <= U'Z') ||
         (c >= 0xC0 && c != 0xD7 && c != 0xF7 && c < 0x2000);
}
bool isSpace(char32_t c) {
  return c == U' ' || c == U'\n';
}

Outcome untouched(const Sample& sample, bool counted = true) {
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

/// One slip of the hand at a cell: swapped, lost, doubled or wrong letter. The place keeps its origin.
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

bool isInside(const TextRange& range, std::ptrdiff_t origin) {
  return origin >= static_cast<std::ptrdiff_t>(range.start) &&
         origin < static_cast<std::ptrdiff_t>(range.end);
}

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

/// A copy of a paragraph that holds a passage is put somewhere else, not next to it: the passage is the first
/// one.
Outcome duplicatedParagraphs(const Sample& sample, const Others&, Random& random) {
  Outcome outcome = untouched(sample, false);
  const std::size_t count = sample.paragraphs.size();
  if (count < 4) return outcome;
  const TextRange passage = sample.passages[pick(random, sample.passages.size())];
  std::size_t from = 0;
  while (from + 1 < count && sample.paragraphs[from].end <= passage.start) ++from;
  const std::size_t to = (from + 2 + pick(random, count - 2)) % count;
  outcome.text.insertBefore(sample.paragraphs[to].start, textOf(sample, sample.paragraphs[from]) + U"\n\n");
  for (std::size_t i = 0; i < sample.passages.size(); ++i)
    outcome.counted[i] =
        sample.passages[i].overlaps(sample.paragraphs[from]) && standsOnce(sample, sample.passages[i]);
  return outcome;
}

Outcome typosInside(const Sample& sample, const Others&, Random& random) {
  Outcome outcome = untouched(sample);
  std::map<std::size_t, double> rates;
  auto& cells = outcome.text.cells();
  for (std::size_t p = 0; p < sample.passages.size(); ++p)
    rates[p] = 0.01 + 0.09 * static_cast<double>(pick(random, 100)) / 100;
  for (std::size_t i = cells.size(); i-- > 0;)
    for (std::size_t p = 0; p < sample.passages.size(); ++p)
      if (isInside(sample.passages[p], cells[i].origin) && isLetter(cells[i].c) && chance(random, rates[p])) {
        slip(cells, i, random);
        break;
      }
  return outcome;
}

Outcome quotesAndDashes(const Sample& sample, const Others&, Random&) {
  Outcome outcome = untouched(sample);
  bool open = true;
  for (Cell& cell : outcome.text.cells()) {
    if (cell.c == U'"')
      cell.c = std::exchange(open, !open) ? U'“' : U'”';
    else if (cell.c == U'\'')
      cell.c = U'’';
    else if (cell.c == U'’' || cell.c == U'‘')
      cell.c = U'\'';
    else if (cell.c == U'“' || cell.c == U'”')
      cell.c = U'"';
    else if (cell.c == U'-')
      cell.c = U'–';
    else if (cell.c == U'–' || cell.c == U'—')
      cell.c = U'-';
  }
  return outcome;
}

struct WordSpan {
  std::size_t start, end;  ///< cells
};
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

/// How many of a passage's words are changed: each by this chance, but no more than this share of them.
struct Share {
  double chance, most;
};

/// Words are taken for words of other texts. The first and the last cell keep their origin.
void replaceWords(EditedText& text, TextRange passage, Share share, const Others& others, Random& random) {
  const auto [first, last] = text.cellsOf(passage);
  const std::vector<WordSpan> words = wordsOf(text.cells(), first, last);
  auto left = static_cast<std::size_t>(share.most * static_cast<double>(words.size()));
  for (std::size_t w = words.size(); w-- > 0;) {
    if (left == 0 || !chance(random, share.chance)) continue;
    --left;
    auto& cells = text.cells();
    const std::u32string sentence = someSentence(others, random);
    std::vector<Cell> all;
    for (const char32_t c : sentence) all.push_back({c, 0});
    const auto choices = wordsOf(all, 0, all.size());
    if (choices.empty()) continue;
    const WordSpan choice = choices[pick(random, choices.size())];
    std::vector<Cell> fresh;
    for (std::size_t i = choice.start; i < choice.end; ++i)
      fresh.push_back({all[i].c, cells[words[w].start].origin});
    cells.erase(cells.begin() + static_cast<std::ptrdiff_t>(words[w].start),
                cells.begin() + static_cast<std::ptrdiff_t>(words[w].end));
    cells.insert(cells.begin() + static_cast<std::ptrdiff_t>(words[w].start), fresh.begin(), fresh.end());
  }
}

std::size_t wordCount(const Sample& sample, TextRange passage) {
  const std::u32string text = textOf(sample, passage);
  std::vector<Cell> cells;
  for (const char32_t c : text) cells.push_back({c, 0});
  return wordsOf(cells, 0, cells.size()).size();
}

/// Passages of less than five words are left alone: one word is more than a fifth of them.
Outcome wordsReplaced(const Sample& sample, const Others& others, Random& random) {
  Outcome outcome = untouched(sample, false);
  for (std::size_t p = 0; p < sample.passages.size(); ++p) {
    if (wordCount(sample, sample.passages[p]) < 5) continue;
    outcome.counted[p] = true;
    replaceWords(outcome.text, sample.passages[p],
                 {0.15 * static_cast<double>(1 + pick(random, 100)) / 100, 0.2}, others, random);
  }
  return outcome;
}

Outcome paraphrased(const Sample& sample, const Others& others, Random& random) {
  Outcome outcome = untouched(sample);
  for (const TextRange& passage : sample.passages)
    replaceWords(outcome.text, passage, {0.5, 1}, others, random);
  return outcome;
}

Outcome wordsInserted(const Sample& sample, const Others& others, Random& random) {
  Outcome outcome = untouched(sample, false);
  for (std::size_t p = 0; p < sample.passages.size(); ++p) {
    const auto [first, last] = outcome.text.cellsOf(sample.passages[p]);
    const auto words = wordsOf(outcome.text.cells(), first, last);
    if (words.size() < 6) continue;
    outcome.counted[p] = true;
    std::u32string insert = U"(" + someSentence(others, random).substr(0, (last - first) / 6) + U") ";
    std::vector<Cell> fresh;
    for (const char32_t c : insert) fresh.push_back({c, EditedText::kNew});
    outcome.text.cells().insert(
        outcome.text.cells().begin() + static_cast<std::ptrdiff_t>(words[words.size() / 2].start),
        fresh.begin(), fresh.end());
  }
  return outcome;
}

Outcome hardWrapped(const Sample& sample, const Others&, Random&) {
  Outcome outcome = untouched(sample);
  std::size_t column = 0;
  for (Cell& cell : outcome.text.cells()) {
    ++column;
    if (cell.c == U'\n') column = 0;
    if (cell.c == U' ' && column > 60) cell.c = U'\n', column = 0;
  }
  return outcome;
}

/// UTF-8 that was read as Latin-1, or accents that were taken apart.
Outcome reencoded(const Sample& sample, const Others&, Random& random) {
  Outcome outcome = untouched(sample);
  const bool mojibake = chance(random, 0.5);
  std::vector<Cell> cells;
  static const std::map<char32_t, std::u32string> kApart = {
      {U'é', U"e\u0301"}, {U'è', U"e\u0300"}, {U'á', U"a\u0301"}, {U'í', U"i\u0301"},
      {U'ó', U"o\u0301"}, {U'ú', U"u\u0301"}, {U'ñ', U"n\u0303"}, {U'ü', U"u\u0308"},
      {U'ö', U"o\u0308"}, {U'ä', U"a\u0308"}, {U'ç', U"c\u0327"}};
  for (const Cell& cell : outcome.text.cells()) {
    std::u32string points(1, cell.c);
    if (cell.c >= 0x80 && mojibake) {
      std::string bytes;
      appendUtf8(bytes, cell.c);
      points.clear();
      for (const char byte : bytes) points.push_back(static_cast<unsigned char>(byte));
    } else if (const auto apart = kApart.find(cell.c); apart != kApart.end()) {
      points = apart->second;
    } else if (cell.c == U'"' || cell.c == U'\'') {
      points = U"?";
    }
    for (const char32_t c : points) cells.push_back({c, cell.origin});
  }
  outcome.text.cells() = std::move(cells);
  return outcome;
}

Outcome truncated(const Sample& sample, const Others&, Random& random) {
  Outcome outcome = untouched(sample, false);
  auto& cells = outcome.text.cells();
  const std::size_t cut = cells.size() / 4 + pick(random, cells.size() / 2);
  cells.resize(cut);
  for (std::size_t p = 0; p < sample.passages.size(); ++p)
    outcome.counted[p] = sample.passages[p].start >= cut;
  return outcome;
}

Outcome deletedPassages(const Sample& sample, const Others&, Random& random) {
  Outcome outcome = untouched(sample, false);
  for (std::size_t p = 0; p < sample.passages.size(); ++p) {
    if (!chance(random, 0.4)) continue;
    outcome.counted[p] = true;
    outcome.text.erase({sample.passages[p].start, sample.passages[p].end + (chance(random, 0.5) ? 1 : 0)});
  }
  return outcome;
}

Outcome deletedParagraphs(const Sample& sample, const Others&, Random& random) {
  Outcome outcome = untouched(sample, false);
  for (const TextRange& paragraph : sample.paragraphs) {
    if (!chance(random, 0.3)) continue;
    outcome.text.erase({paragraph.start, paragraph.end + 2});
    for (std::size_t p = 0; p < sample.passages.size(); ++p)
      if (sample.passages[p].start >= paragraph.start && sample.passages[p].end <= paragraph.end)
        outcome.counted[p] = true;
  }
  return outcome;
}

/// The passage in the same words about other people, places and numbers, and with some other words.
std::u32string lookalikeOf(const Sample& sample, TextRange passage, const Others& others, Random& random) {
  int facts = 0;
  std::u32string text = textOf(sample, passage);
  std::vector<Cell> cells;
  for (const char32_t c : text) cells.push_back({c, 0});
  const auto words = wordsOf(cells, 0, cells.size());
  std::u32string result;
  std::size_t at = 0;
  for (std::size_t w = 0; w < words.size(); ++w) {
    const char32_t first = cells[words[w].start].c;
    const bool number = first >= U'0' && first <= U'9';
    const bool name = w > 0 && first >= U'A' && first <= U'Z';
    if (!number && !name && !chance(random, 0.12)) continue;
    facts += number || name ? 1 : 0;
    result += text.substr(at, words[w].start - at);
    at = words[w].end;
    if (number) {
      result += std::u32string(1, U'1' + static_cast<char32_t>(pick(random, 9))) + U"7";
      continue;
    }
    for (int tries = 0; tries < 40; ++tries) {
      const std::u32string other = someSentence(others, random);
      std::vector<Cell> theirs;
      for (const char32_t c : other) theirs.push_back({c, 0});
      const auto choices = wordsOf(theirs, 0, theirs.size());
      if (choices.empty()) continue;
      const WordSpan choice = choices[pick(random, choices.size())];
      const bool theirName = theirs[choice.start].c >= U'A' && theirs[choice.start].c <= U'Z';
      if (theirName != name && tries < 39) continue;
      result += other.substr(choice.start, choice.end - choice.start);
      break;
    }
  }
  // Where nothing is named, other words alone do not make another passage of it.
  return facts < 2 ? text : result + text.substr(at);
}

/// Enough of it is other for it to be another passage: a quarter of the words.
bool differsEnough(const std::u32string& a, const std::u32string& b) {
  std::vector<Cell> x, y;
  for (const char32_t c : a) x.push_back({c, 0});
  for (const char32_t c : b) y.push_back({c, 0});
  const auto cut = [](const std::u32string& text, const WordSpan& span) {
    return text.substr(span.start, span.end - span.start);
  };
  std::multiset<std::u32string> theirs;
  for (const WordSpan& word : wordsOf(y, 0, y.size())) theirs.insert(cut(b, word));
  const auto words = wordsOf(x, 0, x.size());
  std::size_t same = 0;
  for (const WordSpan& word : words)
    if (const auto found = theirs.find(cut(a, word)); found != theirs.end()) ++same, theirs.erase(found);
  return static_cast<double>(same) <= 0.75 * static_cast<double>(words.size());
}

Outcome lookalikeInPlace(const Sample& sample, const Others& others, Random& random) {
  Outcome outcome = untouched(sample, false);
  for (std::size_t p = 0; p < sample.passages.size(); ++p) {
    if (!chance(random, 0.5)) continue;
    const std::u32string other = lookalikeOf(sample, sample.passages[p], others, random);
    if (!differsEnough(textOf(sample, sample.passages[p]), other)) continue;
    outcome.counted[p] = true;
    outcome.text.insertBefore(sample.passages[p].start, other);
    outcome.text.erase(sample.passages[p]);
  }
  return outcome;
}

/// The passage goes, and one that resembles it, or the same words, stands in another paragraph.
Outcome lookalikeElsewhere(const Sample& sample, const Others& others, Random& random, bool same) {
  Outcome outcome = untouched(sample, false);
  for (std::size_t p = 0; p < sample.passages.size(); ++p) {
    if (!chance(random, 0.4) || sample.sentences.size() < 4) continue;
    const TextRange passage = sample.passages[p];
    const TextRange to = sample.sentences[pick(random, sample.sentences.size())];
    if (touchesPassage(sample, {to.start, to.start + 1}) ||
        (to.start <= passage.end + 80 && to.end + 80 >= passage.start))
      continue;
    std::u32string other = textOf(sample, passage);
    if (!same) other = lookalikeOf(sample, passage, others, random);
    if (!same && !differsEnough(textOf(sample, passage), other)) continue;
    outcome.counted[p] = true;
    outcome.text.insertBefore(to.start, other + U" ");
    outcome.text.erase({passage.start, passage.end + 1});
  }
  return outcome;
}

Outcome otherSentenceInPlace(const Sample& sample, const Others&, Random& random) {
  Outcome outcome = untouched(sample, false);
  for (std::size_t p = 0; p < sample.passages.size(); ++p) {
    if (!chance(random, 0.5) || sample.sentences.size() < 4) continue;
    const std::u32string own = textOf(sample, sample.passages[p]);
    const TextRange chosen = sample.sentences[pick(random, sample.sentences.size())];
    if (touchesPassage(sample, chosen)) continue;
    const std::u32string other = textOf(sample, chosen);
    if (!differsEnough(own, other)) continue;
    outcome.counted[p] = true;
    outcome.text.insertBefore(sample.passages[p].start, other);
    outcome.text.erase(sample.passages[p]);
  }
  return outcome;
}

}  // namespace

std::vector<Kind> allKinds() {
  using namespace std::placeholders;
  return {{"typos outside", Group::outside, typosOutside},
          {"inserted sentences", Group::outside, insertedSentences},
          {"deleted sentences", Group::outside, deletedSentences},
          {"reordered paragraphs", Group::outside, reorderedParagraphs},
          {"duplicated paragraphs", Group::outside, duplicatedParagraphs},
          {"typos inside", Group::inside, typosInside},
          {"quotes and dashes", Group::inside, quotesAndDashes},
          {"words replaced", Group::inside, wordsReplaced},
          {"words inserted", Group::inside, wordsInserted},
          {"Markdown to text", Group::inside, hardWrapped},
          {"re-encoding", Group::inside, reencoded},
          {"paraphrase", Group::heavy, paraphrased},
          {"truncation", Group::gone, truncated},
          {"deleted passage", Group::gone, deletedPassages},
          {"deleted paragraph", Group::gone, deletedParagraphs},
          {"lookalike in its place", Group::gone, lookalikeInPlace},
          {"another sentence in its place", Group::gone, otherSentenceInPlace},
          {"deleted, lookalike elsewhere", Group::gone, std::bind(lookalikeElsewhere, _1, _2, _3, false)}};
}

}  // namespace dateline::bench
