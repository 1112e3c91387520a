#include "baseline.h"

#include <algorithm>
#include <cmath>

#include "edited_text.h"

namespace dateline::bench {
namespace {

constexpr std::size_t kMostErrors = 256;

struct Found {
  std::size_t start, end, errors;
};

/// All places with the fewest edits, at most `most` (Sellers 1980), with where each begins.
std::vector<Found> approximateMatches(const std::u32string& text, const std::u32string& pattern,
                                      std::size_t most) {
  const std::size_t m = pattern.size();
  std::vector<std::size_t> row(m + 1), start(m + 1);
  for (std::size_t i = 0; i <= m; ++i) row[i] = i, start[i] = 0;
  std::vector<Found> best;
  std::size_t least = most;
  for (std::size_t j = 1; j <= text.size(); ++j) {
    std::size_t diagonal = row[0], diagonalStart = start[0];
    row[0] = 0, start[0] = j;
    for (std::size_t i = 1; i <= m; ++i) {
      const std::size_t kept = row[i], keptStart = start[i];
      const std::size_t swap = diagonal + (pattern[i - 1] == text[j - 1] ? 0 : 1);
      std::size_t cost = swap, from = diagonalStart;
      if (row[i] + 1 < cost) cost = row[i] + 1, from = start[i];
      if (row[i - 1] + 1 < cost) cost = row[i - 1] + 1, from = start[i - 1];
      row[i] = cost, start[i] = from;
      diagonal = kept, diagonalStart = keptStart;
    }
    if (row[m] > least) continue;
    if (row[m] < least) best.clear(), least = row[m];
    best.push_back({start[m], j, row[m]});
  }
  return best;
}

/// 1 for equal texts, less with every edit.
double likeness(const std::u32string& text, const std::u32string& pattern) {
  if (pattern.empty()) return 1;
  if (text.empty()) return 0;
  const auto found = approximateMatches(text, pattern, pattern.size());
  return found.empty() ? 0 : 1 - static_cast<double>(found[0].errors) / static_cast<double>(pattern.size());
}

}  // namespace

std::optional<article::TextRange> anchorLikeHypothesis(const story::Passage& passage,
                                                       const article::Article& article) {
  if (passage.before && passage.before->end <= article.offsets.codePoints() &&
      article.slice(*passage.before) == passage.exact)
    return passage.before;
  const std::u32string text = decoded(article.text);
  const std::u32string quote = decoded(passage.exact);
  const std::u32string prefix = decoded(passage.prefix);
  const std::u32string suffix = decoded(passage.suffix);
  std::vector<Found> matches;
  for (std::size_t at = text.find(quote); at != std::u32string::npos; at = text.find(quote, at + 1))
    matches.push_back({at, at + quote.size(), 0});
  if (matches.empty()) matches = approximateMatches(text, quote, std::min(kMostErrors, quote.size() / 2));
  std::optional<article::TextRange> chosen;
  double best = -1;
  for (const Found& match : matches) {
    const double words = 1 - static_cast<double>(match.errors) / static_cast<double>(quote.size());
    const std::size_t before = match.start - std::min(match.start, prefix.size());
    const double head = likeness(text.substr(before, match.start - before), prefix);
    const double tail = likeness(text.substr(match.end, suffix.size()), suffix);
    const double away =
        passage.before
            ? std::abs(static_cast<double>(match.start) - static_cast<double>(passage.before->start))
            : 0;
    const double near = passage.before ? 1 - away / static_cast<double>(text.size()) : 1;
    const double score = (50 * words + 20 * head + 20 * tail + 2 * near) / 92;
    if (score > best) best = score, chosen = article::TextRange{match.start, match.end};
  }
  return chosen;
}

}  // namespace dateline::bench
