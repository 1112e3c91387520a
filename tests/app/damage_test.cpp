#include "app/damage.h"

#include <gtest/gtest.h>

#include <algorithm>

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

TEST(PixelBox, withoutAnotherLeavesAllThatLiesBesideIt) {
  const render::PixelBox box{0, 0, 6, 5};
  for (const render::PixelBox& hole :
       Boxes{{2, 1, 4, 3}, {-3, -3, 2, 9}, {0, 0, 6, 5}, {5, 4, 9, 9}, {7, 0, 9, 5}, {3, 3, 3, 4}})
    for (int y = box.y0; y < box.y1; ++y)
      for (int x = box.x0; x < box.x1; ++x) {
        const auto holds = [&](const render::PixelBox& b) {
          return x >= b.x0 && x < b.x1 && y >= b.y0 && y < b.y1;
        };
        const Boxes left = box.without(hole);
        EXPECT_EQ(std::count_if(left.begin(), left.end(), holds), holds(hole) ? 0 : 1) << x << "," << y;
      }
}

}  // namespace
}  // namespace dateline::app
