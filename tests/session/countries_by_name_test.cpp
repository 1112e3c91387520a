#include "session/countries_by_name.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "session/map_language.h"

namespace dateline::session {
namespace {

class CountriesByName : public ::testing::Test {
 protected:
  CountriesByName() {
    const auto country = [](const char* name, const char* code) {
      return gazetteer::Place{
          .name = name, .kind = gazetteer::PlaceKind::country, .country = "", .countryCode = code, .at = {}};
    };
    state_.story = std::make_shared<story::Story>();
    state_.gazetteer = std::make_shared<const gazetteer::Gazetteer>(std::vector<gazetteer::Place>{
        country("Brazil", "BRA"), country("Bahrain", "BHR"), country("Ivory Coast", "CIV"),
        country("Myanmar", "MMR"), country("United Kingdom", "GBR"), country("Kyrgyzstan", "KGZ")});
  }
  [[nodiscard]] std::string named(const char* name) const {
    const gazetteer::Place* country = countryNamed(state_, name);
    return country == nullptr ? "" : country->countryCode;
  }
  State state_;
};

TEST_F(CountriesByName, AreKnownInEveryLanguageAndByOtherUsualNames) {
  EXPECT_EQ(named("Brasil"), "");
  EXPECT_EQ(named("brazil"), "BRA");
  state_.foreignNames = readForeignNames(*state_.gazetteer);
  state_.finder = gazetteer::loadFinder().value();
  for (const auto& [name, code] : {std::pair{"Brasil", "BRA"},
                                   {"Brésil", "BRA"},
                                   {"Côte d’Ivoire", "CIV"},
                                   {"Côte d'Ivoire", "CIV"},
                                   {"cote d'ivoire", "CIV"},
                                   {"UK", "GBR"},
                                   {"uk", "GBR"},
                                   {"Great Britain", "GBR"},
                                   {"burma", "MMR"},
                                   {"Киргизия", "KGZ"},
                                   {"GB", "GBR"}})
    EXPECT_EQ(named(name), code) << name;
  for (const char* other : {"Braz", "British", "London", "Atlantis", "\xff"})
    EXPECT_EQ(named(other), "") << other;
}

TEST_F(CountriesByName, MisspeltOnesHaveOthersLikeThem) {
  using ::testing::ElementsAre;
  EXPECT_THAT(namesLike(state_, "Brazl"), ElementsAre("Brazil"));
  EXPECT_THAT(namesLike(state_, "Kirgistan"), ElementsAre("Kyrgyzstan"));
  EXPECT_THAT(namesLike(state_, "Ivory"), ElementsAre("Ivory Coast"));
  EXPECT_THAT(namesLike(state_, "Atlantis"), ElementsAre());
}

}  // namespace
}  // namespace dateline::session
