// Edits that change the passages themselves.
#include <map>
#include <utility>

#include "edit_tools.h"

namespace dateline::bench {
namespace {

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

}  // namespace

std::vector<Kind> insideKinds() {
  return {
      {"typos inside", Group::inside, typosInside},     {"quotes and dashes", Group::inside, quotesAndDashes},
      {"words replaced", Group::inside, wordsReplaced}, {"words inserted", Group::inside, wordsInserted},
      {"Markdown to text", Group::inside, hardWrapped}, {"re-encoding", Group::inside, reencoded},
      {"paraphrase", Group::heavy, paraphrased}};
}

}  // namespace dateline::bench
