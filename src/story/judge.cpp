#include <algorithm>

#include "story/code_points.h"
#include "story/quote_resolver.h"
#include "story/whole_sentences.h"

// What is enough to say that a passage stands at a place. The numbers were found with tests/bench/anchoring:
// stricter ones abstain more, laxer ones land on lookalikes.

namespace dateline::story {
namespace {

constexpr double kLeastMargin = 0.1;
constexpr std::size_t kTellingQuote = 32;  // that hardly stand twice by chance
constexpr std::size_t kTellingParagraph = 20;
constexpr std::size_t kTellingLine = 24;
constexpr std::size_t kTellingHeadline = 45;
// Headlines are repeated, and stand at the beginning.
constexpr std::size_t kLongerThanHeadlines = 80;
constexpr std::size_t kPastHeadlines = 300;
constexpr std::size_t kUnmistakable = 150;
constexpr std::size_t kTellingContext = 10;
constexpr std::size_t kMostCandidates = 5;
// From where its neighbours expect it: what stands farther off may be a copy that stood there before.
constexpr std::size_t kFarthest = 500;
constexpr double kSideIsAnother = 0.25;  // less than this is left of it
constexpr double kSideSpeaks = 0.8;      // for the very words, by itself
constexpr double kSidesAreTheSame = 1.6;

bool endsLine(std::string_view before) {
  const std::size_t last = before.find_last_not_of(" \t");
  return last == std::string_view::npos || before[last] == '\n';
}

bool beginsWithLineEnd(std::string_view behind) {
  const std::size_t first = behind.find_first_not_of(" \t");
  return first == std::string_view::npos || behind[first] == '\n';
}

/// No further than so many blanks is looked: a text may hold a million of them in a row.
constexpr std::size_t kBlanks = 8;

bool beginsLine(std::string_view text, ByteSpan span) {
  const std::size_t from = span.start - std::min(span.start, kBlanks);
  return endsLine(text.substr(from, span.start - from));
}

bool endsItsLine(std::string_view text, ByteSpan span) {
  return beginsWithLineEnd(text.substr(span.end, kBlanks));
}

/// A passage that was a paragraph by itself and is one again, blanks at its ends aside.
bool isWholeBlock(const Passage& passage, std::string_view text, ByteSpan span) {
  return endsLine(passage.prefix) && beginsWithLineEnd(passage.suffix) && beginsLine(text, span) &&
         endsItsLine(text, span);
}

bool endsAsSentence(std::string_view text) {
  for (std::size_t at = text.size(); at-- > 0;) {
    if (continuesCodePoint(text[at])) continue;
    const char32_t last = peekCodePoint(text, at);
    return endsSentence(last) || last == 0x3002;  // the ideographic full stop
  }
  return false;
}

/// It was a paragraph, is one again, and is not a headline that stands twice.
bool movedAsBlock(const Passage& passage, const Place& place, std::string_view text) {
  if (!isWholeBlock(passage, text, place.span)) return false;
  const std::size_t length = countCodePoints(passage.exact);
  const std::size_t first =
      std::min(place.range.start, passage.before ? passage.before->start : place.range.start);
  const bool known = place.witness.has_value();  // that it did not stand there before
  if (endsAsSentence(passage.exact))
    return length >= (first < kPastHeadlines ? kTellingHeadline : kTellingParagraph);
  if (first < kPastHeadlines) return length >= (known ? kTellingHeadline : kLongerThanHeadlines);
  // Captions and credits are repeated: out of the order of the others a short one tells nothing.
  return length >= (place.witness == 0.0 ? kTellingHeadline : kTellingLine);
}

/// One side is nearly as it was, and the other is not at all and tells of another place: a paragraph ended
/// there and none ends now, or the other way round.
bool isSaidAgain(const Passage& passage, Support support, std::string_view text, ByteSpan span) {
  if (std::min(countCodePoints(passage.prefix), countCodePoints(passage.suffix)) < kTellingContext)
    return false;
  if (std::min(support.prefix, support.suffix) >= kSideIsAnother) return false;
  return support.prefix < support.suffix ? endsLine(passage.prefix) != beginsLine(text, span)
                                         : beginsWithLineEnd(passage.suffix) != endsItsLine(text, span);
}

bool holdsVerbatim(const Passage& passage, const Place& place, std::string_view text, Surroundings around) {
  const bool telling = countCodePoints(passage.exact) >=
                       (endsAsSentence(passage.exact) ? kTellingQuote : kLongerThanHeadlines);
  if (!passage.hasContext()) return !place.witness || *place.witness > 0 || telling;
  const Support support = supportOf(passage, place);
  const bool far = place.drift > kFarthest;
  if (support.stronger() >= kSideIsTheSame) return true;
  if (!far && support.stronger() >= kSideSpeaks && !isSaidAgain(passage, support, text, place.span))
    return true;
  if (support.both() >= (far ? kSidesAreTheSame : kSidesAgree)) return true;
  if (place.witness && *place.witness == 1 && around.areGone()) return true;
  // Where something else stands in its place it was moved only when its neighbours know nothing against it.
  const bool free =
      !around.replaced || (place.witness && countCodePoints(passage.exact) >= kLongerThanHeadlines);
  if (free && movedAsBlock(passage, place, text)) return true;
  return telling && around.areGone() && (!place.witness || *place.witness > 0) && place.drift <= kFarthest;
}

/// How alike changed text must be, by what speaks for its place; more than 1: never enough.
double neededSimilarity(const Passage& passage, const Place& place, std::string_view text) {
  const double sides = supportOf(passage, place).both();
  const double witness = place.witness.value_or(0.25);
  const double strict = place.factsLost > 0.34 ? 0.06 : 0;
  const Support support = supportOf(passage, place);
  const std::size_t lesser = std::min(countCodePoints(passage.prefix), countCodePoints(passage.suffix));
  const bool hadNothingBefore = passage.before && passage.before->start == 0;
  const bool oneSided = (hadNothingBefore && !endsLine(text.substr(0, place.span.start))) ||
                        (lesser >= kTellingContext && std::min(support.prefix, support.suffix) < 0.2);
  // A short saying, with its mark or without, is said again behind the same words.
  if (oneSided && witness < 1 && countCodePoints(passage.exact) < kLongerThanHeadlines) return 2;
  if (sides >= kSidesAgree) return 0.8 + strict;
  if (oneSided && place.drift > kFarthest) return 2;
  // Something else on the other side: a sentence that says nearly the same may stand behind the same words.
  if (sides >= 0.75 && oneSided) return strict + (witness >= 0.5 ? 0.87 : 0.92);
  if (sides >= 0.75) return strict + (witness == 1 ? 0.76 : witness >= 0.5 ? 0.78 : witness > 0 ? 0.82 : 0.9);
  if (sides >= 0.4) return strict + (witness == 1 ? 0.92 : 2);
  return witness == 1 && !passage.hasContext() ? 0.85 : 2;
}

/// At most a fifth of the words changed where its surroundings are; of a long passage where some of them are;
/// of one so long that nobody writes it twice anywhere.
bool isMostlyKept(const Passage& passage, const Place& place) {
  if (place.kept < 0.8 || place.factsLost > 0.5) return false;
  const double sides = supportOf(passage, place).both();
  if (sides >= kSidesAgree) return true;
  if (place.kept < 0.85 || place.factsLost > 0.25) return false;
  const std::size_t length = countCodePoints(passage.exact);
  const bool told = sides >= 0.6 || (sides >= 0.25 && place.witness.value_or(0) >= 0.5);
  return (told && length >= kUnmistakable) || (place.witness != 0.0 && length >= 2 * kUnmistakable);
}

Candidate candidateOf(const Place& place) {
  return {
      .range = place.range, .score = place.score, .similarity = place.similarity, .changes = place.changes};
}

/// The places in the order of their scores, and which of them win and compete.
struct Field {
  const Passage& passage;
  const article::Article& article;
  std::vector<Place> places;
  Place* best = nullptr;         ///< the first that would be accepted
  const Place* rival = nullptr;  ///< the next that counts
  [[nodiscard]] double margin() const { return best->score - (rival == nullptr ? 0 : rival->score); }
};

bool isAcceptable(const Passage& passage, const Place& place, std::string_view text, Surroundings around) {
  if (lacksItsDouble(passage, place)) return false;
  if (place.verbatim) return holdsVerbatim(passage, place, text, around);
  return !place.otherFacts &&
         (place.similarity >= neededSimilarity(passage, place, text) || isMostlyKept(passage, place));
}

/// What would never be accepted is no rival, unless it has the very same words or the winner's are changed
/// too.
void choose(Field& field, const Passage& passage, std::string_view text, Surroundings around) {
  std::vector<bool> acceptable;
  for (Place& place : field.places) {
    acceptable.push_back(isAcceptable(passage, place, text, around));
    if (field.best == nullptr && acceptable.back()) field.best = &place;
  }
  for (std::size_t i = 0; i < field.places.size() && field.best != nullptr && field.rival == nullptr; ++i) {
    const Place& place = field.places[i];
    if (&place == field.best) continue;
    const bool counts = acceptable[i] || place.verbatim || (!field.best->verbatim && !place.otherFacts);
    if (counts) field.rival = &place;
  }
}

Resolution open(AnchorState state, const Field& field, std::string reason) {
  Resolution resolution{.state = state, .reason = std::move(reason)};
  if (field.places.empty()) return resolution;
  resolution.score = field.places[0].score;
  if (field.best != nullptr) resolution.margin = std::max(0.0, field.margin());
  for (const Place& place : field.places) {
    if (resolution.candidates.size() >= kMostCandidates) break;
    resolution.candidates.push_back(candidateOf(withWholeSentences(field.passage, field.article, place)));
  }
  return resolution;
}

Resolution closed(AnchorState state, const Field& field, std::string reason) {
  const Place place = withWholeSentences(field.passage, field.article, *field.best);
  Resolution resolution{
      .state = state, .range = place.range, .score = place.score, .reason = std::move(reason)};
  resolution.margin = std::max(0.0, field.margin());
  resolution.similarity = place.similarity;
  resolution.changes = place.changes;
  return resolution;
}

/// Why none of the places is good enough.
std::string reasonOfOrphan(const Field& field, Surroundings around) {
  if (field.places.empty() || !field.places[0].verbatim) {
    if (around.cutOut) return "it was cut out: what stood before and behind it now stands together";
    if (field.places.empty()) return "the text is not in this article";
    return field.places[0].otherFacts ? "a passage with other names or numbers stands in its place"
                                      : "what resembles it is too different, or stands in other surroundings";
  }
  return around.cutOut
             ? "it was cut out where it stood; the same words stand elsewhere, in other surroundings"
             : "the same words stand elsewhere, but nothing around them is as it was";
}

Resolution acceptVerbatim(const Passage& passage, const Field& field, std::size_t copies) {
  const Place& best = *field.best;
  const bool inPlace = passage.before && *passage.before == best.range;
  const bool exact = inPlace || (!passage.before && (!passage.hasContext() || best.score >= 0.999));
  return closed(exact ? AnchorState::exact : AnchorState::moved, field,
                inPlace      ? "the text stands at its position"
                : copies > 1 ? "the text stands in several places; what is around it tells which is meant"
                : exact      ? "the text stands in one place"
                             : "the same text stands elsewhere, in one place");
}

}  // namespace

Resolution judge(const Passage& passage, const article::Article& article, std::vector<Place> places,
                 Surroundings around) {
  rank(passage, places);
  const auto copies = static_cast<std::size_t>(
      std::count_if(places.begin(), places.end(), [](const Place& place) { return place.verbatim; }));
  Field field{.passage = passage, .article = article, .places = std::move(places)};
  choose(field, passage, article.text, around);
  if (field.best == nullptr && copies == 1 && lacksItsDouble(passage, field.places.front()))
    return open(AnchorState::ambiguous, field,
                "it stood twice in a row, and nothing tells which of the two is left");
  if (field.best == nullptr && copies > 1)
    return open(AnchorState::ambiguous, field,
                "the text stands in several places, and what is around it does not tell which is meant");
  if (field.best == nullptr) return open(AnchorState::orphan, field, reasonOfOrphan(field, around));
  const bool untouched = copies == 1 && passage.before && *passage.before == field.best->range;
  if (field.margin() < kLeastMargin && !(field.best->verbatim && untouched))
    return open(AnchorState::ambiguous, field,
                copies > 1
                    ? "the text stands in several places, and what is around it does not tell which is meant"
                    : "two passages fit about as well");
  if (field.best->verbatim) return acceptVerbatim(passage, field, copies);
  return closed(AnchorState::fuzzy, field, "changed text where it stood, told by what is around it");
}

}  // namespace dateline::story
