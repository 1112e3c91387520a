#include "app/damage.h"

#include <gtest/gtest.h>

namespace dateline::app {
namespace {

using Boxes = std::vector<render::PixelBox>;

Boxes after(const Boxes& added) {
  Damage damage;
  for (const render::PixelBox& box : added) damage.add(box);
  return damage.boxes();
}

TEST(Damage, keepsApartWhatDoesNotMeet) {
  EXPECT_EQ(after({{0, 0, 10, 10}, {10, 0, 20, 10}}).size(), 2u) << "edges that touch share no pixel";
  EXPECT_TRUE(after({{5, 5, 5, 9}}).empty()) << "an empty box damages nothing";
}

TEST(Damage, joinsWhatMeets) {
  EXPECT_EQ(after({{0, 0, 10, 10}, {5, 5, 20, 12}}), (Boxes{{0, 0, 20, 12}}));
  EXPECT_EQ(after({{0, 0, 4, 4}, {8, 8, 12, 12}, {3, 3, 9, 9}}), (Boxes{{0, 0, 12, 12}}))
      << "a box may bring two others together";
  EXPECT_EQ(after({{0, 9, 4, 12}, {6, 0, 9, 3}, {2, 2, 7, 10}}), (Boxes{{0, 0, 9, 12}}));
}

TEST(Damage, manyBoxesBecomeOne) {
  Boxes many;
  for (int i = 0; i < 40; ++i) many.push_back({i * 10, 0, i * 10 + 5, 5});
  EXPECT_LE(after(many).size(), 6u);
  render::PixelBox all;
  for (const render::PixelBox& box : after(many)) all = all.around(box);
  EXPECT_EQ(all, (render::PixelBox{0, 0, 395, 5}));
}

}  // namespace
}  // namespace dateline::app
