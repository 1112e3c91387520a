#include "story/quote_resolver.h"

#include <algorithm>

#include "story/near_search.h"
#include "story/text_search.h"

namespace dateline::story {
namespace {

constexpr std::size_t kPlacesLimit = 1000;
constexpr std::size_t kContextLimit = 64;
constexpr std::size_t kMostWindows = 4;
// Longer quotes are found by their text and their surroundings alone.
constexpr std::size_t kLongestAligned = 20'000;
// Steps of alignment for all quotes of a story, about two seconds; what is left over then is an orphan that
// says so.
constexpr double kMostSteps = 4e8;
constexpr double kStepsOfMeasuring = 200;   // a place, about, where the words are the same
constexpr double kStepsOfComparing = 2000;  // and where they are to be compared
// Of all passages together; a story of 2,000 that moved may still look at a thousand for each.
constexpr std::size_t kMostPlaces = 2'000'000;
constexpr std::size_t kFewPlaces = 6;
constexpr std::size_t kSeldomRepeated = 32;  // code points
constexpr double kCertain = 0.75;
constexpr double kReplaced = 0.5;  // less than this is left of the passage

class Resolver {
 public:
  Resolver(const std::vector<Passage>& passages, const article::Article& article,
           std::vector<Neighbours::Known> known)
      : passages_(passages), article_(article), known_(std::move(known)), results_(passages.size()) {}

  [[nodiscard]] ResolvingWork work() const { return {verbatim_.held() + contexts_.held(), placesMeasured_}; }

  std::vector<Resolution> run() {
    settleInPlace();
    if (pending_.empty()) return std::move(results_);
    findVerbatim();
    findContexts();
    settleByContext();
    reopenRivals();
    if (pending_.empty() && byContext_.empty()) return std::move(results_);
    const Neighbours neighbours(known_);
    reopenStrays(neighbours);
    if (pending_.empty()) return std::move(results_);
    findNear();
    for (std::size_t nth = 0; nth < pending_.size(); ++nth) settle(nth, neighbours);
    settleByOthers();
    return std::move(results_);
  }

 private:
  [[nodiscard]] std::string_view text() const { return article_.text; }

  void witness(const Passage& passage, TextRange now) {
    if (passage.before) known_.push_back({*passage.before, now});
  }

  /// The text at its position, and around it at least one side as it was.
  void settleInPlace() {
    for (std::size_t i = 0; i < passages_.size(); ++i) {
      const Passage& passage = passages_[i];
      if (!standsInPlace(passage)) {
        pending_.push_back(i);
        continue;
      }
      results_[i] = {.state = AnchorState::exact, .range = *passage.before, .score = 1, .margin = 1};
      results_[i].reason = "the text stands at its position";
      results_[i].similarity = 1;
      witness(passage, *passage.before);
    }
  }

  [[nodiscard]] bool standsInPlace(const Passage& passage) const {
    if (!passage.before || passage.before->end > article_.offsets.codePoints()) return false;
    const std::size_t start = article_.offsets.byteOf(text(), passage.before->start);
    if (text().compare(start, passage.exact.size(), passage.exact) != 0) return false;
    const std::size_t end = start + passage.exact.size();
    if (countCodePoints(passage.exact) != passage.before->length()) return false;
    if (!passage.hasContext()) return true;
    const bool before = !passage.prefix.empty() && text().substr(0, start).ends_with(passage.prefix);
    const bool behind = !passage.suffix.empty() && text().substr(end).starts_with(passage.suffix);
    if (before && behind) return true;
    return (before || behind) && !lacksItsDouble(passage, measure(passage, article_, {start, end}, nullptr));
  }

  /// Of passages that are settled nothing is looked for.
  void findVerbatim() {
    std::vector<std::string_view> quotes(passages_.size());
    for (const std::size_t i : pending_) quotes[i] = passages_[i].exact;
    verbatim_ = findAll(text(), quotes, kPlacesLimit);
    placesLimit_ = std::clamp(kMostPlaces / pending_.size(), kFewPlaces, kPlacesLimit);
  }

  /// What stands in one place in its own surroundings, which stand nowhere else, needs no witness and is one.
  void settleByContext() {
    std::vector<std::size_t> left;
    for (const std::size_t i : pending_) {
      const Passage& passage = passages_[i];
      bool settled = false;
      if (verbatim_[i].size() == 1 && passage.hasContext()) {
        const std::size_t at = verbatim_[i].front();
        const Place place = measure(passage, article_, {at, at + passage.exact.size()}, nullptr);
        settled = place.score >= kCertain && supportOf(passage, place).stronger() >= kSideAgrees &&
                  !lacksItsDouble(passage, place) && !isDoubled(i, at);
        if (settled) results_[i] = judge(passage, article_, {place}, {});
        if (settled && passage.before) byContext_.push_back(i);
      }
      if (!settled) left.push_back(i);
    }
    pending_ = std::move(left);
  }

