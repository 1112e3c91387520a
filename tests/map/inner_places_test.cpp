#include <gtest/gtest.h>

#include "geo/pole_of_inaccessibility.h"
#include "map/fake_typesetter.h"
#include "map/label_data.h"
#include "map/labels.h"
#include "map/test_world.h"

namespace dateline::map {
namespace {

const std::vector<LngLat> kHorseshoe{{0, 0}, {10, 0}, {10, 10}, {8, 10}, {8, 3}, {2, 3}, {2, 10}, {0, 10}};

TEST(InnerPlaces, ALakesNameStandsInTheWaterWhereItIsWidest) {
  auto world = std::make_shared<World>();
  world->lakes = testing::SetBuilder({"name", "area_km2"}).polygon({kHorseshoe}, {"Shoe", "500000"}).share();
  LabelData data;
  data.update(*world);
  ASSERT_EQ(data.lakes().size(), 1u);
  EXPECT_LT(data.lakes()[0].place.lat, 3) << "in the bow, not between its arms";
  EXPECT_GT(data.lakes()[0].place.lat, 0);
}

TEST(InnerPlaces, OfSeveralPartsTheLargestIsNamed) {
  const auto set =
      testing::SetBuilder({"name"})
          .polygon({testing::rectangle(20, 20, 21, 21), testing::rectangle(20.2, 20.2, 20.8, 20.8)})
          .polygon({testing::rectangle(0, 0, 8, 4)})
          .share();
  EXPECT_NEAR(innerPlace(*set, set->features[1])->at.lat, 2, 0.2);
  const auto ring = innerPlace(*set, set->features[0]);
  ASSERT_TRUE(ring);
  EXPECT_TRUE(ring->at.lat < 20.2 || ring->at.lat > 20.8 || ring->at.lng < 20.2 || ring->at.lng > 20.8)
      << "not on the island";
}

TEST(InnerPlaces, OnlyACrampedCountryIsMovedToItsPoleOfInaccessibility) {
  const auto set = testing::SetBuilder({"un"}).polygon({kHorseshoe}, {"AAA"}).share();
  EXPECT_EQ(countryPlace(*set, "AAA", {5, 1.4}).at, (LngLat{5, 1.4}));
  EXPECT_EQ(countryPlace(*set, "AAA", {3, 1.2}).at, (LngLat{3, 1.2})) << "not the best, but good enough";
  const LngLat moved = countryPlace(*set, "AAA", {5, 8}).at;
  EXPECT_NEAR(moved.lat, 1.5, 0.5) << "it was outside";
  EXPECT_LT(countryPlace(*set, "AAA", {0.1, 9}).at.lat, 3) << "it was at the edge";
  EXPECT_EQ(countryPlace(*set, "BBB", {5, 8}).at, (LngLat{5, 8}));
}

TEST(CountryLayout, ANameIsSpreadAcrossItsLandAsFarAsTheStyleAllows) {
  testing::FakeTypesetter typesetter;
  NamedPlace country;
  country.name = country.capitals = "ALPHALAND";
  country.areaKm2 = 2.7e6;
  country.kmPerUnit = 30'000;
  LabelStyle label{.sizePx = 22};
  const auto widthAt = [&](double spacing, double zoom) -> double {
    label.letterSpacing = spacing;
    const text::LayoutPtr layout =
        countryLayout(country,
                      {.worldSizePx = geo::worldSizePx(Zoom{zoom}), .label = label, .zoom = Zoom{zoom}},
                      typesetter)
            .text;
    return layout ? layout->width() : 0;
  };
  EXPECT_LT(widthAt(0, 6), widthAt(0.3, 6));
  EXPECT_LT(widthAt(0.3, 6), widthAt(0.8, 6));
  for (const double zoom : {3.0, 4.0, 5.0, 6.0, 8.0})
    EXPECT_LE(widthAt(0.8, zoom), 1.2 * 1.05 * country.extentPx(geo::worldSizePx(Zoom{zoom}))) << zoom;
  EXPECT_LT(widthAt(0.8, 4), widthAt(0.8, 6));
}

}  // namespace
}  // namespace dateline::map
