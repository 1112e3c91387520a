#include "gazetteer/collecting.h"

#include <algorithm>
#include <array>

#include "gazetteer/sites.h"

namespace dateline::gazetteer {
namespace {

bool isGovernmentSeat(const Option& option) {
  return option.kind == Kind::capital || option.kind == Kind::facility ||
         option.nameClass == NameClass::government;
}

Role roleOf(const Option& option, const Surroundings& around) {
  if (option.nameClass == NameClass::demonym) return Role::demonym;
  if (option.nameClass == NameClass::government) return Role::metonym;
  if (around.partOfName) return Role::inName;
  return isGovernmentSeat(option) && around.governs ? Role::metonym : Role::literal;
}

/// How sure a mention is: the model's probability that it names a place at all, and the calibrated confidence
/// that it names the chosen one.
struct Sureness {
  float place = 0, confidence = 0;
};

/// What is left of the confidence goes to the other places and to none, as the model divides it.
float confidenceOfOther(const Option& other, const Option& chosen, const Sureness& sure) {
  constexpr float kNothingLeft = 1e-6f;
  const float left = std::max(kNothingLeft, 1 - sure.place * chosen.cluster);
  return (1 - sure.confidence) * std::min(1.0f, sure.place * other.share / left);
}

std::vector<Candidate> candidatesOf(const Senses& senses, const Sense& sense, const Sureness& sure,
                                    std::size_t most) {
  const auto best = static_cast<std::uint32_t>(sense.best);
  const Option& chosen = senses.options()[sense.firstOption + best];
  std::vector<Candidate> list;
  for (std::uint32_t i = 0; i < sense.optionCount; ++i) {
    const Option& option = senses.options()[sense.firstOption + i];
    const bool nearby = i != best && shareOnePin(chosen, option);
    const bool samePin = i == best || nearby;
    list.push_back({option.ref, option.nameClass, option.share,
                    samePin ? sure.confidence : confidenceOfOther(option, chosen, sure), nearby,
                    senses.explainOption(sense, i)});
  }
  std::rotate(list.begin(), list.begin() + best, list.begin() + best + 1);
  std::stable_sort(list.begin() + 1, list.end(),
                   [](const Candidate& a, const Candidate& b) { return a.share > b.share; });
  if (list.size() > most) list.resize(most);
  return list;
}

class Collector {
 public:
  Collector(const Senses& senses, const Weights& weights, const FindOptions& options)
      : senses_(senses),
        view_(senses.view()),
        matches_(senses.matches()),
        weights_(weights),
        options_(options) {}

  std::vector<Found> run() {
    const std::vector<WordSpan> streets = findStreets(view_);
    auto street = streets.begin();
    const std::size_t count = matches_.list.size();
    for (std::size_t i = 0; i < count; ++i) {
      const Match& match = matches_.list[i];
      const std::uint32_t last = match.firstWord + match.words - 1;
      for (; street != streets.end() && street->last < match.firstWord; ++street) addStreet(*street, i);
      const bool meets = street != streets.end() && street->first <= last;
      // "Kingsley" in "Kingsley Road" is no place, nor is "Road"; "Wall Street" is in the book and is one.
      if (meets && (last < street->last || match.firstWord > street->first)) continue;
      if (meets) ++street;
      addMatch(i);
    }
    for (; street != streets.end(); ++street) addStreet(*street, count);
    return std::move(found_);
  }

 private:
  [[nodiscard]] const Sense& senseOf(std::size_t match) const {
    return senses_.senseOf(senses_.mentioned()[match]);
  }
  /// Null for none.
  [[nodiscard]] const Option* bestOf(std::size_t match) const {
    const Sense& sense = senseOf(match);
    if (sense.best < 0) return nullptr;
    return &senses_.options()[sense.firstOption + static_cast<std::uint32_t>(sense.best)];
  }
  [[nodiscard]] Sureness surenessOf(std::size_t match) const {
    const float place = sigmoid(senses_.mentioned()[match].score);
    return {place, weights_.confidence(place * bestOf(match)->cluster)};
  }
  [[nodiscard]] float confidenceOf(std::size_t match) const { return surenessOf(match).confidence; }
  [[nodiscard]] std::uint32_t endOfLast() const { return found_.empty() ? 0 : found_.back().end; }

