#include "story/quote_places.h"

#include <algorithm>

#include "story/code_points.h"
#include "story/similarity.h"

namespace dateline::story {
namespace {

constexpr std::size_t kContextBytes = 24;
constexpr std::size_t kLeastContextBytes = 8;
constexpr std::size_t kMostBetween = 24;
constexpr std::size_t kMostCompared = 32;

bool isBlankByte(char c) {
  return c == ' ' || c == '\n' || c == '\t' || c == '\r';
}

ByteSpan trimmed(std::string_view text, ByteSpan span) {
  while (span.start < span.end && isBlankByte(text[span.start])) ++span.start;
  while (span.end > span.start && isBlankByte(text[span.end - 1])) --span.end;
  return span;
}

/// Similarity weighed with the mean of all that is known of the place; the words alone where nothing is.
double scoreOf(const Passage& passage, const Place& place) {
  double sum = 0;
  int known = 0;
  if (!passage.prefix.empty()) sum += place.prefix, ++known;
  if (!passage.suffix.empty()) sum += place.suffix, ++known;
  if (place.witness) sum += *place.witness, ++known;
  return place.similarity * (known == 0 ? 1 : 0.25 + 0.75 * sum / known);
}

/// Moves the ends of a place to where the context is found close to them.
ByteSpan mended(const Passage& passage, std::string_view text, ByteSpan span) {
  const std::size_t reach = 8 + std::min<std::size_t>(passage.exact.size() / 3, 120);
  const std::string_view tail = tailOf(passage.prefix);
  const std::string_view head = headOf(passage.suffix);
  if (tail.size() >= 6) {
    const std::size_t from = span.start - std::min(span.start, reach + tail.size());
    const std::size_t at = text.substr(from, span.start + reach - from).rfind(tail);
    if (at != std::string_view::npos && from + at + tail.size() < span.end)
      span.start = from + at + tail.size();
  }
  if (head.size() >= 6) {
    const std::size_t from = std::max(span.start, span.end - std::min(span.end, reach));
    const std::size_t at = text.substr(from, span.end + reach + head.size() - from).find(head);
    if (at != std::string_view::npos && from + at > span.start) span.end = from + at;
  }
  return span;
}

bool isWordByte(char c) {
  return static_cast<unsigned char>(c) >= 0x80 || (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') ||
         (c >= 'a' && c <= 'z');
}

/// Ends that cut a word in two go out to the word's ends, where the quote ends with whole words.
ByteSpan toWords(std::string_view exact, std::string_view text, ByteSpan span) {
  constexpr std::size_t kLongestWord = 40;
  std::size_t steps = 0;
  if (isWordByte(exact.front()) && span.length() > 0 && isWordByte(text[span.start]))
    while (span.start > 0 && isWordByte(text[span.start - 1]) && ++steps < kLongestWord) --span.start;
  steps = 0;
  if (span.length() > 0 && isWordByte(text[span.end - 1]))
    while (span.end < text.size() && isWordByte(text[span.end]) && ++steps < kLongestWord) ++span.end;
  while (span.start > 0 && continuesCodePoint(text[span.start])) --span.start;
  while (span.end < text.size() && continuesCodePoint(text[span.end])) ++span.end;
  return span;
}

bool mostlyOverlap(ByteSpan a, ByteSpan b) {
  const std::size_t start = std::max(a.start, b.start);
  const std::size_t end = std::min(a.end, b.end);
  return start < end && 2 * (end - start) > std::min(a.length(), b.length());
}

/// Of two places that are about the same, one may hold what was put beside the passage, the other may miss an
/// end of it: the words should be alike, and as many.
double fit(const Passage& passage, const Place& place) {
  const auto longer = static_cast<double>(std::max(passage.exact.size(), place.span.length()));
  const auto shorter = static_cast<double>(std::min(passage.exact.size(), place.span.length()));
  return place.similarity - (longer - shorter) / longer;
}

std::size_t distance(std::size_t a, std::size_t b) {
  return a > b ? a - b : b - a;
}

double strength(double agreement, std::string_view context) {
  constexpr std::size_t kTelling = 10;  // code points that say where one is
  return agreement * static_cast<double>(std::min(countCodePoints(context), kTelling)) / kTelling;
}

/// The words, or as much of them as is known of what stood there.
bool isDoubledBefore(const Passage& passage) {
  const std::string_view before =
      passage.prefix.substr(0, trimmed(passage.prefix, {0, passage.prefix.size()}).end);
  return before.size() >= kLeastContextBytes &&
         (passage.exact.ends_with(before) || before.ends_with(passage.exact));
}

bool isDoubledBehind(const Passage& passage) {
  const std::string_view behind =
      passage.suffix.substr(trimmed(passage.suffix, {0, passage.suffix.size()}).start);
  return behind.size() >= kLeastContextBytes &&
         (passage.exact.starts_with(behind) || behind.starts_with(passage.exact));
}

}  // namespace

bool lacksItsDouble(const Passage& passage, const Place& place) {
  return (place.prefix < kSideAgrees && isDoubledBefore(passage)) ||
         (place.suffix < kSideAgrees && isDoubledBehind(passage));
}

Support supportOf(const Passage& passage, const Place& place) {
  return {strength(place.prefix, passage.prefix), strength(place.suffix, passage.suffix)};
}

std::string_view tailOf(std::string_view prefix) {
  std::size_t from = prefix.size() - std::min(prefix.size(), kContextBytes);
  while (from < prefix.size() && continuesCodePoint(prefix[from])) ++from;
  return prefix.substr(from);
}

std::string_view headOf(std::string_view suffix) {
  std::size_t to = std::min(suffix.size(), kContextBytes);
  while (to < suffix.size() && continuesCodePoint(suffix[to])) ++to;
  return suffix.substr(0, to);
}

Place measure(const Passage& passage, const article::Article& article, ByteSpan span,
              const Neighbours* neighbours) {
  const std::string_view text = article.text;
  Place place{.span = span};
  place.range = {article.offsets.codePointOf(text, span.start), article.offsets.codePointOf(text, span.end)};
  const std::string_view words = text.substr(span.start, span.length());
  place.verbatim = words == passage.exact;
  if (!place.verbatim) {
    Likeness likeness = compare(passage.exact, words);
    place.similarity = likeness.similarity;
    place.otherFacts = likeness.otherFacts;
    place.factsLost = likeness.factsLost;
    place.kept = likeness.kept;
    place.changes = std::move(likeness.changes);
  }
  place.prefix = agreementBefore(passage.prefix, text, span.start);
  place.suffix = agreementBehind(passage.suffix, text, span.end);
  if (neighbours != nullptr && passage.before) {
    place.witness = neighbours->witness(*passage.before, place.range);
    place.drift = neighbours->drift(*passage.before, place.range)
                      .value_or(distance(passage.before->start, place.range.start));
  }
  place.score = scoreOf(passage, place);
  return place;
}

std::optional<Place> placeIn(const Passage& passage, const article::Article& article, ByteSpan window,
                             const Neighbours* neighbours, const std::vector<Place>& known) {
  const std::string_view text = article.text;
  const Match match = nearestPart(passage.exact, text.substr(window.start, window.length()));
  if (match.span.length() == 0 || 2 * match.distance > countCodePoints(passage.exact)) return std::nullopt;
  const bool edged = !isBlankByte(passage.exact.front()) && !isBlankByte(passage.exact.back());
  const auto fitted = [&](ByteSpan span) {
    return edged ? trimmed(text, toWords(passage.exact, text, span)) : span;
  };
  const ByteSpan found = fitted({window.start + match.span.start, window.start + match.span.end});
  const ByteSpan told = fitted(mended(passage, text, found));
  const auto isKnown = [&](const Place& place) { return place.span == told; };
  if (found.length() == 0 || std::any_of(known.begin(), known.end(), isKnown)) return std::nullopt;
  Place place = measure(passage, article, found, neighbours);
  if (told == found || told.length() == 0) return place;
  // The context tells the ends better than the words do, unless something was put between the two.
  Place mendedPlace = measure(passage, article, told, neighbours);
  const double gain = supportOf(passage, mendedPlace).both() - supportOf(passage, place).both();
  const double worth = 0.02 + 0.08 * std::max(0.0, gain);
  return fit(passage, mendedPlace) + worth >= fit(passage, place) ? std::move(mendedPlace) : std::move(place);
}

std::vector<ByteSpan> betweenContexts(const Passage& passage, const article::Article& article,
                                      const ContextPlaces& contexts) {
  std::vector<ByteSpan> spans;
  const std::size_t tail = tailOf(passage.prefix).size();
  // A line end alone stands everywhere.
  if (tail < kLeastContextBytes || headOf(passage.suffix).size() < kLeastContextBytes) return spans;
  const std::size_t reach = 64 + 2 * passage.exact.size();
  const auto& heads = contexts.heads;
  for (const std::size_t at : contexts.tails) {
    const std::size_t end = at + tail;
    auto start = std::lower_bound(heads.begin(), heads.end(), end);
    // Where the passage was cut out, the blank between its neighbours may belong to both of them.
    if (start != heads.begin() && *std::prev(start) + 2 >= end) --start;
    if (start == heads.end() || *start > end + reach) continue;
    ByteSpan span{end, std::max(end, *start)};
    if (!passage.exact.empty() && !isBlankByte(passage.exact.front())) span = trimmed(article.text, span);
    spans.push_back(span);
    if (spans.size() >= kMostBetween) break;
  }
  return spans;
}

std::vector<std::size_t> verbatimAtContexts(const Passage& passage, std::string_view text,
                                            const ContextPlaces& contexts) {
  std::vector<std::size_t> places;
  const auto take = [&](std::size_t at) {
    if (text.substr(at).starts_with(passage.exact)) places.push_back(at);
  };
  const std::size_t tail = tailOf(passage.prefix).size();
  if (tail >= kLeastContextBytes)
    for (const std::size_t at : contexts.tails) take(at + tail);
  if (headOf(passage.suffix).size() >= kLeastContextBytes)
    for (const std::size_t at : contexts.heads)
      if (at >= passage.exact.size()) take(at - passage.exact.size());
  std::sort(places.begin(), places.end());
  places.erase(std::unique(places.begin(), places.end()), places.end());
  return places;
}

void rank(const Passage& passage, std::vector<Place>& places) {
  std::stable_sort(places.begin(), places.end(), [&](const Place& a, const Place& b) {
    const double fitA = fit(passage, a);
    const double fitB = fit(passage, b);
    return fitA != fitB ? fitA > fitB : a.score > b.score;
  });
  std::vector<Place> kept;
  for (Place& place : places) {
    const auto end = kept.begin() + static_cast<std::ptrdiff_t>(std::min(kept.size(), kMostCompared));
    const bool known = std::any_of(kept.begin(), end,
                                   [&](const Place& other) { return mostlyOverlap(other.span, place.span); });
    if (!known) kept.push_back(std::move(place));
  }
  std::stable_sort(kept.begin(), kept.end(),
                   [](const Place& a, const Place& b) { return a.score > b.score; });
  places = std::move(kept);
}

}  // namespace dateline::story
