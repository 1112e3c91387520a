#include "gazetteer/senses.h"

#include <algorithm>
#include <cmath>
#include <span>

namespace dateline::gazetteer {
namespace {

constexpr std::uint32_t kMostWeighed = 16;  // options that are weighed with the rest of the text
constexpr std::size_t kMostAnchors = 24;
constexpr float kSure = 0.5f;

bool isTown(Kind kind) {
  return kind == Kind::capital || kind == Kind::seat || kind == Kind::town || kind == Kind::quarter;
}

float kilometres(const Option& a, float lat, float lng) {
  float dLng = std::abs(a.lng - lng);
  if (dLng > 180) dLng = 360 - dLng;
  const float dx = dLng * a.cosLat;
  const float dy = a.lat - lat;
  return 111.2f * std::sqrt(dx * dx + dy * dy);
}

std::uint32_t global(PlaceRef ref) {
  return ref.place | (std::uint32_t{ref.book} << 28);
}

/// Containers are places of the option's own book.
std::uint32_t inBook(std::uint8_t book, std::uint32_t place) {
  return place == kNowhere ? kNowhere : place | (std::uint32_t{book} << 28);
}

Option optionOf(const Books& books, const BookClaim& claim) {
  const PlaceEntry entry = books[claim.ref.book]->place(claim.ref.place);
  Option option;
  option.ref = claim.ref;
  option.nameClass = claim.nameClass;
  option.kind = entry.kind;
  option.source = entry.source;
  option.lat = static_cast<float>(entry.at.lat);
  option.lng = static_cast<float>(entry.at.lng);
  option.cosLat = std::cos(option.lat * 0.0174533f);
  option.logPopulation = std::log10(static_cast<float>(std::max(entry.population, 1u)));
  option.country = inBook(claim.ref.book, entry.country);
  option.division = inBook(claim.ref.book, entry.division);
  option.district = inBook(claim.ref.book, entry.district);
  return option;
}

template <typename List>
float weightOf(const List& shares, std::uint32_t place) {
  for (const auto& share : shares)
    if (share.place == place) return share.weight;
  return 0;
}

template <typename List>
void addWeight(List& shares, std::uint32_t place, float weight) {
  if (place == kNowhere) return;
  for (auto& share : shares)
    if (share.place == place) return void(share.weight += weight);
  shares.push_back({place, weight});
}

bool holds(const std::vector<std::uint32_t>& list, std::uint32_t place) {
  return place != kNowhere && std::find(list.begin(), list.end(), place) != list.end();
}

}  // namespace

Senses::Senses(const Books& books, const Weights& weights, const TextView& view, const Matches& matches)
    : books_(books), weights_(weights), view_(view), matches_(matches) {}

void Senses::weigh() {
  collect();
  for (Sense& sense : senses_) weighAlone(sense);
  scoreMentions();
  constexpr int kRounds = 2;
  for (int round = 0; round < kRounds; ++round) {
    survey();
    for (std::uint32_t sense = 0; sense < senses_.size(); ++sense) weighTogether(sense);
    scoreMentions();
  }
}

bool Senses::followedByContainer(std::size_t match) const {
  if (match + 1 >= matches_.list.size()) return false;
  const Match& here = matches_.list[match];
  const Match& next = matches_.list[match + 1];
  return next.firstWord == here.firstWord + here.words && view_.words()[next.firstWord].gap == Gap::comma;
}

bool Senses::inside(const Option& option, const BookClaim& container) const {
  const std::uint32_t place = global(container.ref);
  return place == option.country || place == option.division || place == option.district
             ? place != global(option.ref)
             : false;
}

void Senses::collect() {
  const std::size_t count = matches_.list.size();
  mentioned_.resize(count);
  for (std::size_t i = 0; i < count; ++i) {
    Mentioned& mention = mentioned_[i];
    mention.around = surroundingsOf(view_, matches_.list[i], weights_, nullptr);
    mention.sense = senseFor(i);
    Sense& sense = senses_[mention.sense];
    ++sense.mentions;
    sense.nounKinds |= mention.around.nounKinds;
    sense.person = sense.person || mention.around.person;
    sense.place = sense.place || mention.around.place;
    sense.governs = sense.governs || mention.around.governs;
    sense.ordinary = mention.around.ordinary;
    sense.firstName = mention.around.firstName;
    sense.surname = mention.around.surname;
    if (mention.around.dateline && home_ < 0) home_ = static_cast<int>(mention.sense);
    const Word& word = view_.words()[matches_.list[i].firstWord];
    const Word* before = view_.word(matches_.list[i].firstWord - 1);
    const bool follows =
        i > 0 && matches_.list[i - 1].firstWord + matches_.list[i - 1].words == matches_.list[i].firstWord &&
        word.gap == Gap::comma;
    const bool joined =
        before != nullptr && (view_.spelling(*before) == "and" || view_.spelling(*before) == "or") && i > 0 &&
        matches_.list[i - 1].firstWord + matches_.list[i - 1].words + 1 == matches_.list[i].firstWord;
    mention.listed = follows || joined || followedByContainer(i);
  }
}

/// kNowhere when there is none; `options` 0: of any number.
std::uint32_t Senses::knownSense(std::uint64_t sequence, std::uint64_t container,
                                 std::uint32_t options) const {
  const auto first = firstSense_.find(sequence);
  for (std::uint32_t i = first == firstSense_.end() ? kNowhere : first->second; i != kNowhere;
       i = senses_[i].next)
    if (senses_[i].containerSequence == container && (options == 0 || senses_[i].optionCount == options))
      return i;
  return kNowhere;
}

std::uint32_t Senses::senseFor(std::size_t match) {
  const Match& here = matches_.list[match];
  const bool followed = followedByContainer(match);
  const bool follows = match > 0 && followedByContainer(match - 1);
  if (!followed && !follows)
    if (const std::uint32_t known = knownSense(here.sequence, 0, here.claimCount); known != kNowhere)
      return known;
  Sense made;
  made.sequence = here.sequence;
  made.containerSequence = followed ? matches_.list[match + 1].sequence : 0;
  made.longName = here.words > 1;
  made.firstOption = static_cast<std::uint32_t>(options_.size());
  addOptions(made, match);
  if (!made.anyContained) made.containerSequence = 0;
  const bool holdsOther = follows && std::any_of(options_.begin() + made.firstOption, options_.end(),
                                                 [](const Option& option) { return option.container; });
  // What holds the place before it is a sense of its own: "Georgia" after "Atlanta,".
  if (holdsOther) made.containerSequence = matches_.list[match - 1].sequence ^ 1;
  if (const std::uint32_t known = knownSense(made.sequence, made.containerSequence, made.optionCount);
      known != kNowhere) {
    options_.resize(made.firstOption);
    return known;
  }
  const auto index = static_cast<std::uint32_t>(senses_.size());
  const auto [first, added] = firstSense_.emplace(made.sequence, index);
  if (!added) {
    made.next = first->second;
    first->second = index;
  }
  senses_.push_back(made);
  return index;
}

void Senses::addOptions(Sense& sense, std::size_t match) {
  const bool followed = followedByContainer(match);
  const bool follows = match > 0 && followedByContainer(match - 1);
  for (const BookClaim& claim : matches_.claimsOf(matches_.list[match])) {
    Option option = optionOf(books_, claim);
    if (followed)
      for (const BookClaim& container : matches_.claimsOf(matches_.list[match + 1]))
        option.contained = option.contained || inside(option, container);
    if (follows)
      for (const BookClaim& part : matches_.claimsOf(matches_.list[match - 1]))
        option.container = option.container || inside(optionOf(books_, part), claim);
    sense.anyContained = sense.anyContained || option.contained;
    options_.push_back(option);
  }
  sense.optionCount = static_cast<std::uint32_t>(options_.size()) - sense.firstOption;
}

float Senses::largestTown(const Sense& sense) const {
  float largest = 0;
  for (std::uint32_t i = 0; i < sense.optionCount; ++i)
    if (isTown(options_[sense.firstOption + i].kind))
      largest = std::max(largest, options_[sense.firstOption + i].logPopulation);
  return largest;
}

void Senses::judgeAlone(const Sense& sense, const Option& option, float largest, Tally& tally) const {
  tally.add(option.kind);
  tally.add(option.nameClass);
  const bool town = isTown(option.kind);
  if (town) {
    const float size = option.logPopulation - 3;
    tally.add(Evidence::population, size);
    tally.addIf(option.logPopulation < 3, Evidence::tiny);
    tally.add(Evidence::relative, option.logPopulation - largest);
    tally.addIf(option.logPopulation >= largest, Evidence::biggest);
    if (sense.ordinary) tally.add(Evidence::wordPopulation, size);
    if (sense.firstName) tally.add(Evidence::firstNamePopulation, size);
    if (sense.surname) tally.add(Evidence::surnamePopulation, size);
    if (option.nameClass != NameClass::proper) tally.add(Evidence::otherPopulation, size);
    if (sense.longName) tally.add(Evidence::longPopulation, size);
  }
  tally.addIf(sense.optionCount == 1, Evidence::only);
  if (sense.optionCount > 1) tally.add(Evidence::namesakes, std::log2(static_cast<float>(sense.optionCount)));
  tally.addIf(option.contained, Evidence::contained);
  tally.addIf(sense.anyContained && !option.contained, Evidence::notContained);
  tally.addIf(option.container, Evidence::container);
  if (sense.nounKinds != 0) {
    const bool fits = ((sense.nounKinds >> static_cast<unsigned>(option.kind)) & 1) != 0;
    tally.add(fits ? Evidence::nounFits : Evidence::nounMisfits);
  }
  tally.addIf(sense.governs && option.kind == Kind::capital, Evidence::seatGoverns);
  tally.addIf((sense.firstName || sense.surname) && option.kind == Kind::capital, Evidence::personCapital);
  tally.addIf(sense.governs && option.kind == Kind::country, Evidence::countryGoverns);
  tally.addIf(option.nameClass == NameClass::demonym && option.kind == Kind::country, Evidence::demonymAlone);
  tally.addIf(option.source == Source::user, Evidence::userGazetteer);
  tally.addIf(option.source == Source::correction, Evidence::corrected);
}

void Senses::weighAlone(Sense& sense) {
  const float largest = largestTown(sense);
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
  settle(sense);
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
  constexpr float kOnePinKm = 30;
  constexpr float kMeagre = 0.02f;
  const auto options = std::span(options_).subspan(sense.firstOption, sense.optionCount);
  for (Option& option : options)
    for (const Option& other : options)
      if (&other != &option && option.share > kMeagre && other.share > kMeagre &&
          kilometres(option, other.lat, other.lng) < kOnePinKm)
        option.cluster += other.share;
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

void Senses::judgeMention(const Mentioned& mention, Tally& tally) const {
  const Sense& sense = senses_[mention.sense];
  tally.addIf(mention.listed, Evidence::listed);
  if (sense.mentions > 1)
    tally.add(Evidence::repeated, std::log2(static_cast<float>(std::min(sense.mentions, 16u))));
  tally.addIf(sense.person && !mention.around.person, Evidence::personElsewhere);
  tally.addIf(sense.place && !mention.around.place, Evidence::placeElsewhere);
}

void Senses::scoreMentions() {
  for (Sense& sense : senses_) sense.certainty = 0;
  for (Mentioned& mention : mentioned_) {
    Tally tally(weights_);
    judgeMention(mention, tally);
    Sense& sense = senses_[mention.sense];
    mention.score = mention.around.score + tally.sum() + sense.logSum;
    sense.certainty = std::max(sense.certainty, sigmoid(mention.score));
  }
}

/// What the text speaks of, as far as it is known by now.
void Senses::survey() {
  anchors_.clear();
  countries_.clear();
  divisions_.clear();
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
    if (weight < kSure) continue;
    if (best.kind == Kind::country) namedCountries_.push_back(global(best.ref));
    if (best.kind == Kind::division) namedDivisions_.push_back(global(best.ref));
    if (best.kind == Kind::district) namedDistricts_.push_back(global(best.ref));
    const bool point = best.kind != Kind::country && best.kind != Kind::continent &&
                       best.kind != Kind::region && best.kind != Kind::division;
    if (point && anchors_.size() < kMostAnchors) anchors_.push_back({best.lat, best.lng, i});
    if (home_ < 0 && isTown(best.kind)) home_ = static_cast<int>(i);
  }
}

void Senses::judgeDistance(std::uint32_t sense, const Option& option, Tally& tally) const {
  float nearest = 1e9f;
  for (const Anchor& anchor : anchors_)
    if (anchor.sense != sense && senses_[anchor.sense].sequence != senses_[sense].sequence)
      nearest = std::min(nearest, kilometres(option, anchor.lat, anchor.lng));
  if (nearest > 1e8f) return;
  tally.addIf(nearest < 50, Evidence::near);
  tally.addIf(nearest < 250, Evidence::nearby);
  constexpr std::size_t kFew = 4;
  if (nearest > 1500 && option.kind != Kind::capital)
    tally.add(anchors_.size() < kFew ? Evidence::remoteFew : Evidence::remote);
}

void Senses::judgeTogether(std::uint32_t index, const Option& option, Tally& tally) const {
  const Sense& sense = senses_[index];
  const Option& best = options_[sense.firstOption + static_cast<std::uint32_t>(std::max(0, sense.best))];
  const float own = sense.certainty * best.cluster >= 0.1f ? sense.certainty * best.cluster : 0;
  const float others = totalWeight_ - own;
  const auto shareOf = [&](const std::vector<Share>& shares, std::uint32_t place, std::uint32_t bestPlace) {
    if (others < 0.3f || place == kNowhere) return 0.0f;
    const float mine = place == bestPlace ? own : 0;
    return std::max(0.0f, weightOf(shares, place) - mine) / (others + 1);
  };
  const float country = shareOf(countries_, option.country, best.country);
  tally.add(Evidence::countryShare, country);
  if (option.kind != Kind::country) {
    tally.add(Evidence::divisionShare, shareOf(divisions_, option.division, best.division));
    tally.addIf(holds(namedCountries_, option.country), Evidence::countryNamed);
    tally.addIf(option.kind == Kind::capital && holds(namedCountries_, option.country),
                Evidence::capitalNamed);
    tally.addIf(option.kind != Kind::division && holds(namedDivisions_, option.division),
                Evidence::divisionNamed);
    tally.addIf(option.kind != Kind::district && holds(namedDistricts_, option.district),
                Evidence::districtNamed);
    tally.addIf(others > 2 && country < 0.02f, Evidence::foreign);
    judgeDistance(index, option, tally);
  }
  for (const Settled& settled : settled_)
    if (settled.sense != index && settled.sequence == sense.sequence && settled.ref == option.ref)
      tally.add(Evidence::sense);
  if (home_ < 0 || static_cast<std::uint32_t>(home_) == index) return;
  const Sense& home = senses_[static_cast<std::size_t>(home_)];
  if (home.best < 0) return;
  const Option& from = options_[home.firstOption + static_cast<std::uint32_t>(home.best)];
  tally.addIf(option.kind != Kind::country && kilometres(option, from.lat, from.lng) < 150,
              Evidence::homeNear);
  tally.addIf(option.country != kNowhere && option.country == from.country, Evidence::homeCountry);
}

void Senses::weighTogether(std::uint32_t index) {
  Sense& sense = senses_[index];
  const std::uint32_t weighed = std::min(sense.optionCount, kMostWeighed);
  std::vector<float>& scores = scores_;
  scores.clear();
  for (std::uint32_t i = 0; i < weighed; ++i) {
    Tally tally(weights_);
    judgeTogether(index, options_[sense.firstOption + i], tally);
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
  judgeTogether(index, options_[sense.firstOption + option], tally);
  return reasons;
}

}  // namespace dateline::gazetteer
