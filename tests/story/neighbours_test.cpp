#include "story/neighbours.h"

#include <gmock/gmock.h>

namespace dateline::story {
namespace {

using testing::Eq;
using testing::Optional;
using Known = Neighbours::Known;

/// Two anchors; between them stood what the text may have lost or got.
Neighbours around(std::ptrdiff_t growth) {
  const auto now = static_cast<std::size_t>(500 + growth);
  return Neighbours({{{100, 120}, {100, 120}}, {{500, 520}, {now, now + 20}}});
}

TEST(Neighbours, TellByHowMuchTheTextBetweenThemGrew) {
  EXPECT_THAT(around(30).growthAround({200, 230}), Optional(30));
  EXPECT_THAT(around(-30).growthAround({200, 230}), Optional(-30));
  EXPECT_THAT(around(0).growthAround({200, 230}), Optional(0));
}

TEST(Neighbours, TellGrowthFromTheBeginningAndNotToTheEnd) {
  EXPECT_THAT(Neighbours({Known{{500, 520}, {530, 550}}}).growthAround({20, 50}), Optional(30));
  EXPECT_THAT(around(0).growthAround({600, 630}), Eq(std::nullopt));
}

TEST(Neighbours, ThatGrewThemselvesAreNoGrowthBetweenThem) {
  const Neighbours neighbours({{{100, 120}, {100, 150}}, {{500, 520}, {530, 550}}});
  EXPECT_THAT(neighbours.growthAround({200, 230}), Optional(0));
}

TEST(Neighbours, TellWhatCameFromElsewhere) {
  const Neighbours neighbours({{{100, 120}, {100, 120}},
                               {{500, 520}, {500, 520}},
                               {{600, 620}, {600, 620}},
                               {{700, 720}, {300, 320}},
                               {{900, 920}, {900, 920}}});
  EXPECT_TRUE(neighbours.cameFromElsewhere({290, 330}));
  EXPECT_FALSE(neighbours.cameFromElsewhere({310, 330})) << "only a part of it";
  EXPECT_FALSE(neighbours.cameFromElsewhere({490, 530}));
}

TEST(Neighbours, TellHowFarAPlaceIsFromWhereItIsExpected) {
  EXPECT_THAT(around(0).drift({200, 230}, {200, 230}), Optional(0U));
  EXPECT_THAT(around(0).drift({200, 230}, {260, 290}), Optional(60U));
  EXPECT_THAT(around(40).drift({200, 230}, {230, 260}), Optional(10U)) << "by the nearer of the two";
  EXPECT_THAT(Neighbours(std::vector<Known>()).drift({200, 230}, {260, 290}), Eq(std::nullopt));
}

}  // namespace
}  // namespace dateline::story
