// Senses: which evidence holds for an option or a mention.
#include <algorithm>
#include <cmath>
#include <span>

#include "gazetteer/senses.h"

namespace dateline::gazetteer {
namespace {

constexpr float kLikely = 0.3f;

template <typename List>
float weightOf(const List& shares, std::uint32_t place) {
  for (const auto& share : shares)
    if (share.place == place) return share.weight;
  return 0;
}

bool holds(const std::vector<std::uint32_t>& list, std::uint32_t place) {
  return place != kNowhere && std::find(list.begin(), list.end(), place) != list.end();
}

}  // namespace

float Senses::largestTown(const Sense& sense) const {
  float largest = 0;
  for (std::uint32_t i = 0; i < sense.optionCount; ++i)
    if (isTown(options_[sense.firstOption + i].kind))
      largest = std::max(largest, options_[sense.firstOption + i].logPopulation);
  return largest;
}

/// Of the largest town that the division or district shares its name with, as a power of ten above a
/// thousand; 0 for none.
float Senses::cityOfName(const Sense& sense, const Option& option) const {
  float largest = 3;
  for (std::uint32_t i = 0; i < sense.optionCount; ++i) {
    const Option& other = options_[sense.firstOption + i];
    if (isTown(other.kind) && other.country == option.country)
      largest = std::max(largest, other.logPopulation);
  }
  return largest - 3;
}

void Senses::judgeMention(const Mentioned& mention, Tally& tally) const {
  const Sense& sense = senses_[mention.sense];
  tally.addIf(mention.listed, Evidence::listed);
  if (sense.mentions > 1)
    tally.add(Evidence::repeated, std::log2(static_cast<float>(std::min(sense.mentions, 16u))));
  tally.addIf(sense.person && !mention.around.person, Evidence::personElsewhere);
  tally.addIf(sense.aged && !mention.around.aged && !mention.around.place, Evidence::agedElsewhere);
  tally.addIf(sense.place && !mention.around.place, Evidence::placeElsewhere);
  if (mention.elsewhere > 0) tally.add(Evidence::certainElsewhere, mention.elsewhere);
  if (sense.best < 0) return;
  const Option& best = options_[sense.firstOption + static_cast<std::uint32_t>(sense.best)];
  // A quarter may have one: "im Wedding".
  tally.addIf(mention.around.afterArticle && isTown(best.kind) && best.kind != Kind::quarter,
              Evidence::afterArticle);
  if (!mention.around.partOfName) return;
  tally.addIf(best.kind == Kind::country || best.kind == Kind::division, Evidence::largeInName);
  if (isTown(best.kind)) tally.add(Evidence::sizeInName, best.logPopulation - 3);
}

/// A name in the text's language: "Londres". The names of small towns in other Latin letters are mostly old
/// ones or of neighbours, as Nivelles is "Nivel"; and "Zaragoza" is Zaragoza, not what Tijuana was called.
bool Senses::isExonym(const Sense& sense, const Option& option) const {
  if (!view_.otherLanguage() || option.nameClass != NameClass::other) return false;
  return !sense.latin || (!sense.ownOfTown && option.logPopulation >= kConsiderable);
}

void Senses::judgeAlone(const Sense& sense, const Option& option, float largest, Tally& tally) const {
  tally.add(option.kind);
  tally.add(option.nameClass);
  const bool town = isTown(option.kind);
  if (town) {
    const float size = option.logPopulation - 3;
    tally.add(Evidence::population, size);
    tally.addIf(option.logPopulation < 3, Evidence::tiny);
    tally.addIf(option.logPopulation >= 6, Evidence::million);
    tally.add(Evidence::relative, option.logPopulation - largest);
    tally.addIf(option.logPopulation >= largest, Evidence::biggest);
    if (sense.ordinary) tally.add(Evidence::wordPopulation, size);
    if (sense.firstName) tally.add(Evidence::firstNamePopulation, size);
    if (sense.surname) tally.add(Evidence::surnamePopulation, size);
    if (option.nameClass != NameClass::proper) tally.add(Evidence::otherPopulation, size);
    if (sense.longName) tally.add(Evidence::longPopulation, size);
    if (isExonym(sense, option)) tally.add(Evidence::otherLanguage, size);
    tally.addIf(sense.dateline, Evidence::townOfDateline);
  }
  if (option.kind == Kind::division || option.kind == Kind::district)
    tally.add(Evidence::cityOfName, cityOfName(sense, option));
  tally.addIf(sense.optionCount == 1, Evidence::only);
  if (sense.optionCount > 1) tally.add(Evidence::namesakes, std::log2(static_cast<float>(sense.optionCount)));
  tally.addIf(option.contained, Evidence::contained);
  tally.addIf(option.inflected, Evidence::inflected);
  tally.addIf(option.inNamedCountry, Evidence::containedInCountry);
  tally.addIf(sense.anyContained && !option.contained, Evidence::notContained);
  tally.addIf(option.container, Evidence::container);
  if (sense.nounKinds != 0) {
    const bool fits = ((sense.nounKinds >> static_cast<unsigned>(option.kind)) & 1) != 0;
    tally.add(fits ? Evidence::nounFits : Evidence::nounMisfits);
  }
  tally.addIf(sense.governs && option.kind == Kind::capital, Evidence::seatGoverns);
  tally.addIf((sense.firstName || sense.surname) && option.kind == Kind::capital, Evidence::personCapital);
  const bool shortDistrict = option.kind == Kind::district && option.nameClass != NameClass::proper;
  tally.addIf(shortDistrict, Evidence::shortDistrict);
  tally.addIf(shortDistrict && (sense.firstName || sense.surname), Evidence::personDistrict);
  tally.addIf(sense.governs && (option.kind == Kind::country || option.kind == Kind::region),
              Evidence::countryGoverns);
  tally.addIf(option.nameClass == NameClass::demonym && option.kind == Kind::country, Evidence::demonymAlone);
  if (sense.river && (town || option.kind == Kind::river)) tally.add(Evidence::asRiver, town ? -1 : 1);
  tally.addIf(option.namedInFull, Evidence::namedInFull);
  tally.addIf(option.source == Source::user, Evidence::userGazetteer);
  tally.addIf(option.source == Source::correction, Evidence::corrected);
}

void Senses::judgeDistance(std::uint32_t sense, const Option& option, Tally& tally) const {
  float nearest = 1e9f;
  float around = 0;
  float all = 0;
  for (const Anchor& anchor : anchors_) {
    if (anchor.sequence == senses_[sense].sequence) continue;
    const float distance = kilometres(option, anchor.lat, anchor.lng);
    nearest = std::min(nearest, distance);
    all += anchor.weight;
    if (distance < 100) around += anchor.weight;
  }
  if (nearest > 1e8f) return;
  tally.add(Evidence::nearShare, around / (all + 1));
  tally.addIf(nearest < 50, Evidence::near);
  tally.addIf(nearest < 250, Evidence::nearby);
  constexpr std::size_t kFew = 4;
  if (nearest > 1500 && !isKnownAfar(option))
    tally.add(anchors_.size() < kFew ? Evidence::remoteFew : Evidence::remote);
}

bool Senses::mentionsDistrictOf(std::uint32_t sense, const Option& option) const {
  if (!isTown(option.kind) || option.district == kNowhere) return false;
  auto found = std::lower_bound(mentionedDistricts_.begin(), mentionedDistricts_.end(),
                                std::pair{option.district, std::uint32_t{0}});
  for (; found != mentionedDistricts_.end() && found->first == option.district; ++found)
    if (senses_[found->second].sequence != senses_[sense].sequence) return true;
  return false;
}

/// The country in which most places of the text lie, not counting this name, if a considerable town there is
/// called so.
std::uint32_t Senses::homeWithNamesake(std::uint32_t index) const {
  constexpr float kLeast = 1.5f;
  constexpr float kMost = 0.4f;
  const Sense& sense = senses_[index];
  if (!sense.ownOfTown) return kNowhere;
  const Option& best = options_[sense.firstOption + static_cast<std::uint32_t>(std::max(0, sense.best))];
  const float own = sense.certainty * best.cluster;
  for (const Share& country : countries_) {
    const float weight = country.weight - (country.place == best.country ? own : 0);
    if (weight < kLeast || weight < kMost * (totalWeight_ - own)) continue;
    for (std::uint32_t i = 0; i < std::min(sense.optionCount, kMostWeighed); ++i) {
      const Option& option = options_[sense.firstOption + i];
      if (option.country == country.place && isOwnOfTown(option)) return country.place;
    }
  }
  return kNowhere;
}

/// Of the names before and after this one in a list, two or more, if all lie in one.
std::uint32_t Senses::countryOfList(std::uint32_t index) const {
  constexpr std::uint32_t kReach = 3;
  const std::uint32_t at = senses_[index].listedAt;
  if (at == kNowhere) return kNowhere;
  std::uint32_t country = kNowhere;
  int beside = 0;
  const auto agrees = [&](std::uint32_t match) {
    const Sense& other = senses_[mentioned_[match].sense];
    if (other.best < 0 || other.sequence == senses_[index].sequence) return true;
    const Option& best = options_[other.firstOption + static_cast<std::uint32_t>(other.best)];
    if (best.kind == Kind::country || best.country == kNowhere || other.certainty * best.cluster < kLikely)
      return false;
    ++beside;
    if (country == kNowhere) country = best.country;
    return country == best.country;
  };
  const auto count = static_cast<std::uint32_t>(mentioned_.size());
  for (std::uint32_t i = at; i > 0 && at - i < kReach && followsInList(i); --i)
    if (!agrees(i - 1)) return kNowhere;
  for (std::uint32_t i = at + 1; i < count && i - at <= kReach && followsInList(i); ++i)
    if (!agrees(i)) return kNowhere;
  return beside > 1 ? country : kNowhere;
}

/// Most places of the text, not counting this name and capitals, lie in a country with a state called so, and
/// none in the country called so: Georgia beside Alabama.
bool Senses::isHomeOfState(std::uint32_t index) const {
  constexpr float kLeast = 0.5f;
  constexpr float kNone = 0.3f;
  const Sense& sense = senses_[index];
  if (sense.state < 0) return false;
  const auto options = std::span(options_).subspan(sense.firstOption, sense.optionCount);
  const Option& country = options[static_cast<std::size_t>(sense.country)];
  const Option& state = options[static_cast<std::size_t>(sense.state)];
  const Option& best = options[static_cast<std::size_t>(std::max(0, sense.best))];
  const float own = sense.certainty * best.cluster;
  const auto besides = [&](const std::vector<Share>& shares, std::uint32_t place, bool counted) {
    return weightOf(shares, place) - (counted && best.country == place ? own : 0);
  };
  const float there = besides(within_, state.country, best.kind != Kind::country);
  const float elsewhere = totalWeight_ - own - besides(countries_, state.country, true);
  return there >= kLeast && there > elsewhere && besides(countries_, country.country, true) < kNone;
}

/// A namesake in a country that the text does not name, or a country by what another language calls it:
/// Granada among towns of Spain is not Grenada.
void Senses::judgeAbroad(const Option& option, const Around& around, Tally& tally) const {
  const bool country = option.kind == Kind::country;
  if (option.country == kNowhere) return;
  tally.addIf(country && option.nameClass == NameClass::proper && around.hasState, Evidence::stateOfName);
  if (country ? option.nameClass == NameClass::proper : holds(namedCountries_, option.country)) return;
  const auto isElsewhere = [&](std::uint32_t place) { return place != kNowhere && option.country != place; };
  tally.addIf(isElsewhere(around.home), Evidence::namesakeAtHome);
  tally.addIf(isElsewhere(around.list) && !country && !isKnownAfar(option), Evidence::listedAbroad);
}

void Senses::judgeTogether(std::uint32_t index, const Option& option, const Around& around,
                           Tally& tally) const {
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
    tally.addIf(mentionsDistrictOf(index, option), Evidence::districtMentioned);
    const bool alone = option.country != kNowhere && others > 2 && country < 0.02f;
    // Of other countries a text on one country tells less than a text on many.
    if (alone && isKnownAfar(option))
      tally.add(Evidence::foreignKnown, 1 - breadth_);
    else
      tally.addIf(alone, Evidence::foreign);
    if (isTown(option.kind)) tally.add(Evidence::worldPopulation, breadth_ * (option.logPopulation - 3));
    // Antananarivo is not known to the world as "Tana".
    const bool called = option.nameClass == NameClass::proper || view_.otherLanguage();
    if (option.kind == Kind::capital && called) tally.add(Evidence::worldCapital, breadth_);
    judgeDistance(index, option, tally);
  }
  judgeAbroad(option, around, tally);
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

}  // namespace dateline::gazetteer
