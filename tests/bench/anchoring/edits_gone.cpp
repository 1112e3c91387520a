// Edits that delete passages, with or without something that resembles them.
#include <set>

#include "edit_tools.h"

namespace dateline::bench {
namespace {

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

std::vector<Kind> goneKinds() {
  using namespace std::placeholders;
  return {{"truncation", Group::gone, truncated},
          {"deleted passage", Group::gone, deletedPassages},
          {"deleted paragraph", Group::gone, deletedParagraphs},
          {"lookalike in its place", Group::gone, lookalikeInPlace},
          {"another sentence in its place", Group::gone, otherSentenceInPlace},
          {"deleted, lookalike elsewhere", Group::gone, std::bind(lookalikeElsewhere, _1, _2, _3, false)}};
}

}  // namespace dateline::bench
