#include "story/similarity.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <string>

#include "story/code_points.h"

namespace dateline::story {
namespace {

constexpr std::size_t kMostWords = 1500;
constexpr std::size_t kMostChanges = 12;
constexpr double kLeastWordLikeness = 0.45;
constexpr std::size_t kLongestWord = 64;

struct Word {
  std::string_view text;
  std::size_t size = 0;  ///< code points
  double weight = 1;
  bool number = false;
  bool fact = false;  ///< a name or a number
};

enum class Class : std::uint8_t { blank, word, single, mark };

Class classOf(char32_t c) {
  if (isBlank(c)) return Class::blank;
  if (isWithoutSpaces(c)) return Class::single;
  return isMark(c) ? Class::mark : Class::word;
}

bool isDigit(char32_t c) {
  return c >= U'0' && c <= U'9';
}

double weightOf(const Word& word, Class kind) {
  if (kind == Class::mark) return 0.15;
  if (kind == Class::single) return 1;
  const double size = static_cast<double>(std::min<std::size_t>(word.size, 12));
  return (0.6 + 0.15 * size) * (word.fact ? 1.8 : 1);
}

/// Names are known by their capital, which at the beginning of a sentence says nothing.
std::vector<Word> wordsOf(std::string_view text) {
  std::vector<Word> words;
  bool begins = true;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t from = at;
    const char32_t first = takeCodePoint(text, at);
    const Class kind = classOf(first);
    if (kind == Class::blank) continue;
    Word word;
    word.size = 1;
    word.number = isDigit(first);
    while (kind == Class::word && at < text.size()) {
      std::size_t next = at;
      const char32_t c = takeCodePoint(text, next);
      const bool inside = classOf(c) == Class::word || (isInsideWord(c) && next < text.size() &&
                                                        classOf(peekCodePoint(text, next)) == Class::word);
      if (!inside) break;
      ++word.size;
      word.number = word.number || isDigit(c);
      at = next;
    }
    word.text = text.substr(from, at - from);
    word.fact = kind == Class::word && (word.number || (isUpper(first) && !begins));
    word.weight = weightOf(word, kind);
    if (kind != Class::mark || endsSentence(first)) begins = kind == Class::mark;
    words.push_back(std::move(word));
  }
  return words;
}

using Points = std::array<char32_t, kLongestWord>;
Points pointsOf(const Word& word) {
  Points points{};
  std::size_t at = 0;
  for (std::size_t i = 0; i < word.size; ++i) points[i] = takeCodePoint(word.text, at);
  return points;
}

/// 1 - edit distance over the longer length, 0 where it is below what a typo makes of a word.
double likenessOfWords(const Word& a, const Word& b) {
  if (a.text == b.text) return 1;
  if (a.weight < 0.2 && b.weight < 0.2)
    return sameMark(peekCodePoint(a.text, 0), peekCodePoint(b.text, 0)) ? 0.9 : 0;
  const std::size_t n = a.size;
  const std::size_t m = b.size;
  const std::size_t longer = std::max(n, m);
  if (longer < 2 || longer > kLongestWord) return 0;
  const double most = (1 - kLeastWordLikeness) * static_cast<double>(longer);
  if (static_cast<double>(longer - std::min(n, m)) > most) return 0;
  if (a.text.front() != b.text.front() && a.text.back() != b.text.back() &&
      a.text[a.text.size() / 2] != b.text[b.text.size() / 2])
    return 0;
  const Points x = pointsOf(a);
  const Points y = pointsOf(b);
  std::array<std::uint8_t, kLongestWord + 1> row{};
  for (std::size_t j = 0; j <= m; ++j) row[j] = static_cast<std::uint8_t>(j);
  for (std::size_t i = 1; i <= n; ++i) {
    std::uint8_t diagonal = row[0];
    row[0] = static_cast<std::uint8_t>(i);
    for (std::size_t j = 1; j <= m; ++j) {
      const std::uint8_t kept = row[j];
      const int swap = diagonal + (x[i - 1] == y[j - 1] ? 0 : 1);
      row[j] = static_cast<std::uint8_t>(std::min({swap, row[j] + 1, row[j - 1] + 1}));
      diagonal = kept;
    }
  }
  const double likeness = 1 - static_cast<double>(row[m]) / static_cast<double>(longer);
  return likeness < kLeastWordLikeness ? 0 : likeness;
}

struct Pair {
  int before, after;  ///< index of the words; -1: has no partner
  double likeness;
};

/// The order-keeping pairs of words that weigh most (Needleman and Wunsch 1970), first to last.
std::vector<Pair> alignWords(const std::vector<Word>& a, const std::vector<Word>& b, std::size_t head,
                             std::size_t tail) {
  const std::size_t n = a.size() - head - tail;
  const std::size_t m = b.size() - head - tail;
  std::vector<float> best((n + 1) * (m + 1), 0.0f);
  std::vector<float> alike(n * m, 0.0f);
  const auto cell = [m](std::size_t i, std::size_t j) { return i * (m + 1) + j; };
  for (std::size_t i = 1; i <= n; ++i)
    for (std::size_t j = 1; j <= m; ++j) {
      const Word& x = a[head + i - 1];
      const Word& y = b[head + j - 1];
      const double likeness = likenessOfWords(x, y);
      alike[(i - 1) * m + j - 1] = static_cast<float>(likeness);
      const auto gain = static_cast<float>(likeness * (x.weight + y.weight));
      best[cell(i, j)] =
          std::max({best[cell(i - 1, j)], best[cell(i, j - 1)], best[cell(i - 1, j - 1)] + gain});
    }
  std::vector<Pair> pairs;
  for (std::size_t i = n, j = m; i > 0 || j > 0;) {
    const bool both = i > 0 && j > 0;
    const float likeness = both ? alike[(i - 1) * m + j - 1] : 0.0f;
    if (both && likeness > 0 &&
        best[cell(i, j)] > std::max(best[cell(i - 1, j)], best[cell(i, j - 1)]) - 1e-6f) {
      pairs.push_back({static_cast<int>(head + --i), static_cast<int>(head + --j), likeness});
    } else if (j > 0 && (i == 0 || best[cell(i, j - 1)] >= best[cell(i - 1, j)])) {
      pairs.push_back({-1, static_cast<int>(head + --j), 0});
    } else {
      pairs.push_back({static_cast<int>(head + --i), -1, 0});
    }
  }
  std::reverse(pairs.begin(), pairs.end());
  return pairs;
}

/// A run of pairs that are not the same, as one change, and what it does to names and numbers.
class Changes {
 public:
  Changes(const std::vector<Word>& a, const std::vector<Word>& b) : a_(a), b_(b) {}

