#include "gazetteer/senses.h"

#include <algorithm>

#include "gazetteer/spelling_rules.h"
#include "gazetteer/usage.h"

namespace dateline::gazetteer {
namespace {

constexpr std::uint64_t kRiver = 2;  // in place of a container's words

bool mayHold(Kind kind) {
  return kind == Kind::country || kind == Kind::division || kind == Kind::district;
}

}  // namespace

Senses::Senses(const Books& books, const Weights& weights, const TextView& view, const Matches& matches)
    : books_(books), weights_(weights), view_(view), matches_(matches) {}

bool Senses::followedByContainer(std::size_t match) const {
  if (match + 1 >= matches_.list.size()) return false;
  const Match& here = matches_.list[match];
  const Match& next = matches_.list[match + 1];
  if (next.firstWord != here.firstWord + here.words) return false;
  return view_.words()[next.firstWord].gap == Gap::comma || view_.isBracketed(next.begin, next.end);
}

bool Senses::inside(const Option& option, const BookClaim& container) const {
  const std::uint32_t place = acrossBooks(container.ref);
  return place == option.country || place == option.division || place == option.district
             ? place != acrossBooks(option.ref)
             : false;
}

/// After a comma, or the likes of "and".
bool Senses::followsInList(std::size_t match) const {
  if (match == 0) return false;
  const Match& here = matches_.list[match];
  const std::uint32_t end = matches_.list[match - 1].firstWord + matches_.list[match - 1].words;
  if (end == here.firstWord) return view_.words()[here.firstWord].gap == Gap::comma;
  const std::string_view between = view_.spelling(view_.words()[here.firstWord - 1]);
  return end + 1 == here.firstWord && (between == "and" || between == "or");
}

void Senses::collect() {
  const std::size_t count = matches_.list.size();
  mentioned_.resize(count);
  listFullNames();
  for (std::size_t i = 0; i < count; ++i) {
    Mentioned& mention = mentioned_[i];
    mention.around = surroundingsOf(view_, matches_.list[i], weights_, nullptr);
    mention.sense = senseFor(i);
    Sense& sense = senses_[mention.sense];
    ++sense.mentions;
    sense.nounKinds |= mention.around.nounKinds;
    sense.person = sense.person || mention.around.person;
    sense.place = sense.place || mention.around.place;
    sense.aged = sense.aged || mention.around.aged;
    sense.governs = sense.governs || mention.around.governs;
    sense.dateline = sense.dateline || mention.around.dateline;
    sense.ordinary = mention.around.ordinary;
    sense.firstName = mention.around.firstName;
    sense.surname = mention.around.surname;
    if (mention.around.dateline && home_ < 0) home_ = static_cast<int>(mention.sense);
    sense.latin = isLatin(view_.spelling(view_.words()[matches_.list[i].firstWord]));
    mention.listed = followsInList(i) || followedByContainer(i);
    const bool among = followsInList(i) || (i + 1 < count && followsInList(i + 1));
    if (among && sense.listedAt == kNowhere) sense.listedAt = static_cast<std::uint32_t>(i);
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
  const bool river = speaksOfRiver(match);
  if (!followed && !follows && !river)
    if (const std::uint32_t known = knownSense(here.sequence, 0, here.claimCount); known != kNowhere)
      return known;
  Sense made;
  made.sequence = here.sequence;
  made.containerSequence = followed ? matches_.list[match + 1].sequence : 0;
  made.longName = here.words > 1;
  made.firstOption = static_cast<std::uint32_t>(options_.size());
  addOptions(made, match);
  if (!made.anyContained) made.containerSequence = 0;
  made.river = river && !made.anyContained;
  if (made.river) made.containerSequence = kRiver;
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

/// "White House" is also a town of eleven thousand, and what Casablanca means: the landmark that the world
/// knows takes the name.
void Senses::dropTownsOfLandmarks(std::uint32_t first) {
  constexpr float kLargeTown = 4.7f;  // 50,000 people, as a power of ten
  const auto begin = options_.begin() + first;
  const bool landmark = std::any_of(begin, options_.end(), [](const Option& option) {
    return option.kind == Kind::facility && option.source == Source::byHand;
  });
  if (!landmark) return;
  const auto kept = std::remove_if(begin, options_.end(), [](const Option& option) {
    const bool known = option.logPopulation >= kLargeTown && option.nameClass == NameClass::proper;
    return isTown(option.kind) && !known && !option.contained;
  });
  options_.erase(kept, options_.end());
}

/// The city and the river of one name are told by what the text says there. Whoever speaks of "the
/// Mississippi" may mean the state: countries and provinces are left alone.
bool Senses::speaksOfRiver(std::size_t match) const {
  if (!runsAsRiver(view_, matches_.list[match])) return false;
  bool river = false;
  for (const BookClaim& claim : matches_.claimsOf(matches_.list[match])) {
    const Kind kind = books_[claim.ref.book]->place(claim.ref.place).kind;
    if (mayHold(kind) && claim.nameClass == NameClass::proper) return false;
    river = river || kind == Kind::river;
  }
  return river;
}

void Senses::listFullNames() {
  for (std::uint32_t i = 0; i < matches_.list.size(); ++i) {
    const Match& match = matches_.list[i];
    if (match.words > 1 + match.landform && !match.bent)
      fullNames_.emplace(view_.words()[match.firstWord].hash, i);
  }
}

/// "Reggio" after "Reggio Calabria" is the same town, whatever else is called so.
void Senses::addFullName(const Sense& sense, std::size_t match) {
  constexpr std::uint32_t kPlain =
      kDictionary | kFirstName | kSurname | kDirection | kPlaceNoun | kNameParticle;
  constexpr std::uint32_t kLeastOfShort = 5;  // no "Los", "Fort", "Port"
  const Match& here = matches_.list[match];
  const Word& word = view_.words()[here.firstWord];
  const auto full = here.words == 1 ? fullNames_.find(word.hash) : fullNames_.end();
  if (full == fullNames_.end() || word.end - word.begin < kLeastOfShort ||
      (view_.flags(&word) & kPlain) != 0 || opensNames(word))
    return;
  const auto options = options_.begin() + sense.firstOption;
  // After "Mexico City" it is still the country.
  if (std::any_of(options, options_.end(),
                  [](const Option& option) { return mayHold(option.kind) && option.kind != Kind::district; }))
    return;
  Option best;
  for (const BookClaim& claim : matches_.claimsOf(matches_.list[full->second]))
    if (const Option option = optionOf(books_, claim); isTown(option.kind) &&
                                                       option.nameClass == NameClass::proper &&
                                                       option.logPopulation > best.logPopulation)
      best = option;
  if (best.logPopulation <= 0) return;
  best.namedInFull = true;
  const auto known =
      std::find_if(options, options_.end(), [&](const Option& option) { return option.ref == best.ref; });
  if (known == options_.end())
    options_.push_back(best);
  else
    known->namedInFull = known->nameClass != NameClass::proper;
}

/// "Rio Grande do Sul" is the state, though its town Rio Grande is called so as well.
void Senses::dropTownsOfDivisions(std::uint32_t first) {
  const auto begin = options_.begin() + first;
  std::vector<std::uint32_t> called;
  for (auto option = begin; option != options_.end(); ++option)
    if (option->kind == Kind::division && option->nameClass == NameClass::proper)
      called.push_back(acrossBooks(option->ref));
  if (called.empty()) return;
  const auto kept = std::remove_if(begin, options_.end(), [&](const Option& option) {
    return isTown(option.kind) && option.nameClass == NameClass::other &&
           std::find(called.begin(), called.end(), option.division) != called.end();
  });
  options_.erase(kept, options_.end());
}

void Senses::addOptions(Sense& sense, std::size_t match) {
  const bool followed = followedByContainer(match);
  const bool follows = match > 0 && followedByContainer(match - 1);
  for (const BookClaim& claim : matches_.claimsOf(matches_.list[match])) {
    Option option = optionOf(books_, claim);
    if (followed)
      for (const BookClaim& container : matches_.claimsOf(matches_.list[match + 1])) {
        if (!inside(option, container)) continue;
        option.contained = true;
        option.inNamedCountry = option.inNamedCountry || acrossBooks(container.ref) == option.country;
      }
    if (follows && mayHold(option.kind))
      for (const BookClaim& part : matches_.claimsOf(matches_.list[match - 1]))
        option.container = option.container || inside(optionOf(books_, part), claim);
    sense.anyContained = sense.anyContained || option.contained;
    options_.push_back(option);
  }
  dropTownsOfLandmarks(sense.firstOption);
  const Match& here = matches_.list[match];
  if (here.words > 1 && isLatin(view_.spelling(view_.words()[here.firstWord])))
    dropTownsOfDivisions(sense.firstOption);
  if (!followed) addFullName(sense, match);
  sense.optionCount = static_cast<std::uint32_t>(options_.size()) - sense.firstOption;
}

}  // namespace dateline::gazetteer
