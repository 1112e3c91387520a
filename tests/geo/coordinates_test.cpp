#include "geo/coordinates.h"

#include <gtest/gtest.h>

namespace dateline::geo {
namespace {

TEST(Coordinates, ReadAsPeopleWriteThem) {
  EXPECT_EQ(decimalDegrees({71.43, 51.13}), "51.13° N 71.43° E");
  EXPECT_EQ(decimalDegrees({-70.5, -33.4489}, 4), "33.4489° S 70.5000° W");
  EXPECT_EQ(degreesMinutesSeconds({71.43, 51.13}), "51°07′48″ N 71°25′48″ E");
  EXPECT_EQ(degreesMinutesSeconds({-0.99999, 0}), "0°00′00″ N 1°00′00″ W");
}

TEST(Coordinates, AreTakenInTheUsualWays) {
  for (const char* text :
       {"51.5, -0.125", "51.5 -0.125", " 51.5;-0.125 ", "51.5, −0.125", "51,5 -0,125", "51,5, -0,125",
        "(51.5, -0.125)", "51°30′N 0°07.5′W", "51°30'00\"N, 0°07'30\"W", "51° 30′ 0″ N 0° 7′ 30″ W",
        "N 51 30 W 0 7.5", "51.5N 0.125W", "51.5n, 0.125w", "0.125 W 51.5 N", "51 30 0 N 0 7 30 W",
        "51°30′, -0°07′30″", "51º30’ N 0º07’30” W", "+51.5-0.125"}) {
    const auto at = readCoordinates(text);
    ASSERT_TRUE(at) << text;
    EXPECT_NEAR(at->lat, 51.5, 1e-9) << text;
    EXPECT_NEAR(at->lng, -0.125, 1e-9) << text;
  }
  EXPECT_EQ(readCoordinates("51,5"), (LngLat{5, 51}))
      << "of one number with a fraction nothing could be made";
  EXPECT_EQ(readCoordinates("[-101.67374, 21.12908]"), (LngLat{-101.67374, 21.12908})) << "no latitude";
}

TEST(Coordinates, AreReadAsTheyAreWritten) {
  for (const LngLat at : {LngLat{71.43, 51.13}, LngLat{-70.5, -33.25}, LngLat{179.75, 0}}) {
    EXPECT_EQ(readCoordinates(decimalDegrees(at, 5)), at);
    const auto sixtieths = readCoordinates(degreesMinutesSeconds(at));
    ASSERT_TRUE(sixtieths);
    EXPECT_NEAR(sixtieths->lng, at.lng, 1.0 / 7200);
    EXPECT_NEAR(sixtieths->lat, at.lat, 1.0 / 7200);
  }
}

TEST(Coordinates, AreNotSeenInWhatIsNone) {
  for (const char* text : {"",
                           " ",
                           "51.5",
                           "Paris",
                           "Paris 51",
                           "2023-02-28",
                           "91, 181",
                           "51.5, 200",
                           "51.5N",
                           "51.5N 0.12S",
                           "51.5N -0.12W",
                           "51°70′N 0°07′W",
                           "51.5°30′N 0°W",
                           "1, 2, 3",
                           "1 2 3",
                           "51.5.5, 3",
                           "-, -",
                           "N W",
                           "51°30′N 0°07′W ago",
                           "7 days",
                           "° °",
                           "° 1 °",
                           "''",
                           "\xc2",
                           "1e5, 3"})
    EXPECT_FALSE(readCoordinates(text)) << text;
}

}  // namespace
}  // namespace dateline::geo
