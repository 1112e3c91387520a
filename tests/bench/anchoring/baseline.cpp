#include "baseline.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <unordered_map>

#include "edited_text.h"

// Text of some kilobytes and quotes of some hundred characters: 62,000 of them. Comparing all with all would
// take hours, so the distances are computed for 64 characters at once.

namespace dateline::bench {
namespace {

constexpr std::size_t kMostErrors = 256;
// Of places equally far from the quote those that are weighed: more stand in no text but for the shortest
// quotes, whose first ones are as good as the rest.
constexpr std::size_t kMostMatches = 200;

struct Found {
  std::size_t start, end, errors;
};

/// For each end in `text` the fewest edits that make the quote of what ends there (Myers 1999, in blocks as
/// Hyyrö 2003).
class Distances {
 public:
  explicit Distances(std::u32string_view pattern)
      : size_(pattern.size()), words_((pattern.size() + 63) / 64) {
    for (std::size_t i = 0; i < size_; ++i) {
      auto& bits = masks_[pattern[i]];
      bits.resize(words_);
      bits[i / 64] |= std::uint64_t{1} << (i % 64);
    }
    none_.resize(words_);
  }

  /// `anchored`: what ends there begins at the text's beginning, not anywhere.
  template <typename Visit>
  void scan(std::u32string_view text, const Visit& visit, bool anchored = false) const {
    std::vector<std::uint64_t> plus(words_, ~std::uint64_t{0}), minus(words_, 0);
    auto distance = static_cast<std::ptrdiff_t>(size_);
    const std::uint64_t last = std::uint64_t{1} << ((size_ - 1) % 64);
    for (std::size_t j = 0; j < text.size(); ++j) {
      const auto found = masks_.find(text[j]);
      const std::vector<std::uint64_t>& equal = found == masks_.end() ? none_ : found->second;
      std::uint64_t carryPlus = anchored ? 1 : 0, carryMinus = 0;
      for (std::size_t w = 0; w < words_; ++w) {
        const std::uint64_t vp = plus[w], vm = minus[w];
        std::uint64_t eq = equal[w];
        const std::uint64_t xv = eq | vm;
        eq |= carryMinus;
        const std::uint64_t xh = (((eq & vp) + vp) ^ vp) | eq;
        std::uint64_t hp = vm | ~(xh | vp);
        std::uint64_t hm = vp & xh;
        if (w + 1 == words_) distance += (hp & last) != 0 ? 1 : (hm & last) != 0 ? -1 : 0;
        const std::uint64_t outPlus = hp >> 63, outMinus = hm >> 63;
        hp = (hp << 1) | carryPlus;
        hm = (hm << 1) | carryMinus;
        carryPlus = outPlus, carryMinus = outMinus;
        plus[w] = hm | ~(xv | hp);
        minus[w] = hp & xv;
      }
      visit(j + 1, static_cast<std::size_t>(distance));
    }
  }

 private:
  std::size_t size_, words_;
  std::unordered_map<char32_t, std::vector<std::uint64_t>> masks_;
  std::vector<std::uint64_t> none_;
};

/// The places with the fewest edits, at most `most`, with where each begins.
std::vector<Found> approximateMatches(const std::u32string& text, const std::u32string& pattern,
                                      std::size_t most) {
  std::vector<Found> best;
  std::size_t least = most;
  Distances(pattern).scan(text, [&](std::size_t end, std::size_t errors) {
    if (errors > least) return;
    if (errors < least) best.clear(), least = errors;
    if (best.size() < kMostMatches) best.push_back({0, end, errors});
  });
  // Where it begins: the same search backwards from its end.
  const Distances backwards(std::u32string(pattern.rbegin(), pattern.rend()));
  for (Found& match : best) {
    const std::size_t reach = std::min(match.end, pattern.size() + match.errors);
    std::u32string before = text.substr(match.end - reach, reach);
    std::reverse(before.begin(), before.end());
    std::size_t fewest = pattern.size() + 1;
    backwards.scan(
        before,
        [&](std::size_t length, std::size_t errors) {
          if (errors < fewest) fewest = errors, match.start = match.end - length;
        },
        true);
  }
  return best;
}

/// 1 for equal texts, less with every edit.
double likeness(const std::u32string& text, const std::u32string& pattern) {
  if (pattern.empty()) return 1;
  if (text.empty()) return 0;
  std::size_t least = pattern.size();
  Distances(pattern).scan(text, [&](std::size_t, std::size_t errors) { least = std::min(least, errors); });
  return 1 - static_cast<double>(least) / static_cast<double>(pattern.size());
}

}  // namespace

std::optional<article::TextRange> anchorLikeHypothesis(const story::Passage& passage,
                                                       const article::Article& article) {
  if (passage.before && passage.before->end <= article.offsets.codePoints() &&
      article.slice(*passage.before) == passage.exact)
    return passage.before;
  const std::u32string text = decoded(article.text);
  const std::u32string quote = decoded(passage.exact);
  if (quote.empty()) return std::nullopt;
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
