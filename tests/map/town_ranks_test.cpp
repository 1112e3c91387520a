#include "map/town_ranks.h"

#include <gtest/gtest.h>

namespace dateline::map {
namespace {

NamedPlace town(geo::LngLat at, double population, double rank = 7) {
  NamedPlace place;
  place.standAt(at);
  place.population = population;
  place.rank = rank;
  return place;
}

double rankAmong(const NamedPlace& one, std::vector<NamedPlace> others) {
  others.insert(others.begin(), one);
  rankTowns(others);
  return others.front().rank;
}

TEST(TownRanks, ThePeopleOfATownCountForMoreThanWhatTheSourceThinksOfIt) {
  const NamedPlace capital = town({10, 50}, 9e6, 1);
  EXPECT_LT(rankAmong(town({10.5, 50}, 1e6, 6), {capital}), rankAmong(town({9.5, 50}, 6e3, 4), {capital}));
}

TEST(TownRanks, ATownFarFromLargerOnesIsNamedSooner) {
  const NamedPlace lonely = town({83, 55}, 1.5e6);
  const double among = rankAmong(lonely, {town({84, 55.5}, 2e6)});
  EXPECT_LT(rankAmong(lonely, {town({76, 43}, 2e6)}), among - 1);
  EXPECT_EQ(rankAmong(lonely, {town({84, 55.5}, 2e6), town({83, 54}, 1e5)}), among);
  EXPECT_LT(rankAmong(lonely, {town({83, 54}, 1e5)}), among - 1) << "smaller ones nearby are no matter";
}

TEST(TownRanks, TheWayToALargerTownLeadsOverTheDateLineAndThePole) {
  const NamedPlace west = town({179, 65}, 1e5);
  EXPECT_EQ(rankAmong(west, {town({-179, 65}, 2e5)}), rankAmong(west, {town({178, 65}, 2e5)}));
  const NamedPlace pole = town({0, 89.5}, 1e5);
  EXPECT_EQ(rankAmong(pole, {town({180, 89.5}, 2e5)}), rankAmong(pole, {town({1, 89.5}, 2e5)}));
  EXPECT_LT(rankAmong(pole, {town({180, 60}, 2e5)}), rankAmong(pole, {town({180, 89.5}, 2e5)}) - 1);
}

TEST(TownRanks, ACapitalGoesBeforeTownsThatAreALittleLargerAndTheLargestBeforeThose) {
  const auto precedence = [](double population, bool capital) {
    std::vector<NamedPlace> towns{town({10, 50}, population, 2), town({10, 51}, 4e7, 2)};
    towns.front().capital = capital;
    rankTowns(towns);
    return towns.front().precedence;
  };
  EXPECT_LT(precedence(1e6, true), precedence(2e6, false));
  EXPECT_LT(precedence(1.5e7, false), precedence(1e6, true));
  EXPECT_LT(precedence(3.5e7, false), precedence(3e7, false)) << "both have the first rank";
}

}  // namespace
}  // namespace dateline::map
