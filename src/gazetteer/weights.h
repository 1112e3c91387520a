#pragma once

#include <array>
#include <cmath>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/error.h"
#include "gazetteer/place_book.h"

namespace dateline::gazetteer {

/// Log-odds as a probability.
inline float sigmoid(float logOdds) {
  return 1 / (1 + std::exp(-logOdds));
}

/// What speaks for or against a reading. The names stand in geodata/place_weights.txt with what each is
/// worth.
#define DATELINE_EVIDENCE(X)                                              \
  /* of the mention: is this a place's name at all? */                    \
  X(always, "always")                                                     \
  X(twoWords, "two words")                                                \
  X(manyWords, "three words or more")                                     \
  X(allCaps, "in capitals")                                               \
  X(abbreviated, "an abbreviation")                                       \
  X(sentenceStart, "begins a sentence")                                   \
  X(lowerTwin, "the text has the word in small letters")                  \
  X(ordinaryWord, "an ordinary word")                                     \
  X(ordinaryStart, "an ordinary word that begins a sentence")             \
  X(firstName, "a first name")                                            \
  X(surname, "a surname")                                                 \
  X(afterTitle, "after a title")                                          \
  X(afterFirstName, "after a first name")                                 \
  X(afterInitial, "after an initial")                                     \
  X(afterCapital, "after another capitalised word")                       \
  X(afterPreposition, "after a preposition of place")                     \
  X(afterDirection, "after a direction")                                  \
  X(afterThe, "after 'the'")                                              \
  X(afterPlaceNoun, "after a word for a place")                           \
  X(afterOrgOf, "after the likes of 'University of'")                     \
  X(afterPlaceOf, "after the likes of 'city of'")                         \
  X(afterParticle, "after the likes of 'al' or 'von'")                    \
  X(afterOrg, "after an organisation's word")                             \
  X(beforeOrg, "before an organisation's word")                           \
  X(beforeFacility, "before the likes of 'Street' or 'Park'")             \
  X(beforeWater, "before the likes of 'River'")                           \
  X(beforeAdmin, "before the likes of 'County'")                          \
  X(beforeCapital, "before another capitalised word")                     \
  X(beforeSurname, "before a surname")                                    \
  X(beforeSay, "before a verb that governments do")                       \
  X(beforePersonVerb, "before a verb that people do")                     \
  X(beforePlaceNoun, "before a word for a place")                         \
  X(possessive, "possessive")                                             \
  X(based, "before '-based' and the like")                                \
  X(hyphenAfter, "before a hyphen")                                       \
  X(twoLetters, "two letters of a script without spaces")                 \
  X(hyphenBefore, "after a hyphen")                                       \
  X(digitBeside, "beside a number")                                       \
  X(dateline, "in a dateline")                                            \
  X(bracketed, "in brackets")                                             \
  X(listed, "in a list of places")                                        \
  X(repeated, "how often it is named")                                    \
  X(personElsewhere, "elsewhere in the text a person")                    \
  X(placeElsewhere, "elsewhere in the text clearly a place")              \
  X(partOfName, "within a longer name")                                   \
  X(landform, "with a word for a landform")                               \
  X(largeInName, "a country or state within a longer name")               \
  X(sizeInName, "within a longer name, by population")                    \
  X(certainElsewhere, "how surely a place elsewhere in the text")         \
  X(afterArticle, "a town after a German article")                        \
  X(firstNameBefore, "a first name before a name")                        \
  X(addressed, "before an honorific")                                     \
  X(aged, "a full name with an age")                                      \
  X(kin, "after a word for a relative")                                   \
  X(agedElsewhere, "elsewhere in the text a person's with an age")        \
  /* of the candidate: which place of that name? */                       \
  X(population, "population, as a power of ten")                          \
  X(tiny, "fewer than 1,000 people")                                      \
  X(relative, "population beside the largest namesake's")                 \
  X(biggest, "the largest of that name")                                  \
  X(only, "the only place of that name")                                  \
  X(namesakes, "number of namesakes")                                     \
  X(contained, "what follows the comma holds it")                         \
  X(containedInCountry, "the country that follows it holds it")           \
  X(notContained, "what follows the comma does not hold it")              \
  X(container, "it holds what stands before the comma")                   \
  X(nounFits, "the text calls it so")                                     \
  X(nounMisfits, "the text calls it something else")                      \
  X(wordPopulation, "an ordinary word, by population")                    \
  X(firstNamePopulation, "a first name, by population")                   \
  X(surnamePopulation, "a surname, by population")                        \
  X(otherPopulation, "another name, by population")                       \
  X(longPopulation, "several words, by population")                       \
  X(million, "a city of a million or more")                               \
  X(shortDistrict, "a county without its word")                           \
  X(cityOfName, "a state, province or county, but a city has its name")   \
  X(townOfDateline, "a town, in a dateline")                              \
  X(inflected, "in one of its cases")                                     \
  X(otherLanguage, "another name in another language, by population")     \
  X(personDistrict, "a first name or surname, but a county")              \
  X(seatGoverns, "a capital that does what governments do")               \
  X(personCapital, "a first name or surname, but a capital")              \
  X(countryGoverns, "a country or union that does what governments do")   \
  X(demonymAlone, "a demonym of a country")                               \
  X(asRiver, "a river where the text speaks of one, a town less")         \
  X(namedInFull, "named in full elsewhere in the text")                   \
  X(userGazetteer, "in your own gazetteer")                               \
  X(corrected, "corrected by you before")                                 \
  /* of the text: what else does it speak of? */                          \
  X(countryShare, "share of the text's places in its country")            \
  X(countryNamed, "the text names its country")                           \
  X(capitalNamed, "the capital of a country that the text names")         \
  X(divisionShare, "share of the text's places in its state or province") \
  X(divisionNamed, "the text names its state or province")                \
  X(districtNamed, "the text names its county")                           \
  X(districtMentioned, "the text has the name of its county")             \
  X(remoteFew, "far from every other place of the text, which are few")   \
  X(near, "within 50 km of another place of the text")                    \
  X(nearby, "within 250 km of another place of the text")                 \
  X(remote, "more than 1,500 km from every other place of the text")      \
  X(nearShare, "share of the text's places within 100 km")                \
  X(homeNear, "within 150 km of the place that the text is from")         \
  X(homeCountry, "in the country that the text is from")                  \
  X(sense, "named with its container elsewhere in the text")              \
  X(foreign, "the text names no other place of its country")              \
  X(namesakeAtHome, "a namesake lies where most of the text's places do") \
  X(listedAbroad, "beside places of another country in a list")           \
  X(stateOfName, "a country, but a state of the text's is called so")     \
  X(foreignKnown, "large or a capital, but the only one of its country")  \
  X(worldPopulation, "population, by how many countries the text names")  \
  X(worldCapital, "a capital, by how many countries the text names")

enum class Evidence : std::uint8_t {
#define X(id, text) id,
  DATELINE_EVIDENCE(X)
#undef X
      count
};
inline constexpr int kEvidence = static_cast<int>(Evidence::count);
std::string_view nameOf(Evidence evidence);

/// The worth of each evidence, kind, class of name and neighbouring word, in nats. Read from a text file:
/// "name<TAB>weight" a line, "#" begins a comment.
struct Weights {
  std::array<float, kEvidence> evidence{};
  std::array<float, kKinds> kind{};
  std::array<float, kNameClasses> nameClass{};
  std::unordered_map<std::uint64_t, float> before, after;  ///< by hashWord of the neighbouring word
  /// Of readings that the model gives a probability, how many are right: points of a line in log-odds, by the
  /// first.
  struct Calibration {
    float model = 0, right = 0;
  };
  std::vector<Calibration> calibration;
  float street = 1;  ///< how surely a street lies in the town it is given to

  /// The model's probability made a confidence; as it is without calibration.
  [[nodiscard]] float confidence(float probability) const;
};
Result<Weights> readWeights(const std::filesystem::path& path);
Result<Weights> parseWeights(std::string_view text, const std::string& name);
std::string_view nameOf(NameClass nameClass);

}  // namespace dateline::gazetteer
