#include "session/go_to.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <tuple>

#include "session/map_language.h"

namespace dateline::session {
namespace {

State stateWith(const std::vector<std::string>& titles) {
  State state;
  state.article = std::make_shared<article::Article>();
  auto story = std::make_shared<story::Story>();
  for (const std::string& title : titles) {
    story::Event event;
    event.id = "e" + std::to_string(story->events.size());
    event.title = title;
    story->events.push_back(std::move(event));
  }
  state.story = std::move(story);
  return state;
}

const GoToItem* placeIn(const std::vector<GoToItem>& items) {
  const auto found = std::find_if(items.begin(), items.end(), [](const GoToItem& item) {
    return item.kind == GoToItem::Kind::place || item.kind == GoToItem::Kind::country;
  });
  return found == items.end() ? nullptr : &*found;
}

TEST(GoTo, FindsEventsWhateverTheirScriptCaseAndSpaces) {
  const State state = stateWith({"Астана встреча", "Über die Brücke"});
  for (const char* query : {"астана", " АСТАНА ", "uber", "BRUCKE"}) {
    const auto items = goToItems(state, query);
    ASSERT_FALSE(items.empty()) << query;
    EXPECT_EQ(items.front().kind, GoToItem::Kind::event) << query;
  }
}

TEST(GoTo, WhatIsNamedSoComesBeforeWhatHoldsTheName) {
  std::vector<std::string> titles = {"After Moscow"};
  for (int i = 0; i < 9; ++i) titles.push_back("Moscow talks " + std::to_string(i));
  titles.emplace_back("Moscow");
  const auto items = goToItems(stateWith(titles), "moscow");
  ASSERT_GE(items.size(), 8u);
  EXPECT_EQ(items[0].title, "Moscow");
  EXPECT_EQ(items[1].title, "Moscow talks 0");
}

TEST(GoTo, TakesCoordinates) {
  const State state = stateWith({"51.5, -0.12"});
  for (const char* query : {"51.5, -0.12", "51°30′N 0°07′12″W", "51.50000° N 0.12000° W"}) {
    const auto items = goToItems(state, query);
    ASSERT_FALSE(items.empty()) << query;
    EXPECT_EQ(items[0].kind, GoToItem::Kind::place) << query;
    EXPECT_EQ(items[0].title, "51.50000° N 0.12000° W") << query;
    EXPECT_NEAR(items[0].at.lng, -0.12, 1e-9) << query;
  }
  EXPECT_EQ(goToItems(state, "51.5, -0.12").back().kind, GoToItem::Kind::event);
}

class GoToPlaces : public ::testing::Test {
 protected:
  GoToPlaces() : state(stateWith({})) {
    state.gazetteer = std::make_shared<const gazetteer::Gazetteer>(
        std::vector<gazetteer::Place>{{.name = "Moscow",
                                       .kind = gazetteer::PlaceKind::capital,
                                       .country = "Russia",
                                       .countryCode = "RUS",
                                       .at = {37.62, 55.75}},
                                      {.name = "Kyiv",
                                       .kind = gazetteer::PlaceKind::capital,
                                       .country = "Ukraine",
                                       .countryCode = "UKR",
                                       .at = {30.52, 50.45}},
                                      {.name = "St. Petersburg",
                                       .kind = gazetteer::PlaceKind::city,
                                       .country = "Russia",
                                       .countryCode = "RUS",
                                       .at = {30.32, 59.94}},
                                      {.name = "Turkey",
                                       .kind = gazetteer::PlaceKind::country,
                                       .country = "",
                                       .countryCode = "TUR",
                                       .at = {35, 39}}});
  }
  State state;
};

TEST_F(GoToPlaces, AreFoundByTheirNamesInTheLanguageOfTheMap) {
  EXPECT_EQ(placeIn(goToItems(state, "москва")), nullptr);
  state.look.language = readLanguage("ru").value();
  const auto items = goToItems(state, "москва");
  ASSERT_NE(placeIn(items), nullptr);
  EXPECT_EQ(placeIn(items)->title, "Москва");
  EXPECT_NEAR(placeIn(items)->at.lat, 55.75, 1e-9);
}

TEST_F(GoToPlaces, AreFoundByTheBeginningsOfTheirNamesInEveryLanguage) {
  EXPECT_EQ(placeIn(goToItems(state, "Моск")), nullptr);
  state.foreignNames = readForeignNames(*state.gazetteer);
  for (const auto& [query, title, name] : {std::tuple{"Моск", "Москва", "Moscow"},
                                           {"мос", "Москва", "Moscow"},
                                           {"موسك", "موسكو", "Moscow"},
                                           {"莫斯", "莫斯科", "Moscow"},
                                           {"Moska", "Moskau", "Moscow"},
                                           {"Санкт-Пет", "Санкт-Петербург", "St. Petersburg"},
                                           {"Петерб", "Санкт-Петербург", "St. Petersburg"},
                                           {"київ", "Київ", "Kyiv"}}) {
    const auto items = goToItems(state, query);
    ASSERT_NE(placeIn(items), nullptr) << query;
    EXPECT_EQ(placeIn(items)->title, title);
    EXPECT_TRUE(placeIn(items)->detail.starts_with(name)) << placeIn(items)->detail;
  }
  EXPECT_EQ(placeIn(goToItems(state, "Mosc"))->title, "Moscow") << "its name on the map comes first";
  EXPECT_EQ(placeIn(goToItems(state, "осква")), nullptr);
}

TEST_F(GoToPlaces, ComeAfterCommandsWithTheWordThatTheyOnlyBeginWith) {
  state.gazetteer = std::make_shared<const gazetteer::Gazetteer>(
      std::vector<gazetteer::Place>{{.name = "Darkhan", .country = "Mongolia", .at = {105.9, 49.5}}});
  EXPECT_EQ(goToItems(state, "Dark").front().title, "Dark theme");
  EXPECT_EQ(goToItems(state, "Darkh").front().title, "Darkhan");
  EXPECT_EQ(goToItems(state, "Da").front().title, "Darkhan");
  state.gazetteer = std::make_shared<const gazetteer::Gazetteer>(
      std::vector<gazetteer::Place>{{.name = "Dark", .country = "Nowhere", .at = {105.9, 49.5}}});
  EXPECT_EQ(goToItems(state, "dark").front().title, "Dark") << "called just so";
}

TEST_F(GoToPlaces, AreOneWhereTheMapAndTheGazetteerNameTheSameTown) {
  state.finder = gazetteer::loadFinder().value();
  const auto named = state.finder->find("Aktau", {});
  ASSERT_EQ(named.size(), 1u);
  const gazetteer::PlaceEntry aktau = state.finder->place(named.front().ref);
  state.gazetteer = std::make_shared<const gazetteer::Gazetteer>(std::vector<gazetteer::Place>{
      {.name = "Aktau on the Map", .country = "Kazakhstan", .at = aktau.at, .geonameid = aktau.geonameid}});
  const auto items = goToItems(state, "Aktau");
  EXPECT_EQ(
      std::ranges::count_if(items, [](const GoToItem& item) { return item.kind == GoToItem::Kind::place; }),
      1);
}

TEST_F(GoToPlaces, AreFoundByOtherNamesThatTheGazetteerKnows) {
  state.finder = gazetteer::loadFinder().value();
  for (const auto& [query, title] : {std::pair{"Kiev", "Kyiv"},
                                     {" kiev ", "Kyiv"},
                                     {"Türkiye", "Turkey"},
                                     {"крым", "Crimea"},
                                     {"чёрное море", "Black Sea"},
                                     {"донбасс", "Donbas"},
                                     {"актюбинская область", "Aktobe"}}) {
    const auto items = goToItems(state, query);
    ASSERT_NE(placeIn(items), nullptr) << query;
    EXPECT_EQ(placeIn(items)->title, title);
  }
  EXPECT_EQ(placeIn(goToItems(state, "Türkiye"))->kind, GoToItem::Kind::country);
}

}  // namespace
}  // namespace dateline::session
