#include "story/anchor_reading.h"

#include <algorithm>

#include "base/sha256.h"
#include "story/similarity.h"

namespace dateline::story {
namespace {

constexpr double kLeastInside = 0.8;
constexpr double kLeastTogether = 0.66;

Resolution orphan(std::string reason) {
  return {.state = AnchorState::orphan, .reason = std::move(reason)};
}

Resolution at(TextRange range, AnchorState state, double score, std::string reason) {
  return {.state = state,
          .range = range,
          .score = score,
          .margin = score,
          .reason = std::move(reason),
          .similarity = 1};
}

Resolution undecided(TextRange range, double score, std::string reason) {
  return {.state = AnchorState::ambiguous,
          .score = score,
          .reason = std::move(reason),
          .candidates = {{.range = range, .score = score}}};
}

bool isWithin(TextRange range, const article::Article& article) {
  return range.start < range.end && range.end <= article.offsets.codePoints();
}

NestedPtr refinement(const Selector& selector) {
  return std::visit([](const auto& one) { return one.refinedBy; }, selector);
}

/// The less certain of two.
AnchorState worse(AnchorState a, AnchorState b) {
  return std::max(a, b);
}

}  // namespace

AnchorReading::AnchorReading(const article::Article& article, std::string_view madeFor)
    : article_(article),
      changed_(madeFor.size() == 64 && madeFor != article.sha256),
      same_(!madeFor.empty() && madeFor == article.sha256),
      digests_(article) {}

int AnchorReading::addPassage(const TextQuoteSelector& quote, const TextPositionSelector* position) {
  Passage passage{.exact = quote.exact, .prefix = quote.prefix, .suffix = quote.suffix, .before = {}};
  if (position != nullptr) passage.before = position->range;
  passages_.push_back(passage);
  return static_cast<int>(passages_.size()) - 1;
}

void AnchorReading::add(const Anchor& anchor) {
  Target& target = targets_.emplace_back();
  const TextQuoteSelector* quote = nullptr;
  for (const Selector& selector : anchor.selectors) {
    const bool plain = refinement(selector) == nullptr;
    const auto* quoted = std::get_if<TextQuoteSelector>(&selector);
    const auto* position = std::get_if<TextPositionSelector>(&selector);
    if (plain && quoted != nullptr && quote == nullptr && !quoted->exact.empty())
      quote = quoted;
    else if (plain && position != nullptr && target.position == nullptr)
      target.position = position;
    else if (!plain || !std::holds_alternative<UnknownSelector>(selector))
      target.helpers.push_back(&selector);
  }
  if (quote != nullptr) target.passage = addPassage(*quote, target.position);
  for (const Selector* helper : target.helpers) collect(*helper);
}

/// Quotes that are looked for in the whole article; those that refine something known are looked for inside
/// of it.
void AnchorReading::collect(const Selector& selector) {
  if (const auto* quote = std::get_if<TextQuoteSelector>(&selector)) {
    if (!quote->exact.empty()) passageOf_[quote] = addPassage(*quote, nullptr);
  } else if (const auto* range = std::get_if<RangeSelector>(&selector)) {
    collect(range->start->selector);
    collect(range->end->selector);
  } else if (const auto* unknown = std::get_if<UnknownSelector>(&selector)) {
    if (unknown->refinedBy != nullptr) collect(unknown->refinedBy->selector);
  }
}

std::vector<Resolution> AnchorReading::resolve() {
  std::vector<Neighbours::Known> witnesses;
  std::vector<Resolution> results(targets_.size());
  for (std::size_t i = 0; i < targets_.size(); ++i) {
    const Target& target = targets_[i];
    if (target.passage >= 0 || target.position == nullptr) continue;
    results[i] = ofPosition(*target.position);
    if (!target.position->sha256.empty() && stands(results[i]))
      witnesses.push_back({target.position->range, results[i].range});
  }
  found_ = resolvePassages(passages_, article_, std::move(witnesses));
  for (std::size_t i = 0; i < targets_.size(); ++i) {
    const Target& target = targets_[i];
    if (target.passage >= 0) results[i] = std::move(found_[static_cast<std::size_t>(target.passage)]);
    if (target.passage < 0 && target.position == nullptr)
      results[i] = orphan("the anchor has no selector that is understood");
    for (const Selector* helper : target.helpers)
      results[i] = together(target, std::move(results[i]), ofSelector(*helper));
  }
  return results;
}

Resolution AnchorReading::ofPosition(const TextPositionSelector& position) {
  if (!position.sha256.empty()) return ofDigest(position);
  if (!isWithin(position.range, article_)) return orphan("the position is past the end of the article");
  if (changed_)
    return undecided(position.range, 0.25,
                     "a position alone, and the article is not the text it was made for");
  if (same_)
    return at(position.range, AnchorState::exact, 1, "a position in the very text that it was made for");
  return at(position.range, AnchorState::exact, 0.5,
            "a position alone; that the text is the same is unverified");
}

Resolution AnchorReading::ofDigest(const TextPositionSelector& position) {
  if (isWithin(position.range, article_) && sha256(article_.slice(position.range)) == position.sha256)
    return at(position.range, AnchorState::exact, 1, "the digest of the text at its position is the same");
  const auto found = digests_.find(position.sha256, position.paragraphSha256, position.range.length());
  if (found.ranges.size() == 1)
    return at(found.ranges.front(), AnchorState::moved, 1,
              "a text of the same digest stands elsewhere, in one place");
  if (found.ranges.empty())
    return orphan(
        found.complete
            ? "no text of this digest was found in this article"
            : "the text at its position is another, and the article is too long to search by digest");
  Resolution several{.state = AnchorState::ambiguous, .score = 1};
  several.reason = "texts of the same digest stand in several places";
  for (const TextRange range : found.ranges)
    if (several.candidates.size() < 5) several.candidates.push_back({.range = range, .score = 1});
  return several;
}

Resolution AnchorReading::ofSelector(const Selector& selector) {
  Resolution own = orphan("a selector that is not understood");
  if (const auto* quote = std::get_if<TextQuoteSelector>(&selector)) {
    const auto passage = passageOf_.find(quote);
    if (passage != passageOf_.end()) own = found_[static_cast<std::size_t>(passage->second)];
  } else if (const auto* position = std::get_if<TextPositionSelector>(&selector)) {
    own = ofPosition(*position);
  } else if (const auto* range = std::get_if<RangeSelector>(&selector)) {
    own = ofRange(ofSelector(range->start->selector), ofSelector(range->end->selector));
  }
  const NestedPtr refined = refinement(selector);
  if (refined == nullptr) return own;
  if (std::holds_alternative<UnknownSelector>(selector)) return ofSelector(refined->selector);
  return inside(refined->selector, own);
}

Resolution AnchorReading::ofRange(Resolution start, Resolution end) const {
  if (!stands(start) || !stands(end)) {
    Resolution open = stands(start) ? std::move(end) : std::move(start);
    open.candidates.clear();
    open.reason = "one end of the range: " + open.reason;
    return open;
  }
  const TextRange range{start.range.start, end.range.start};
  if (range.start >= range.end) return orphan("the range ends before it begins");
  Resolution whole = at(range, worse(start.state, end.state), std::min(start.score, end.score),
                        "both ends of the range stand");
  whole.margin = std::min(start.margin, end.margin);
  whole.similarity = std::min(start.similarity, end.similarity);
  return whole;
}

Resolution AnchorReading::inside(const Selector& selector, const Resolution& outer) {
  if (!stands(outer)) {
    Resolution lost = orphan("what it is a part of: " + outer.reason);
    lost.state = outer.state;
    return lost;
  }
  Resolution own = orphan("a selector that is not understood");
  if (const auto* quote = std::get_if<TextQuoteSelector>(&selector)) {
    own = quoteInside(*quote, outer);
  } else if (const auto* position = std::get_if<TextPositionSelector>(&selector)) {
    own = positionInside(*position, outer);
  } else if (const auto* range = std::get_if<RangeSelector>(&selector)) {
    own = ofRange(inside(range->start->selector, outer), inside(range->end->selector, outer));
  }
  const NestedPtr refined = refinement(selector);
  return refined == nullptr ? own : inside(refined->selector, own);
}

Resolution AnchorReading::positionInside(const TextPositionSelector& position,
                                         const Resolution& outer) const {
  const std::size_t length = outer.range.length();
  if (position.range.start >= position.range.end || position.range.end > length)
    return orphan("the position is past the end of what it is a part of");
  const TextRange range{outer.range.start + position.range.start, outer.range.start + position.range.end};
  if (!position.sha256.empty() && sha256(article_.slice(range)) != position.sha256)
    return orphan("the text at its position is another");
  if (outer.state == AnchorState::fuzzy && position.sha256.empty())
    return undecided(range, outer.score, "a position inside of a text that has changed");
  return at(range, outer.state == AnchorState::fuzzy ? AnchorState::moved : outer.state, outer.score,
            "a part of what stands there");
}

Resolution AnchorReading::quoteInside(const TextQuoteSelector& quote, const Resolution& outer) {
  if (quote.exact.empty()) return orphan("an empty quote");
  const std::size_t from = article_.offsets.byteOf(article_.text, outer.range.start);
  const std::string_view whole = article_.slice(outer.range);
  if (whole.size() > bytesLeft_) return orphan("the story has too many refined selectors to look for all");
  bytesLeft_ -= whole.size();
  const Passage passage{.exact = quote.exact, .prefix = quote.prefix, .suffix = quote.suffix, .before = {}};
  std::vector<Place> places;
  for (std::size_t byte = whole.find(quote.exact); byte != std::string_view::npos && places.size() < 100;
       byte = whole.find(quote.exact, byte + 1))
    places.push_back(measure(passage, article_, {from + byte, from + byte + quote.exact.size()}, nullptr));
  if (places.size() == 1)
    return at(places[0].range, outer.state == AnchorState::fuzzy ? AnchorState::moved : outer.state,
              outer.score, "the text stands in what it is a part of");
  if (places.size() > 1) return judge(passage, article_, std::move(places), {});
  if (quote.exact.size() < 8 || whole.size() > 100'000)
    return orphan("the text is not in what it is a part of");
  auto near = placeIn(passage, article_, {from, from + whole.size()}, nullptr, places);
  if (!near || near->similarity < kLeastInside || near->otherFacts)
    return orphan("the text is not in what it is a part of");
  Resolution fuzzy =
      at(near->range, AnchorState::fuzzy, near->similarity, "changed text in what it is a part of");
  fuzzy.similarity = near->similarity;
  fuzzy.changes = std::move(near->changes);
  return fuzzy;
}

/// All selectors of an anchor speak of the same passage: what one leaves open another may tell, and where two
/// that are certain contradict each other neither is believed.
Resolution AnchorReading::together(const Target& target, Resolution primary, const Resolution& helper) const {
  if (!stands(helper)) {
    const bool nothing = primary.state == AnchorState::orphan && primary.candidates.empty();
    return nothing && target.passage < 0 && target.position == nullptr ? helper : primary;
  }
  const bool positionAlone =
      target.passage < 0 && target.position != nullptr && target.position->sha256.empty();
  if (stands(primary) && !positionAlone) {
    if (primary.range.overlaps(helper.range) || primary.state == AnchorState::exact) return primary;
    if (helper.state == AnchorState::fuzzy) return primary;
    Resolution torn = undecided(primary.range, primary.score, "its selectors speak of different passages");
    torn.candidates.push_back({.range = helper.range, .score = helper.score});
    return torn;
  }
  const bool digest = target.passage < 0 && target.position != nullptr && !positionAlone;
  for (const Candidate& candidate : primary.candidates) {
    if (positionAlone || !candidate.range.overlaps(helper.range) || candidate.similarity < kLeastTogether)
      continue;
    Resolution told = at(candidate.range, candidate.similarity < 1 ? AnchorState::fuzzy : AnchorState::moved,
                         candidate.score, "another of its selectors tells which place is meant");
    told.similarity = candidate.similarity;
    told.changes = candidate.changes;
    return told;
  }
  if (digest) return primary;
  if (target.passage < 0) return helper;
  const Passage& passage = passages_[static_cast<std::size_t>(target.passage)];
  Likeness likeness = compare(passage.exact, article_.slice(helper.range));
  if (likeness.similarity >= kLeastTogether && !likeness.otherFacts) {
    const bool same = article_.slice(helper.range) == passage.exact;
    Resolution told =
        at(helper.range, same ? AnchorState::moved : AnchorState::fuzzy, helper.score * likeness.similarity,
           "another of its selectors tells where it stands");
    told.similarity = likeness.similarity;
    told.changes = std::move(likeness.changes);
    return told;
  }
  primary.candidates.push_back({.range = helper.range,
                                .score = 0,
                                .similarity = likeness.similarity,
                                .changes = std::move(likeness.changes)});
  return primary;
}

}  // namespace dateline::story