  void addMatch(std::size_t index) {
    const Match& match = matches_.list[index];
    // Inside the name of a site already.
    if (bestOf(index) == nullptr || match.begin < endOfLast()) return;
    const Sureness sure = surenessOf(index);
    if (sure.confidence < options_.minConfidence) return;
    const Surroundings& around = senses_.mentioned()[index].around;
    const WordSpan whole = wholeName(view_, match);
    const Word& first = view_.words()[whole.first];
    const Option& best = *bestOf(index);
    Found one{.begin = first.begin < endOfLast() ? match.begin : first.begin,
              .end = std::max(match.end, view_.words()[whole.last].end),
              .ref = best.ref,
              .role = roleOf(best, around),
              .nameClass = best.nameClass,
              .wholeName = !best.inflected && match.landform == 0 && whole.first == match.firstWord &&
                           whole.last == match.firstWord + match.words - 1,
              .confidence = sure.confidence,
              .visited = around.visited};
    if (options_.explain) {
      one.reasons = senses_.explainMention(index);
      one.candidates = candidatesOf(senses_, senseOf(index), sure, options_.mostCandidates);
    }
    found_.push_back(std::move(one));
  }

  /// `next` is the match that follows it.
  void addStreet(const WordSpan& street, std::size_t next) {
    const std::optional<std::size_t> town = townOf(street, next);
    if (!town) return;
    const Option& best = *bestOf(*town);
    Found one{.begin = view_.words()[street.first].begin,
              .end = endOfStreet(view_, street),
              .ref = best.ref,
              .role = Role::inName,
              .confidence = confidenceOf(*town) * weights_.street};
    if (one.confidence < options_.minConfidence || one.begin < endOfLast()) return;
    if (options_.explain) {
      const Match& match = matches_.list[*town];
      const std::string name(view_.text().substr(match.begin, match.end - match.begin));
      one.reasons = {{"a street, pinned where the text says it is: " + name, 1, 0}};
      one.candidates = {{best.ref, best.nameClass, 1, one.confidence}};
    }
    found_.push_back(std::move(one));
  }

  [[nodiscard]] bool isLikelyTown(std::size_t match) const {
    constexpr float kLikely = 0.5f;
    const Option* best = bestOf(match);
    return best != nullptr && (isTown(best->kind) || best->kind == Kind::district) &&
           best->nameClass != NameClass::demonym && !senses_.mentioned()[match].around.partOfName &&
           confidenceOf(match) >= kLikely;
  }

  /// The town that is named right after the street: "Elm Street in Salem", else the only one of the text. Of
  /// several the one before it need not be where it is: "flights from Munich and Istanbul".
  [[nodiscard]] std::optional<std::size_t> townOf(const WordSpan& street, std::size_t next) const {
    constexpr std::uint32_t kWordsToTown = 3;
    const bool close = next < matches_.list.size() &&
                       matches_.list[next].firstWord <= street.last + kWordsToTown && isLikelyTown(next);
    return close ? std::optional(next) : onlyTown();
  }

  [[nodiscard]] std::optional<std::size_t> onlyTown() const {
    std::optional<std::size_t> only;
    for (std::size_t i = 0; i < matches_.list.size(); ++i) {
      if (!isLikelyTown(i)) continue;
      if (only && !shareOnePin(*bestOf(*only), *bestOf(i))) return std::nullopt;
      if (!only) only = i;
    }
    return only;
  }

  const Senses& senses_;
  const TextView& view_;
  const Matches& matches_;
  const Weights& weights_;
  const FindOptions& options_;
  std::vector<Found> found_;
};

}  // namespace

std::vector<Found> collectPlaces(const Senses& senses, const Weights& weights, const FindOptions& options) {
  return Collector(senses, weights, options).run();
}

}  // namespace dateline::gazetteer
