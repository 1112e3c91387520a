// Senses: the scores of the options, from their evidence, and what the text as a whole speaks of.
#include <algorithm>
#include <cmath>
#include <span>

#include "gazetteer/senses.h"

namespace dateline::gazetteer {
namespace {

constexpr std::size_t kMostAnchors = 24;
constexpr float kSure = 0.5f;

template <typename List>
void addWeight(List& shares, std::uint32_t place, float weight) {
  if (place == kNowhere) return;
  for (auto& share : shares)
    if (share.place == place) return void(share.weight += weight);
  shares.push_back({place, weight});
}

}  // namespace

void Senses::weigh() {
  collect();
  listDistricts();
  for (Sense& sense : senses_) weighAlone(sense);
  scoreMentions();
  constexpr int kRounds = 2;
  for (int round = 0; round < kRounds; ++round) {
    survey();
    for (std::uint32_t sense = 0; sense < senses_.size(); ++sense) weighTogether(sense);
    scoreMentions();
  }
}

/// By the number of countries with places in the text; less where most of the places lie in one, whatever
/// cities of the world its towns are called after.
float Senses::breadth() const {
  constexpr float kMany = 4;
  float likely = 0;
  float most = 0;
  for (const Share& country : countries_) {
    if (country.weight >= kSure) ++likely;
    most = std::max(most, country.weight);
  }
  if (likely < 2) return 0;
  const float elsewhere = 1 - most / totalWeight_;
  return std::min(1.0f, (likely - 1) / (kMany - 1)) * std::min(1.0f, 2 * elsewhere);
}

/// Of a name as "Henry County" no one knows which of ten it is, but with "Paris" beside it there is one.
void Senses::listDistricts() {
  for (std::uint32_t i = 0; i < senses_.size(); ++i)
    for (std::uint32_t k = 0; k < senses_[i].optionCount; ++k) {
      const Option& option = options_[senses_[i].firstOption + k];
      if (option.kind == Kind::district && option.nameClass == NameClass::proper)
        mentionedDistricts_.emplace_back(acrossBooks(option.ref), i);
    }
  std::sort(mentionedDistricts_.begin(), mentionedDistricts_.end());
}

void Senses::weighAlone(Sense& sense) {
  const float largest = largestTown(sense);
  for (std::uint32_t i = 0; i < sense.optionCount; ++i)
    sense.ownOfTown = sense.ownOfTown || isOwnOfTown(options_[sense.firstOption + i]);
  for (std::uint32_t i = 0; i < sense.optionCount; ++i) {
    Option& option = options_[sense.firstOption + i];
    Tally tally(weights_);
    judgeAlone(sense, option, largest, tally);
    option.first = option.score = tally.sum();
  }
  // The likeliest first, so that only these are weighed with the rest of the text.
  std::stable_sort(options_.begin() + sense.firstOption,
                   options_.begin() + sense.firstOption + sense.optionCount,
                   [](const Option& a, const Option& b) { return a.first > b.first; });
  findState(sense);
  settle(sense);
}

void Senses::findState(Sense& sense) const {
  for (std::uint32_t i = 0; i < sense.optionCount; ++i) {
    const Option& option = options_[sense.firstOption + i];
    if (option.nameClass != NameClass::proper) continue;
    if (option.kind == Kind::country && sense.country < 0) sense.country = static_cast<int>(i);
    if (option.kind == Kind::division && sense.state < 0) sense.state = static_cast<int>(i);
  }
  const auto countryOf = [&](int option) {
    return options_[sense.firstOption + static_cast<std::uint32_t>(option)].country;
  };
  if (sense.country < 0 || sense.state < 0 || countryOf(sense.country) == countryOf(sense.state))
    sense.country = sense.state = -1;
}

void Senses::settle(Sense& sense) {
  float highest = -1e9f;
  for (std::uint32_t i = 0; i < sense.optionCount; ++i)
    highest = std::max(highest, options_[sense.firstOption + i].score);
  float sum = 0;
  for (std::uint32_t i = 0; i < sense.optionCount; ++i)
    sum += std::exp(options_[sense.firstOption + i].score - highest);
  sense.logSum = highest + std::log(sum);
  for (std::uint32_t i = 0; i < sense.optionCount; ++i) {
    Option& option = options_[sense.firstOption + i];
    option.share = option.cluster = std::exp(option.score - sense.logSum);
  }
  joinNeighbours(sense);
}

/// Which of "Moscow", the city and the province around it, hardly matters to a pin: together they outweigh a
/// namesake far away, and the likeliest of them stands for all.
void Senses::joinNeighbours(Sense& sense) {
  constexpr float kMeagre = 0.02f;
  const auto options = std::span(options_).subspan(sense.firstOption, sense.optionCount);
  weighty_.clear();
  for (std::uint32_t i = 0; i < sense.optionCount; ++i)
    if (options[i].share > kMeagre) weighty_.push_back(i);
  for (const std::uint32_t i : weighty_)
    for (const std::uint32_t j : weighty_)
      if (i != j && shareOnePin(options[i], options[j])) options[i].cluster += options[j].share;
  sense.best = -1;
  for (std::uint32_t i = 0; i < sense.optionCount; ++i) {
    const Option* best = sense.best < 0 ? nullptr : &options[static_cast<std::size_t>(sense.best)];
    const Option& option = options[i];
    const bool better = best == nullptr || option.cluster > best->cluster + 1e-4f ||
                        (option.cluster > best->cluster - 1e-4f &&
                         ((isTown(option.kind) && !isTown(best->kind)) ||
                          (isTown(option.kind) == isTown(best->kind) && option.share > best->share)));
    if (better) sense.best = static_cast<int>(i);
  }
}

void Senses::scoreMentions() {
  // How sure each name is elsewhere, as the round before left it.
  for (Mentioned& mention : mentioned_) {
    const Sense& sense = senses_[mention.sense];
    mention.elsewhere = mention.certainty == sense.certainty ? sense.secondCertainty : sense.certainty;
  }
  for (Sense& sense : senses_) sense.certainty = sense.secondCertainty = 0;
  for (Mentioned& mention : mentioned_) {
    Tally tally(weights_);
    judgeMention(mention, tally);
    Sense& sense = senses_[mention.sense];
    mention.score = mention.around.score + tally.sum() + sense.logSum;
    mention.certainty = sigmoid(mention.score);
    sense.secondCertainty = std::max(sense.secondCertainty, std::min(sense.certainty, mention.certainty));
    sense.certainty = std::max(sense.certainty, mention.certainty);
  }
}

/// What the text speaks of, as far as it is known by now.
void Senses::survey() {
  anchors_.clear();
  countries_.clear();
  divisions_.clear();
  within_.clear();
  namedCountries_.clear();
  namedDivisions_.clear();
  namedDistricts_.clear();
  settled_.clear();
  totalWeight_ = 0;
  for (std::uint32_t i = 0; i < senses_.size(); ++i) {
    const Sense& sense = senses_[i];
    if (sense.best < 0) continue;
    const Option& best = options_[sense.firstOption + static_cast<std::uint32_t>(sense.best)];
    if (sense.anyContained) settled_.push_back({sense.sequence, i, best.ref});
    const float weight = sense.certainty * best.cluster;
    if (weight < 0.1f) continue;
    totalWeight_ += weight;
    addWeight(countries_, best.country, weight);
    addWeight(divisions_, best.division, weight);
    if (best.kind != Kind::country && best.kind != Kind::capital) addWeight(within_, best.country, weight);
    if (weight < kSure) continue;
    if (best.kind == Kind::country) namedCountries_.push_back(acrossBooks(best.ref));
    if (best.kind == Kind::division) namedDivisions_.push_back(acrossBooks(best.ref));
    if (best.kind == Kind::district) namedDistricts_.push_back(acrossBooks(best.ref));
    const bool point = best.kind != Kind::country && best.kind != Kind::continent &&
                       best.kind != Kind::region && best.kind != Kind::division;
    if (point && anchors_.size() < kMostAnchors)
      anchors_.push_back({best.lat, best.lng, weight, sense.sequence});
    if (home_ < 0 && isTown(best.kind)) home_ = static_cast<int>(i);
  }
  breadth_ = breadth();
}

void Senses::weighTogether(std::uint32_t index) {
  Sense& sense = senses_[index];
  const std::uint32_t weighed = std::min(sense.optionCount, kMostWeighed);
  std::vector<float>& scores = scores_;
  scores.clear();
  const Around here = around(index);
  for (std::uint32_t i = 0; i < weighed; ++i) {
    Tally tally(weights_);
    judgeTogether(index, options_[sense.firstOption + i], here, tally);
    scores.push_back(tally.sum());
  }
  for (std::uint32_t i = 0; i < weighed; ++i) {
    Option& option = options_[sense.firstOption + i];
    option.score = option.first + scores[i];
  }
  for (std::uint32_t i = weighed; i < sense.optionCount; ++i)
    options_[sense.firstOption + i].score = options_[sense.firstOption + i].first - 2;
  settle(sense);
}

std::vector<Reason> Senses::explainMention(std::size_t match) const {
  std::vector<Reason> reasons;
  surroundingsOf(view_, matches_.list[match], weights_, &reasons);
  Tally tally(weights_, &reasons);
  judgeMention(mentioned_[match], tally);
  return reasons;
}

std::vector<Reason> Senses::explainOption(const Sense& sense, std::uint32_t option) const {
  std::vector<Reason> reasons;
  Tally tally(weights_, &reasons);
  const auto index = static_cast<std::uint32_t>(&sense - senses_.data());
  judgeAlone(sense, options_[sense.firstOption + option], largestTown(sense), tally);
  judgeTogether(index, options_[sense.firstOption + option], around(index), tally);
  return reasons;
}

}  // namespace dateline::gazetteer