  void add(const Pair& pair) {
    if (pair.likeness == 1) return end();
    if (pair.before >= 0)
      extend(a_[static_cast<std::size_t>(pair.before)], before_, lost_, others_, pair.likeness);
    if (pair.after >= 0)
      extend(b_[static_cast<std::size_t>(pair.after)], after_, gained_, others_, pair.likeness);
  }
  void end() {
    if (before_.empty() && after_.empty()) return;
    const int swapped = std::min(lost_, gained_);
    swappedFacts += swapped;
    lostFacts += lost_;
    otherChanges += others_ + (std::max(lost_, gained_) - swapped);
    if (list.size() < kMostChanges) list.push_back({std::string(before_), std::string(after_)});
    runs.push_back({before_, after_});
    before_ = after_ = {};
    lost_ = gained_ = others_ = 0;
  }

  struct Run {
    std::string_view before, after;
  };
  std::vector<Change> list;
  std::vector<Run> runs;  ///< all of them, as parts of the two texts
  int swappedFacts = 0;
  int lostFacts = 0;
  int otherChanges = 0;

 private:
  static void extend(const Word& word, std::string_view& run, int& facts, int& others, double likeness) {
    run = run.empty()
              ? word.text
              : std::string_view(run.data(),
                                 static_cast<std::size_t>(word.text.data() + word.text.size() - run.data()));
    // A typo in a name leaves it the same name; a number that differs in one digit is another number.
    if (word.fact && (likeness == 0 || word.number))
      ++facts;
    else
      ++others;
  }

