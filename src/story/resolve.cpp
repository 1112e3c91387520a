#include <algorithm>

#include "base/sha256.h"
#include "story/story.h"
#include "story/text_search.h"

namespace dateline::story {
namespace {

constexpr std::size_t kPlacesLimit = 1000;
// By context: at least half of the prefix and suffix agree, and clearly more than anywhere else.
constexpr double kLeastScore = 0.5;
constexpr double kLeastMargin = 0.2;

/// What an anchor says, taken from its selectors; the first of each kind counts.
struct Target {
  const TextQuoteSelector* quote = nullptr;
  const TextPositionSelector* position = nullptr;
};

Target targetOf(const Anchor& anchor) {
  Target target;
  for (const Selector& selector : anchor.selectors) {
    if (const auto* quote = std::get_if<TextQuoteSelector>(&selector);
        quote && !quote->exact.empty() && !target.quote)
      target.quote = quote;
    if (const auto* position = std::get_if<TextPositionSelector>(&selector); position && !target.position)
      target.position = position;
  }
  return target;
}

Resolution orphan(std::string reason) {
  return {.reason = std::move(reason)};
}

Resolution at(TextRange range, AnchorState state, double score, std::string reason) {
  return {.state = state, .range = range, .score = score, .margin = score, .reason = std::move(reason)};
}

bool isWithin(const TextRange& range, const article::Article& article) {
  return range.start < range.end && range.end <= article.offsets.codePoints();
}

std::size_t commonPrefix(std::string_view a, std::string_view b) {
  return static_cast<std::size_t>(
      std::mismatch(a.begin(), a.begin() + std::min(a.size(), b.size()), b.begin()).first - a.begin());
}

std::size_t commonSuffix(std::string_view a, std::string_view b) {
  const std::size_t size = std::min(a.size(), b.size());
  return static_cast<std::size_t>(std::mismatch(a.rbegin(), a.rbegin() + size, b.rbegin()).first -
                                  a.rbegin());
}

/// How much of prefix and suffix stands around the byte offset, 0..1; none given counts as nothing known.
double contextScore(const TextQuoteSelector& quote, std::string_view text, std::size_t byte) {
  const std::size_t whole = quote.prefix.size() + quote.suffix.size();
  if (whole == 0) return 0;
  const std::size_t agree = commonSuffix(text.substr(0, byte), quote.prefix) +
                            commonPrefix(text.substr(byte + quote.exact.size()), quote.suffix);
  return static_cast<double>(agree) / static_cast<double>(whole);
}

TextRange rangeOf(const article::Article& article, std::size_t byte, std::size_t size) {
  return {article.offsets.codePointOf(article.text, byte),
          article.offsets.codePointOf(article.text, byte + size)};
}

Resolution chooseByContext(const TextQuoteSelector& quote, const article::Article& article,
                           const std::vector<std::size_t>& places, bool hasPosition) {
  double best = -1;
  double second = -1;
  std::size_t chosen = 0;
  for (const std::size_t byte : places) {
    const double score = contextScore(quote, article.text, byte);
    if (score > best) {
      second = best;
      best = score;
      chosen = byte;
    } else {
      second = std::max(second, score);
    }
  }
  Resolution resolution{.score = best, .margin = best - second, .reason = {}};
  if (best < kLeastScore || best - second < kLeastMargin) {
    resolution.state = AnchorState::ambiguous;
    resolution.reason =
        "the text stands in several places, and what is around it does not tell which is meant";
    return resolution;
  }
  const bool exact = !hasPosition && best == 1;
  resolution.state = exact ? AnchorState::exact : AnchorState::moved;
  resolution.range = rangeOf(article, chosen, quote.exact.size());
  resolution.reason = "the text stands in several places; prefix and suffix tell which is meant";
  return resolution;
}

Resolution resolveQuote(const Target& target, const article::Article& article,
                        const std::vector<std::size_t>& places) {
  const TextQuoteSelector& quote = *target.quote;
  if (places.empty()) return orphan("the text is not in this article");
  if (places.size() > 1) return chooseByContext(quote, article, places, target.position != nullptr);
  const TextRange range = rangeOf(article, places.front(), quote.exact.size());
  if (target.position == nullptr) return at(range, AnchorState::exact, 1, "the text stands in one place");
  return at(range, AnchorState::moved, 1, "the same text stands elsewhere, in one place");
}

Resolution resolveDigest(const TextPositionSelector& position, const article::Article& article,
                         DigestSearch& search) {
  if (isWithin(position.range, article) && sha256(article.slice(position.range)) == position.sha256)
    return at(position.range, AnchorState::exact, 1, "the digest of the text at its position is the same");
  const auto found = search.find(position.sha256, position.paragraphSha256, position.range.length());
  if (found.ranges.size() == 1)
    return at(found.ranges.front(), AnchorState::moved, 1,
              "a text of the same digest stands elsewhere, in one place");
  if (found.ranges.size() > 1)
    return {.state = AnchorState::ambiguous,
            .score = 1,
            .reason = "texts of the same digest stand in several places"};
  return orphan(found.complete
                    ? "no text of this digest was found in this article"
                    : "the text at its position is another, and the article is too long to search by digest");
}

Resolution resolvePosition(const TextPositionSelector& position, const article::Article& article) {
  if (!isWithin(position.range, article)) return orphan("the position is past the end of the article");
  return at(position.range, AnchorState::exact, 0.5,
            "a position alone; that the text is the same is unverified");
}

/// Everything but the search for quotes, which is done for many anchors at once.
std::optional<Resolution> resolveWithoutSearch(const Target& target, const article::Article& article,
                                               DigestSearch& search) {
  if (target.quote == nullptr && target.position == nullptr)
    return orphan("the anchor has no selector that is understood");
  if (target.quote == nullptr)
    return target.position->sha256.empty() ? resolvePosition(*target.position, article)
                                           : resolveDigest(*target.position, article, search);
  if (target.position != nullptr && isWithin(target.position->range, article) &&
      article.slice(target.position->range) == target.quote->exact)
    return at(target.position->range, AnchorState::exact, 1, "the text stands at its position");
  return std::nullopt;
}

struct Pending {
  Target target;
  Resolution* result;
};

void searchQuotes(const std::vector<Pending>& pending, const article::Article& article) {
  if (pending.empty()) return;
  std::vector<std::string_view> quotes;
  quotes.reserve(pending.size());
  for (const Pending& one : pending) quotes.emplace_back(one.target.quote->exact);
  const auto places = findAll(article.text, quotes, kPlacesLimit);
  for (std::size_t i = 0; i < pending.size(); ++i)
    *pending[i].result = resolveQuote(pending[i].target, article, places[i]);
}

}  // namespace

Resolution resolve(const Anchor& anchor, const article::Article& article) {
  DigestSearch search(article);
  const Target target = targetOf(anchor);
  if (auto resolution = resolveWithoutSearch(target, article, search)) return *std::move(resolution);
  Resolution resolution;
  searchQuotes({{target, &resolution}}, article);
  return resolution;
}

std::vector<std::vector<Resolution>> resolveAll(const Story& story, const article::Article& article) {
  DigestSearch search(article);
  std::vector<std::vector<Resolution>> resolutions(story.events.size());
  std::vector<Pending> pending;
  for (std::size_t i = 0; i < story.events.size(); ++i) {
    const auto& anchors = story.events[i].anchors;
    resolutions[i].resize(anchors.size());
    for (std::size_t k = 0; k < anchors.size(); ++k) {
      const Target target = targetOf(anchors[k]);
      if (auto resolution = resolveWithoutSearch(target, article, search)) {
        resolutions[i][k] = *std::move(resolution);
      } else {
        pending.push_back({target, &resolutions[i][k]});
      }
    }
  }
  searchQuotes(pending, article);
  return resolutions;
}

}  // namespace dateline::story