  /// The passage's surroundings stand together elsewhere too, with nothing or with other words between them.
  [[nodiscard]] bool isDoubled(std::size_t i, std::size_t at) const {
    const auto between = betweenContexts(passages_[i], article_, contextsOf(i));
    return std::any_of(between.begin(), between.end(), [&](const ByteSpan& span) {
      return span.end <= at || span.start >= at + passages_[i].exact.size();
    });
  }

  /// Two passages that were apart cannot both be in one place: then neither is certain, unless one never
  /// moved.
  void reopenRivals() {
    if (byContext_.empty()) return;
    std::vector<Neighbours::Known> all = known_;
    for (const std::size_t i : byContext_) all.push_back({*passages_[i].before, results_[i].range});
    const Neighbours claims(std::move(all));
    for (const std::size_t i : byContext_) {
      if (claims.isAnothers(*passages_[i].before, results_[i].range))
        pending_.push_back(i);
      else
        witness(passages_[i], results_[i].range);
    }
    std::sort(pending_.begin(), pending_.end());
  }

  /// Where the neighbours say that a passage is elsewhere, what stands there has to be looked at: an article
  /// may hold a part of itself twice.
  void reopenStrays(const Neighbours& neighbours) {
    std::vector<std::size_t> strays;
    for (const std::size_t i : byContext_) {
      if (std::binary_search(pending_.begin(), pending_.end(), i)) continue;
      if (neighbours.witness(*passages_[i].before, results_[i].range) == 0.0) strays.push_back(i);
    }
    pending_.insert(pending_.end(), strays.begin(), strays.end());
    std::sort(pending_.begin(), pending_.end());
  }

  /// Where its words stand. Of words that stand in very many places, those where a side stands as it was, and
  /// a few near the position.
  [[nodiscard]] std::vector<std::size_t> verbatimOf(std::size_t i) const {
    const std::vector<std::size_t>& all = verbatim_[i];
    if (all.size() < placesLimit_) return all;
    const Passage& passage = passages_[i];
    std::vector<std::size_t> places = verbatimAtContexts(passage, text(), contextsOf(i));
    places.resize(std::min(places.size(), placesLimit_));
    const std::size_t points = article_.offsets.codePoints();
    const std::size_t before = passage.before ? std::min(passage.before->start, points) : 0;
    auto near = std::lower_bound(all.begin(), all.end(), article_.offsets.byteOf(text(), before));
    near -= std::min<std::ptrdiff_t>(near - all.begin(), kFewPlaces / 2);
    for (std::size_t k = 0; k < kFewPlaces && near != all.end(); ++k, ++near) places.push_back(*near);
    std::sort(places.begin(), places.end());
    places.erase(std::unique(places.begin(), places.end()), places.end());
    return places;
  }

  /// `complete`: whether all of them could be weighed; a few always are.
  [[nodiscard]] std::vector<Place> verbatimPlaces(std::size_t i, const Neighbours& neighbours,
                                                  bool& complete) {
    std::vector<Place> places;
    for (const std::size_t at : verbatimOf(i)) {
      complete = spend(kStepsOfMeasuring) || places.size() < kFewPlaces;
      if (!complete) break;
      places.push_back(measureAt(i, {at, at + passages_[i].exact.size()}, neighbours));
    }
    return places;
  }

  Place measureAt(std::size_t i, ByteSpan span, const Neighbours& neighbours) {
    ++placesMeasured_;
    return measure(passages_[i], article_, span, &neighbours);
  }

  void findContexts() {
    std::vector<std::string_view> contexts(2 * passages_.size());
    for (const std::size_t i : pending_) {
      contexts[2 * i] = tailOf(passages_[i].prefix);
      contexts[2 * i + 1] = headOf(passages_[i].suffix);
    }
    contexts_ = findAll(text(), contexts, kContextLimit);
  }

  [[nodiscard]] ContextPlaces contextsOf(std::size_t i) const {
    return {contexts_[2 * i], contexts_[2 * i + 1]};
  }

  void findNear() {
    std::vector<std::string_view> quotes;
    for (const std::size_t i : pending_)
      quotes.push_back(passages_[i].exact.size() <= 4 * kLongestAligned ? passages_[i].exact
                                                                        : std::string_view());
    windows_ = likelyWindows(text(), quotes, kMostWindows);
  }

  [[nodiscard]] bool spend(double steps) {
    stepsLeft_ -= steps;
    return stepsLeft_ > 0;
  }

