#include "gazetteer/finder.h"

#include <gmock/gmock.h>

#include "book_fixture.h"

namespace dateline::gazetteer {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

const Finder& finder() {
  static const Finder made({world()}, plainWeights());
  return made;
}

TEST(Finder, MeetsANameInEverySpelling) {
  EXPECT_THAT(found(finder(), "in Nur-Sultan, NUR-SULTAN, Нұр-Сұлтан and nur-sultan"),
              ElementsAre("Nur-Sultan=Astana KZ", "NUR-SULTAN=Astana KZ", "Нұр-Сұлтан=Astana KZ"));
  EXPECT_THAT(found(finder(), "Saint Louis, St Louis and St.\nLouis"),
              ElementsAre("Saint Louis=St. Louis US", "St Louis=St. Louis US", "St.\nLouis=St. Louis US"));
  EXPECT_THAT(found(finder(), "彼は東京に行った"), ElementsAre("東京=東京 "));
}

TEST(Finder, TakesWholeWordsOnly) {
  EXPECT_THAT(found(finder(), "Astanas xAstana Astana1"), IsEmpty());
  EXPECT_THAT(found(finder(), "Astana’s Astana-based"), ElementsAre("Astana=Astana KZ", "Astana=Astana KZ"));
}

TEST(Finder, AbbreviationsKeepTheirCapitalsAndTheirStop) {
  EXPECT_THAT(found(finder(), "The US and the U.S. told us."),
              ElementsAre("US=United States US", "U.S.=United States US"));
}

TEST(Finder, TheContainerAfterTheCommaChoosesTheNamesake) {
  EXPECT_THAT(found(finder(), "in Paris."), ElementsAre("Paris=Paris FR"));
  EXPECT_THAT(found(finder(), "in Paris, Texas."), ElementsAre("Paris=Paris US", "Texas=Texas US"));
  EXPECT_THAT(found(finder(), "in Paris, TX."), ElementsAre("Paris=Paris US", "TX=Texas US"));
  EXPECT_THAT(found(finder(), "in Paris, France."), ElementsAre("Paris=Paris FR", "France=France FR"));
}

TEST(Finder, ANameHasOneSenseInAText) {
  EXPECT_THAT(found(finder(), "in Paris, Texas. Then in Paris again."),
              ElementsAre("Paris=Paris US", "Texas=Texas US", "Paris=Paris US"));
}

TEST(Finder, APersonIsNoPlace) {
  EXPECT_THAT(found(finder(), "then John Paris spoke"), IsEmpty());
}

TEST(Finder, AnOrdinaryWordIsNoPlaceUnlessTheTextSaysSo) {
  EXPECT_THAT(found(finder(), "Nice weather"), IsEmpty());
}

TEST(Finder, AMonthIsNoTown) {
  EXPECT_THAT(found(finder(), "in March it rained"), IsEmpty());
}

TEST(Finder, ANameEndsWithTheWordForALandform) {
  EXPECT_THAT(found(finder(), "in Paris Bay, in Texas Hills"),
              ElementsAre("Paris Bay=Paris FR", "Texas Hills=Texas US"));
  // Not where the name goes on, and not in small letters.
  EXPECT_THAT(found(finder(), "in Paris Bay Company, in Texas hills"),
              ElementsAre("Paris=Paris FR", "Texas=Texas US"));
}

TEST(Finder, InitialsKeepTheirStop) {
  EXPECT_THAT(found(finder(), "in Washington, D.C. too"), ElementsAre("Washington, D.C.=Washington, D.C US"));
}

TEST(Finder, ALandmarkTakesTheNameOfASmallTown) {
  BookWriter writer;
  BookRow town{.name = "White House", .kind = Kind::seat, .source = Source::geoNames, .at = {-86.7, 36.5}};
  town.population = 11'000;
  town.names.emplace_back(NameClass::proper, "White House");
  BookRow landmark{
      .name = "White House", .kind = Kind::facility, .source = Source::byHand, .at = {-77, 38.9}};
  landmark.names.emplace_back(NameClass::proper, "White House");
  BookRow city{.name = "Casablanca", .kind = Kind::seat, .source = Source::geoNames, .at = {-7.6, 33.6}};
  city.population = 3'000'000;
  city.names.emplace_back(NameClass::other, "White House");
  writer.add(town);
  writer.add(city);
  writer.add(landmark);
  writer.addWord("in", kPreposition);
  const Finder own({PlaceBook::fromBytes(writer.bytes(), "own").value()}, plainWeights());
  const auto places = own.find("in the White House", {.explain = true});
  ASSERT_EQ(places.size(), 1u);
  EXPECT_EQ(places[0].candidates.size(), 1u);
  EXPECT_EQ(own.place(places[0].ref).kind, Kind::facility);
}

TEST(Finder, TheWordForALakeBeforeANameBelongsToIt) {
  EXPECT_EQ(found(finder(), "at Lake Astana today"), std::vector<std::string>{"Lake Astana=Astana KZ"});
  EXPECT_EQ(found(finder(), "the lake Astana has"), std::vector<std::string>{"Astana=Astana KZ"});
}

TEST(Finder, AUniversityOrAnAirportIsNamedWhole) {
  EXPECT_THAT(found(finder(), "at Astana State University, at the University of Texas, by Paris Airport"),
              ElementsAre("Astana State University=Astana KZ", "University of Texas=Texas US",
                          "Paris Airport=Paris FR"));
  // Of a court or a newspaper the place is the name within, and a list is no name.
  EXPECT_THAT(found(finder(), "in Astana Court, in Astana Airport Weekly, in Astana, University"),
              ElementsAre("Astana=Astana KZ", "Astana=Astana KZ", "Astana=Astana KZ"));
}

TEST(Finder, AStreetLiesInTheTownOfTheText) {
  EXPECT_THAT(found(finder(), "in Astana. A fire on North Elm Street."),
              ElementsAre("Astana=Astana KZ", "North Elm Street=Astana KZ"));
  EXPECT_THAT(found(finder(), "in Astana. On Rome Ave. in Paris and 14th St. there"),
              ElementsAre("Astana=Astana KZ", "Rome Ave.=Paris FR", "Paris=Paris FR"))
      << "which of two towns has 14th St. is not said";
  // The town of that name has nothing to do with it.
  EXPECT_THAT(found(finder(), "in Astana, on Paris Road"),
              ElementsAre("Astana=Astana KZ", "Paris Road=Astana KZ"));
}

TEST(Finder, NotEveryWordForAStreetIsOne) {
  EXPECT_THAT(
      found(finder(), "in Astana. John Lane read the Elm Street Journal; a street, 5 Street; St. John"),
      ElementsAre("Astana=Astana KZ"));
  EXPECT_THAT(found(finder(), "in Kazakhstan, on Elm Street"), ElementsAre("Kazakhstan=Kazakhstan KZ"));
}

TEST(Finder, AStreetSaysWhereItIsFrom) {
  const auto places = finder().find("in Astana. A fire on Elm Street.", {.explain = true});
  ASSERT_EQ(places.size(), 2u);
  EXPECT_EQ(places[1].role, Role::inName);
  EXPECT_LE(places[1].confidence, places[0].confidence);
  ASSERT_EQ(places[1].reasons.size(), 1u);
  EXPECT_EQ(places[1].reasons[0].text, "a street, pinned where the text says it is: Astana");
  ASSERT_EQ(places[1].candidates.size(), 1u);
  EXPECT_EQ(places[1].candidates[0].ref, places[0].ref);
}

TEST(Finder, AStatesAbbreviationMayStandInBrackets) {
  EXPECT_THAT(found(finder(), "the Paris (Tex.) sheriff"), ElementsAre("Paris=Paris US", "Tex.=Texas US"));
}

TEST(Finder, ACountryInBracketsOrAfterACommaChoosesTheNamesake) {
  const auto book = bookOf({{Kind::country, "Mexico", 23, -102, 120'000'000, "MX", ""},
                            {Kind::country, "Venezuela", 8, -66, 28'000'000, "VE", ""},
                            {Kind::seat, "Merida", 8.6, -71.2, 2'000'000, "VE", ""},
                            {Kind::seat, "Merida", 21, -89.6, 800'000, "MX", ""}});
  const Finder own({book}, plainWeights());
  EXPECT_THAT(found(own, "in Merida"), ElementsAre("Merida=Merida VE"));
  EXPECT_THAT(found(own, "in Merida (Mexico)"), ElementsAre("Merida=Merida MX", "Mexico=Mexico MX"));
  EXPECT_THAT(found(own, "in Merida, Mexico,"), ElementsAre("Merida=Merida MX", "Mexico=Mexico MX"));
}

TEST(Finder, MeetsANameInItsRussianCases) {
  const auto book = bookOf({{Kind::seat, "Оренбург", 51.8, 55.1, 550'000, "", ""},
                            {Kind::seat, "Нижний Новгород", 56.3, 44, 1'200'000, "", ""},
                            {Kind::seat, "Уфа", 54.7, 56, 1'000'000, "", ""},
                            {Kind::seat, "Тверь", 56.9, 35.9, 400'000, "", ""},
                            {Kind::town, "Уфе", 50.5, 5.5, 2'500, "", ""},
                            {Kind::town, "Ленин", 50, 40, 900, "", ""}});
  const Finder own({book}, plainWeights());
  EXPECT_THAT(found(own, "Из Оренбурга, в Оренбурге; до Нижнего Новгорода, в Уфе и под Тверью"),
              ElementsAre("Оренбурга=Оренбург ", "Оренбурге=Оренбург ", "Нижнего Новгорода=Нижний Новгород ",
                          "Уфе=Уфа ", "Тверью=Тверь "));
  // A village that no one expects, and words in small letters, are no places for an ending.
  EXPECT_THAT(found(own, "Дом Ленина, оренбурга"), IsEmpty());
}

TEST(Finder, MeetsAnArabicNameWithWhatIsWrittenOntoIt) {
  const auto book = bookOf({{Kind::capital, "بيروت", 33.9, 35.5, 1'900'000, "", ""},
                            {Kind::capital, "القاهرة", 30, 31.2, 9'000'000, "", ""}});
  EXPECT_THAT(found(Finder({book}, plainWeights()), "وبيروت ثم للقاهرة"),
              ElementsAre("وبيروت=بيروت ", "للقاهرة=القاهرة "));
}

TEST(Finder, ANameInKatakanaStandsAlone) {
  const auto book = bookOf({{Kind::town, "バイデ", 58.9, 25.6, 800'000, "", ""}});
  const Finder own({book}, plainWeights());
  EXPECT_THAT(found(own, "バイデン大統領"), IsEmpty());
  EXPECT_THAT(found(own, "町バイデで"), ElementsAre("バイデ=バイデ "));
}

TEST(Finder, OfNamesThatOverlapTheLongerAndBetterKnownIsMeant) {
  const auto book = bookOf({{Kind::town, "乙丙", 24, 79, 150'000, "", ""},
                            {Kind::capital, "丙丁戊", 55.8, 37.6, 10'000'000, "", ""},
                            {Kind::town, "戊己", 10, 10, 30'000, "", ""},
                            {Kind::town, "庚辛", 20, 20, 9'000'000, "", ""},
                            {Kind::town, "辛壬", 30, 30, 30'000, "", ""},
                            {Kind::town, "癸", 40, 40, 9'000'000, "", ""}});
  const Finder own({book}, plainWeights());
  EXPECT_THAT(found(own, "甲乙丙丁戊己"), ElementsAre("丙丁戊=丙丁戊 "));
  EXPECT_THAT(found(own, "庚辛壬，辛壬"), ElementsAre("庚辛=庚辛 ", "辛壬=辛壬 "));
  EXPECT_THAT(found(own, "甲癸，癸"), IsEmpty()) << "a letter";
  std::string chain;
  for (int i = 0; i < 50'000; ++i) chain += "乙丙丁戊己";
  EXPECT_EQ(own.find(chain, {}).size(), 50'000u);
}

TEST(Finder, AnotherNameThatIsFoldedToItsOwnDoesNotWeakenIt) {
  BookWriter writer;
  BookRow city{.name = "Rome", .kind = Kind::capital, .source = Source::geoNames, .at = {12.5, 41.9}};
  city.names = {{NameClass::other, "Romé"}, {NameClass::proper, "Rome"}};
  writer.add(city);
  const auto made = PlaceBook::fromBytes(writer.bytes(), "own").value();
  std::vector<Claim> claims;
  made->claims(made->follow(sequenceOf("Rome")).claims, claims);
  ASSERT_EQ(claims.size(), 1u);
  EXPECT_EQ(claims[0].nameClass, NameClass::proper);
}

TEST(Finder, ASeatOfUnknownPopulationIsNoHamlet) {
  const auto book = bookOf({{Kind::country, "Syria", 35, 38, 20'000'000, "SY", ""},
                            {Kind::seat, "Kelda", 36, 41, 0, "SY", ""},
                            {Kind::town, "Kelda", 10, 41, 2000, "ET", ""}});
  EXPECT_EQ(found(Finder({book}, plainWeights()), "in Kelda"), std::vector<std::string>{"Kelda=Kelda SY"});
}

TEST(Finder, DemonymsAndGovernmentsAreMarked) {
  const auto places = finder().find("the Kazakh minister; then Astana said no", {});
  ASSERT_EQ(places.size(), 2u);
  EXPECT_EQ(places[0].role, Role::demonym);
  EXPECT_EQ(places[1].role, Role::metonym);
}

TEST(Finder, ExplainsWhatItChose) {
  const auto places = finder().find("in Paris, Texas.", {.explain = true});
  ASSERT_EQ(places.size(), 2u);
  ASSERT_EQ(places[0].candidates.size(), 2u);
  EXPECT_GT(places[0].candidates[0].share, 0.9f);
  const auto& reasons = places[0].candidates[0].reasons;
  EXPECT_TRUE(std::any_of(reasons.begin(), reasons.end(),
                          [](const Reason& r) { return r.text == "what follows the comma holds it"; }));
}

TEST(Finder, CandidatesAreAsSureAsTheirMentionSays) {
  const auto book = bookOf({{Kind::country, "Syria", 35, 38, 20'000'000, "SY", ""},
                            {Kind::seat, "Kelda", 36, 41, 9000, "SY", ""},
                            {Kind::division, "Kelda", 36.1, 41, 20'000, "SY", ""},
                            {Kind::town, "Kelda", 10, 41, 2000, "ET", ""}});
  const auto places = Finder({book}, plainWeights()).find("in Kelda", {.explain = true});
  ASSERT_EQ(places.size(), 1u);
  const auto& all = places[0].candidates;
  ASSERT_EQ(all.size(), 3u);
  EXPECT_EQ(all[0].ref, places[0].ref);
  EXPECT_FALSE(all[0].nearby);
  EXPECT_FLOAT_EQ(all[0].confidence, places[0].confidence);
  const auto& far = all[1].nearby ? all[2] : all[1];
  const auto& near = all[1].nearby ? all[1] : all[2];
  EXPECT_TRUE(near.nearby) << "the province around the town";
  EXPECT_FLOAT_EQ(near.confidence, places[0].confidence);
  EXPECT_FALSE(far.nearby);
  EXPECT_GT(far.confidence, 0);
  EXPECT_LE(all[0].confidence + far.confidence, 1);
}

TEST(Finder, TheUsersCorrectionsWin) {
  BookWriter writer;
  BookRow own{.name = "Paris", .kind = Kind::town, .source = Source::correction, .at = {-80.4, 43.2}};
  own.names.emplace_back(NameClass::proper, "Paris");
  writer.add(own);
  const auto book = PlaceBook::fromBytes(writer.bytes(), "own").value();
  const Finder corrected({world(), book}, plainWeights(), {sequenceOf("Astana")});
  const auto places = corrected.find("in Paris and in Astana", {.minConfidence = 0.5f});
  ASSERT_EQ(places.size(), 1u);
  EXPECT_NEAR(corrected.place(places[0].ref).at.lat, 43.2, 1e-4);
}

TEST(Finder, GivesTheCapitalOfACountry) {
  const auto places = finder().find("in Kazakhstan", {});
  ASSERT_EQ(places.size(), 1u);
  const auto capital = finder().capitalOf(places[0].ref);
  ASSERT_TRUE(capital);
  EXPECT_EQ(finder().place(*capital).name, "Astana");
}

TEST(Finder, SurvivesAnyBytes) {
  EXPECT_THAT(found(finder(), ""), IsEmpty());
  EXPECT_THAT(found(finder(), std::string(3'000'000, 'A')), IsEmpty());
  EXPECT_THAT(found(finder(), "\xFF\xFE in Astana \xC3"), ElementsAre("Astana=Astana KZ"));
  std::string noise(200'000, ' ');
  std::uint32_t state = 1;
  for (char& c : noise) c = static_cast<char>((state = state * 1664525u + 1013904223u) >> 24);
  for (const Found& one : finder().find(noise, {})) EXPECT_LE(one.end, noise.size());
}

TEST(Weights, RefuseALineThatIsNone) {
  EXPECT_FALSE(parseWeights("no such evidence\t1\n", "w"));
  EXPECT_FALSE(parseWeights("always one\n", "w"));
  EXPECT_TRUE(parseWeights("# a comment\n\nalways\t1\nbefore: in\t0.5\n", "w"));
  EXPECT_FALSE(parseWeights("calibration: much\t0.5\n", "w"));
  EXPECT_FALSE(parseWeights("calibration: 0.5\t0.4\ncalibration: 0.2\t0.1\n", "w"));
}

TEST(Weights, CalibrateBetweenTheirPointsAndNotBeyond) {
  const auto weights = parseWeights("calibration: 0.1\t0.2\ncalibration: 0.9\t0.8\n", "w").value();
  EXPECT_NEAR(weights.confidence(0.01f), 0.2f, 1e-4f);
  EXPECT_NEAR(weights.confidence(0.1f), 0.2f, 1e-4f);
  EXPECT_NEAR(weights.confidence(0.5f), 0.5f, 1e-4f);
  EXPECT_NEAR(weights.confidence(0.9f), 0.8f, 1e-4f);
  EXPECT_NEAR(weights.confidence(1), 0.8f, 1e-4f);
  EXPECT_NEAR(Weights{}.confidence(0.3f), 0.3f, 1e-4f);
}

}  // namespace
}  // namespace dateline::gazetteer
