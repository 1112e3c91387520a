#include "gazetteer/gazetteer.h"

#include <gmock/gmock.h>

namespace dateline::gazetteer {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

Place country(std::string name, std::string code, int rank = 1) {
  return {.name = std::move(name), .kind = PlaceKind::country, .countryCode = std::move(code), .rank = rank};
}
Place city(std::string name, double population, int rank, PlaceKind kind = PlaceKind::city) {
  return {.name = std::move(name), .kind = kind, .country = "X", .population = population, .rank = rank};
}

const Gazetteer& world() {
  static const Gazetteer gazetteer({
      country("Kazakhstan", "KAZ"),
      country("United States", "USA", 0),
      country("United Kingdom", "GBR"),
      country("Guinea", "GIN"),
      country("Guinea-Bissau", "GNB"),
      country("Côte d'Ivoire", "CIV"),
      country("Georgia", "GEO", 2),
      country("Russia", "RUS", 0),
      city("Astana", 1e6, 1, PlaceKind::capital),
      city("Washington, D.C.", 5e6, 0, PlaceKind::capital),
      city("New York", 2e7, 0),
      city("York", 2e5, 3),
      city("São Paulo", 2e7, 1),
      city("Nice", 9e5, 3),
      city("Georgia", 1e4, 2),
      city("Astoria", 1e4, 7),
      city("Washington", 1e4, 9),
      {.name = "Black Sea", .kind = PlaceKind::water, .rank = 1},
      city("Алматы", 2e6, 2),
      city("New Astana", 5e3, 8),
  });
  return gazetteer;
}

std::vector<std::string> found(std::string_view query, std::size_t limit = 10) {
  std::vector<std::string> names;
  for (const std::uint32_t index : world().search(query, limit))
    names.push_back(world().places().at(index).name);
  return names;
}

TEST(Search, FindsByTheBeginningOfAnyWordIgnoringCaseAndAccents) {
  EXPECT_THAT(found("sao"), ElementsAre("São Paulo"));
  EXPECT_THAT(found("PAU"), ElementsAre("São Paulo"));
  EXPECT_THAT(found("cote d’iv"), ElementsAre("Côte d'Ivoire"));
  EXPECT_THAT(found("алм"), ElementsAre("Алматы"));
  EXPECT_THAT(found("black s"), ElementsAre("Black Sea"));
  EXPECT_THAT(found("new-yo"), ElementsAre("New York")) << "whatever parts the words";
  EXPECT_THAT(found("new  york "), ElementsAre("New York"));
  EXPECT_THAT(found("tana"), IsEmpty());
  EXPECT_THAT(found("  "), IsEmpty());
  EXPECT_THAT(found("\xFF"), IsEmpty());
}

TEST(Search, OfAnEmptyGazetteerFindsNothing) {
  EXPECT_THAT(Gazetteer({}).search("Astana", 5), IsEmpty());
}

TEST(Search, PutsTheSameNameFirstThenBeginningsThenTheImportant) {
  EXPECT_THAT(found("york"), ElementsAre("York", "New York"));
  EXPECT_THAT(found("astana"), ElementsAre("Astana", "New Astana"));
  EXPECT_THAT(found("ast"), ElementsAre("Astana", "Astoria", "New Astana"));
  EXPECT_THAT(found("united"), ElementsAre("United States", "United Kingdom"));
  EXPECT_THAT(found("united", 1), ElementsAre("United States"));
}

geo::FeatureSet layerOf(std::vector<std::string> columns, const std::vector<std::vector<std::string>>& rows) {
  geo::FeatureSet set;
  set.attributes.columns = std::move(columns);
  set.attributes.values.resize(set.attributes.columns.size());
  for (std::uint32_t row = 0; row < rows.size(); ++row) {
    for (std::size_t column = 0; column < rows[row].size(); ++column)
      set.attributes.values[column].push_back(rows[row][column]);
    set.coords.push_back({10.0 + row, 20});
    set.paths.push_back({.first = row, .count = 1});
    set.features.push_back({.firstPath = row, .pathCount = 1, .row = row});
  }
  return set;
}

TEST(Gazetteer, FindsACountryByItsNameOrEitherCodeInCapitalsOrNot) {
  for (const char* text : {"Kazakhstan", "kazakhstan", "KAZ", "kaz", "KZ", "kz"}) {
    const Place* place = world().countryCalled(text);
    ASSERT_NE(place, nullptr) << text;
    EXPECT_EQ(place->name, "Kazakhstan");
  }
  EXPECT_NE(world().countryCalled("cote d'ivoire"), nullptr);
  for (const char* text : {"", "Kazakh", "Astana", "QQ", "\xff"})
    EXPECT_EQ(world().countryCalled(text), nullptr) << text;
}

TEST(Gazetteer, ReadsTheBuiltInLayers) {
  const auto countries = layerOf({"code", "name", "area_km2", "capital", "west", "south", "east", "north"},
                                 {{"KAZ", "Kazakhstan", "2724900", "Astana", "46.5", "40.6", "87.3", "55.4"},
                                  {"RUS", "Russia", "17098246", "Moscow", "19.6", "41.2", "-169.1", "81.9"}});
  const auto places = layerOf({"name", "country", "country_name", "rank", "population", "capital"},
                              {{"Astana", "KAZ", "Kazakhstan", "2", "1000000", "1"},
                               {"Almaty", "KAZ", "Kazakhstan", "3", "1900000", "0"},
                               {"", "KAZ", "Kazakhstan", "3", "1", "0"}});
  const auto seas = layerOf({"name", "kind", "rank"}, {{"Caspian Sea", "sea", "1"}});
  const Gazetteer gazetteer = Gazetteer::fromLayers(countries, places, seas);
  ASSERT_EQ(gazetteer.places().size(), 5u);
  const Place& russia = gazetteer.places()[1];
  EXPECT_EQ(russia.kind, PlaceKind::country);
  EXPECT_EQ(russia.countryCode, "RUS");
  EXPECT_NEAR(russia.extent.width(), 171.3, 1e-9);
  EXPECT_EQ(russia.at, (geo::LngLat{11, 20}));
  const Place& astana = gazetteer.places()[2];
  EXPECT_EQ(astana.kind, PlaceKind::capital);
  EXPECT_EQ(astana.country, "Kazakhstan");
  EXPECT_EQ(astana.rank, 2);
  EXPECT_EQ(astana.population, 1e6);
  EXPECT_EQ(gazetteer.places()[3].kind, PlaceKind::city);
  EXPECT_EQ(gazetteer.places()[4].kind, PlaceKind::water);
}

TEST(Gazetteer, AnyLayerMayBeEmptyOrLackColumns) {
  EXPECT_THAT(Gazetteer::fromLayers({}, {}, {}).places(), IsEmpty());
  const auto bare = layerOf({"name"}, {{"Somewhere"}});
  const Gazetteer gazetteer = Gazetteer::fromLayers(bare, bare, bare);
  ASSERT_EQ(gazetteer.places().size(), 3u);
  EXPECT_TRUE(gazetteer.places()[0].extent.empty());
}

}  // namespace
}  // namespace dateline::gazetteer