  /// Those that were told by what is around them bear witness for the ambiguous ones: of a paragraph that
  /// stands twice its first passage is told by what stands before it, and tells where the others are.
  void settleByOthers() {
    const std::size_t before = known_.size();
    for (const std::size_t i : pending_)
      if (results_[i].state == AnchorState::exact || results_[i].state == AnchorState::moved)
        witness(passages_[i], results_[i].range);
    if (known_.size() == before) return;
    const Neighbours neighbours(known_);
    for (std::size_t nth = 0; nth < pending_.size(); ++nth) {
      Resolution& result = results_[pending_[nth]];
      if (result.state != AnchorState::ambiguous) continue;
      Resolution first = std::move(result);
      settle(nth, neighbours);
      if (!stands(result)) result = std::move(first);
    }
  }

  /// The nth of those that are pending.
  void settle(std::size_t nth, const Neighbours& neighbours) {
    const std::size_t i = pending_[nth];
    const Passage& passage = passages_[i];
    bool weighed = true, looked = true;
    std::vector<Place> places = verbatimPlaces(i, neighbours, weighed);
    Surroundings around;
    for (const ByteSpan span : betweenContexts(passage, article_, contextsOf(i))) {
      if (4 * span.length() < passage.exact.size()) {
        around.cutOut = true;
      } else if (spend(kStepsOfComparing + static_cast<double>(span.length()))) {
        Place place = measureAt(i, span, neighbours);
        // What was moved there when the paragraphs changed places says nothing of where the passage went.
        around.replaced =
            around.replaced || (place.similarity < kReplaced && !neighbours.cameFromElsewhere(place.range));
        places.push_back(std::move(place));
      }
    }
    for (const ByteSpan window : windows_[nth]) {
      const double words = static_cast<double>(passage.exact.size()) / 64 + 1;
      looked = spend(kStepsOfComparing + words * static_cast<double>(window.length()) * 2);
      if (!looked) break;
      if (auto place = placeIn(passage, article_, window, &neighbours, places))
        places.push_back(std::move(*place));
    }
    if (passage.before) dropForeign(passage, places, neighbours, around.cutOut);
    results_[i] = judge(passage, article_, std::move(places), around);
    if (!weighed) {
      results_[i].state = AnchorState::ambiguous;
      results_[i].reason =
          "the text stands in several places, and the story has too many such anchors to weigh them all";
    } else if (!looked && results_[i].state == AnchorState::orphan) {
      results_[i].reason =
          "it does not stand as it was, and the story has too many such anchors to look for all";
    }
  }

  /// The text around the place did not grow by what would have come there, and its surroundings are others:
  /// the words stood there before.
  /// A long passage hardly stands twice; a caption or a name does.
  static bool isOlder(const Place& place, Support support, const Neighbours& neighbours) {
    if (support.both() >= kSidesAgree || (place.verbatim && place.range.length() >= kSeldomRepeated))
      return false;
    const auto growth = neighbours.growthAround(place.range);
    if (!growth) return false;
    const auto length = static_cast<std::ptrdiff_t>(place.range.length());
    // Where the passage itself stood, its own words made room for it.
    const bool home = place.witness.value_or(0) > 0;
    return home ? support.stronger() < kSideAgrees && 2 * *growth < -length : 2 * *growth < length;
  }

  /// Places that are another anchor's passage, or that were there before without being this one's.
  static void dropForeign(const Passage& passage, std::vector<Place>& places, const Neighbours& neighbours,
                          bool cutOut) {
    std::erase_if(places, [&](const Place& place) {
      if (neighbours.isAnothers(*passage.before, place.range)) return true;
      const Support support = supportOf(passage, place);
      const bool surrounded = support.stronger() >= kSideAgrees;
      // Its surroundings stand here, and stand together where it was cut out: a part of the article stood
      // twice.
      if (surrounded && cutOut) return place.witness != 1.0;
      // Its very words beside what stood beside them were moved, whatever else was to make room.
      if (place.verbatim && support.stronger() >= kSideIsTheSame) return false;
      return neighbours.wasThereBefore(*passage.before, place.range) || isOlder(place, support, neighbours);
    });
  }

  const std::vector<Passage>& passages_;
  const article::Article& article_;
  std::vector<Neighbours::Known> known_;
  std::vector<Resolution> results_;
  std::vector<std::size_t> pending_;            ///< indices of passages, in order
  std::vector<std::size_t> byContext_;          ///< indices of those that their surroundings settled
  PatternPlaces verbatim_;                      ///< [passage]
  PatternPlaces contexts_;                      ///< [2 * passage]: tails, behind each the head
  std::vector<std::vector<ByteSpan>> windows_;  ///< [pending]
  std::size_t placesLimit_ = kPlacesLimit;
  std::size_t placesMeasured_ = 0;
  double stepsLeft_ = kMostSteps;
};

}  // namespace

std::vector<Resolution> resolvePassages(const std::vector<Passage>& passages, const article::Article& article,
                                        std::vector<Neighbours::Known> witnesses, ResolvingWork* work) {
  Resolver resolver(passages, article, std::move(witnesses));
  std::vector<Resolution> resolutions = resolver.run();
  if (work != nullptr) *work = resolver.work();
  return resolutions;
}

}  // namespace dateline::story