  const std::vector<Word>& a_;
  const std::vector<Word>& b_;
  std::string_view before_, after_;
  int lost_ = 0, gained_ = 0, others_ = 0;
};

std::vector<Word> shortened(std::vector<Word> words) {
  if (words.size() > kMostWords)
    words.erase(words.begin() + kMostWords / 2, words.end() - static_cast<std::ptrdiff_t>(kMostWords / 2));
  return words;
}

bool isWord(const Word& word) {
  return word.weight > 0.2;
}

double total(const std::vector<Word>& words) {
  double sum = 0;
  for (const Word& word : words) sum += word.weight;
  return sum;
}

/// The words of two passages and how many are the same at both ends.
struct Compared {
  Compared(std::string_view before, std::string_view after)
      : a(shortened(wordsOf(before))), b(shortened(wordsOf(after))) {
    const std::size_t shorter = std::min(a.size(), b.size());
    while (head < shorter && a[head].text == b[head].text) ++head;
    while (tail < shorter - head && a[a.size() - 1 - tail].text == b[b.size() - 1 - tail].text) ++tail;
  }
  [[nodiscard]] std::vector<Pair> pairs() const { return alignWords(a, b, head, tail); }

  std::vector<Word> a, b;
  std::size_t head = 0, tail = 0;
};

ByteSpan spanIn(std::string_view whole, std::string_view part) {
  if (part.empty()) return {};
  const auto start = static_cast<std::size_t>(part.data() - whole.data());
  return {start, start + part.size()};
}

}  // namespace

std::vector<Difference> differences(std::string_view before, std::string_view after) {
  const Compared words(before, after);
  Changes changes(words.a, words.b);
  for (const Pair& pair : words.pairs()) changes.add(pair);
  changes.end();
  std::vector<Difference> list;
  list.reserve(changes.runs.size());
  for (const Changes::Run& run : changes.runs)
    list.push_back({spanIn(before, run.before), spanIn(after, run.after)});
  return list;
}

Likeness compare(std::string_view before, std::string_view after) {
  const Compared compared(before, after);
  const auto& [a, b, head, tail] = compared;
  double common = 0;
  std::size_t kept = 0;
  const auto same = [&](const Word& x, const Word& y) {
    common += x.weight + y.weight;
    kept += isWord(x) ? 1 : 0;
  };
  for (std::size_t i = 0; i < head; ++i) same(a[i], b[i]);
  for (std::size_t i = 0; i < tail; ++i) same(a[a.size() - 1 - i], b[b.size() - 1 - i]);
  Changes changes(a, b);
  for (const Pair& pair : compared.pairs()) {
    changes.add(pair);
    if (pair.before < 0 || pair.after < 0) continue;
    const Word& x = a[static_cast<std::size_t>(pair.before)];
    common += pair.likeness * (x.weight + b[static_cast<std::size_t>(pair.after)].weight);
    kept += pair.likeness == 1 && isWord(x) ? 1 : 0;
  }
  changes.end();
  Likeness likeness;
  const double whole = total(a) + total(b);
  likeness.similarity = whole > 0 ? std::clamp(common / whole, 0.0, 1.0) : 1;
  const auto facts =
      static_cast<int>(std::count_if(a.begin(), a.end(), [](const Word& word) { return word.fact; }));
  // One name of many that was corrected leaves it the same passage.
  const bool onlyFacts = changes.swappedFacts > changes.otherChanges && 5 * changes.swappedFacts > facts;
  const bool mostFacts = facts >= 2 && 2 * changes.lostFacts > facts;
  likeness.otherFacts = onlyFacts || mostFacts;
  likeness.factsLost = static_cast<double>(changes.lostFacts) / std::max(facts, 2);
  const auto words =
      static_cast<std::size_t>(std::max({std::count_if(a.begin(), a.end(), isWord),
                                         std::count_if(b.begin(), b.end(), isWord), std::ptrdiff_t{1}}));
  likeness.kept = static_cast<double>(kept) / static_cast<double>(words);
  likeness.changes = std::move(changes.list);
  return likeness;
}

}  // namespace dateline::story
