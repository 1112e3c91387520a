#include "ui/cards.h"
#include "ui/card_place.h"

#include <gtest/gtest.h>

namespace dateline::ui {
namespace {

TEST(PlaceCard, StaysInsideAndOffThePinWhereThereIsRoom) {
  const Area room{12, 50, 900, 640};
  for (float x = 0; x < 930; x += 15)
    for (float y = 60; y < 700; y += 20) {
      const Area pin{x, y, 24, 30};
      const Area card = placeCard(pin, 290, 240, room);
      EXPECT_GE(card.x, room.x);
      EXPECT_GE(card.y, room.y);
      EXPECT_LE(card.right(), room.right());
      EXPECT_LE(card.bottom(), room.bottom());
      EXPECT_FALSE(card.overlaps(pin)) << x << "," << y;
    }
}

TEST(PlaceCard, KeepsClearOfPanelsWhereverThePinIs) {
  const Area room{12, 53, 476, 433};  // the map of a window of 800 by 600
  const std::vector<Area> panels{{14, 55, 264, 120}, {12, 360, 180, 120}, {440, 55, 34, 102}};
  for (float x = 290; x < 440; x += 10)
    for (float y = 190; y < 440; y += 10) {
      const Area pin{x, y, 24, 30};
      EXPECT_TRUE(standsFree(placeCard(pin, 200, 150, room, panels), pin, panels)) << x << "," << y;
    }
  const std::vector<Area> all{room};
  const Area pin{200, 200, 24, 30};
  EXPECT_FALSE(placeCard(pin, 200, 150, room, all).overlaps(pin)) << "of the two the pin matters more";
  EXPECT_FALSE(standsFree(placeCard(pin, 200, 150, room, all), pin, all));
}

TEST(PlaceCard, ShrinksIntoARoomThatIsTooSmall) {
  const Area room{0, 0, 200, 100};
  const Area card = placeCard({90, 40, 24, 30}, 290, 240, room);
  EXPECT_LE(card.w, room.w);
  EXPECT_LE(card.h, room.h);
}

TEST(Confidence, IsToldWhereItIsKnown) {
  EXPECT_EQ(confidenceText(session::Suggestion{}), "");
  EXPECT_EQ(confidenceText(session::PlaceChoice{}), "the story’s");
  EXPECT_EQ(confidenceText(session::PlaceChoice{.place = gazetteer::PlaceRef{}}), "");
}

TEST(Confidence, IsToldOnceOfPlacesThatShareAPin) {
  using Counted = session::PlaceChoice::Counted;
  session::Suggestion moscow{.confidence = 0.92f};
  moscow.choices = {{.confidence = 0.92f},
                    {.confidence = 0.92f, .counted = Counted::nearby},
                    {.confidence = 0.92f, .counted = Counted::country},
                    {.confidence = 0.031f},
                    {.confidence = 0.0002f}};
  std::vector<std::string> told;
  for (const session::PlaceChoice& choice : moscow.choices) told.push_back(confidenceText(choice));
  EXPECT_EQ(told, (std::vector<std::string>{"92 %", "nearby", "its country", "3 %", "< 1 %"}));
  EXPECT_EQ(confidenceText(moscow), "92 %");
  moscow.chosen = 3;
  EXPECT_EQ(confidenceText(moscow), "your choice");
}

}  // namespace
}  // namespace dateline::ui
