#include "map/name_sweep.h"

#include <gtest/gtest.h>

#include <cmath>
#include <random>

namespace dateline::map {
namespace {

SweptName named(double x, double y, double from = 0, double priority = 0) {
  SweptName name{.at = {x, y}, .from = from, .priority = priority};
  name.slots = {SlotBox{6, -6, 60, 6}, SlotBox{-60, -6, -6, 6}, SlotBox{-27, -20, 27, -8},
                SlotBox{-27, 8, 27, 20}};
  name.slotCount = 4;
  name.ringPx = 3;
  return name;
}

std::vector<SweptName> randomNames(int count, unsigned seed) {
  std::mt19937 random(seed);
  std::uniform_real_distribution<double> place(0.4, 0.6), from(0, 8), priority(0, 100);
  std::vector<SweptName> names;
  for (int i = 0; i < count; ++i)
    names.push_back(named(place(random), place(random), from(random), priority(random)));
  return names;
}

bool overlap(const SweptName& a, const SlotBox& boxA, const SweptName& b, const SlotBox& boxB, double size) {
  double dx = b.at.x - a.at.x;
  dx -= std::round(dx);
  const double x = dx * size, y = (b.at.y - a.at.y) * size;
  return boxA.minX < x + boxB.maxX && x + boxB.minX < boxA.maxX && boxA.minY < y + boxB.maxY &&
         y + boxB.minY < boxA.maxY;
}

TEST(NameSweep, NamesThatHaveComeNeverOverlapAtAnyZoom) {
  NameSweep sweep;
  for (const SweptName& name : randomNames(600, 1)) sweep.add(name);
  sweep.advance(12);
  EXPECT_GT(sweep.come().size(), 300u);
  for (double zoom = 0; zoom <= 12; zoom += 0.37) {
    const double size = geo::worldSizePx(Zoom{zoom});
    for (std::size_t i = 0; i < sweep.come().size(); ++i) {
      const std::uint32_t a = sweep.come()[i];
      if (sweep.of(a).zoom > zoom) continue;
      for (std::size_t j = 0; j < i; ++j) {
        const std::uint32_t b = sweep.come()[j];
        if (sweep.of(b).zoom > zoom) continue;
        ASSERT_FALSE(overlap(sweep.name(a), sweep.name(a).slots[sweep.of(a).slot], sweep.name(b),
                             sweep.name(b).slots[sweep.of(b).slot], size))
            << zoom;
      }
    }
  }
}

TEST(NameSweep, HowFarItGoesAtATimeChangesNothing) {
  NameSweep atOnce, stepwise;
  for (const SweptName& name : randomNames(400, 2)) atOnce.add(name), stepwise.add(name);
  atOnce.advance(10);
  for (double zoom = 0; zoom < 10; zoom += 0.13) stepwise.advance(zoom);
  while (!stepwise.advance(10, 3)) {
  }
  ASSERT_EQ(atOnce.come(), stepwise.come());
  for (const std::uint32_t name : atOnce.come()) {
    EXPECT_EQ(atOnce.of(name).zoom, stepwise.of(name).zoom);
    EXPECT_EQ(atOnce.of(name).slot, stepwise.of(name).slot);
  }
}

TEST(NameSweep, TheMoreImportantOfTwoComesFirstAndTheOtherAsSoonAsThereIsRoom) {
  NameSweep sweep;
  SweptName large = named(0.5, 0.5, 2, 10), small = named(0.5005, 0.5, 2, 1);
  large.slotCount = small.slotCount = 1;
  const std::uint32_t second = sweep.add(small), first = sweep.add(large);
  sweep.advance(18);
  EXPECT_EQ(sweep.of(first).zoom, 2);
  EXPECT_FALSE(sweep.of(first).delayed);
  EXPECT_TRUE(sweep.of(second).delayed);
  const double apart = 0.0005 * geo::worldSizePx(Zoom{sweep.of(second).zoom});
  EXPECT_GT(apart, 60 + 3 + 5) << "its ring stands clear of the other's text, with a gap";
  EXPECT_LT(apart, (60 + 3 + 5) * std::exp2(1.0 / 16)) << "as soon as that";
}

TEST(NameSweep, TakesTheFirstSlotThatIsClear) {
  NameSweep sweep;
  const double px = 1 / geo::worldSizePx(Zoom{3});
  const std::uint32_t first = sweep.add(named(0.5 + 62 * px, 0.5, 3, 10));
  const std::uint32_t second = sweep.add(named(0.5, 0.5, 3, 5));
  sweep.advance(3);
  EXPECT_EQ(sweep.of(first).slot, 0);
  EXPECT_EQ(sweep.of(second).slot, 1) << "to the right stands the other's ring";
}

TEST(NameSweep, WhatIsGoneByThenLeavesItsPlace) {
  NameSweep sweep;
  SweptName lake = named(0.5, 0.5, 2, 10);
  lake.until = 6;
  sweep.add(lake);
  const std::uint32_t town = sweep.add(named(0.5, 0.5, 3, 5));
  sweep.advance(10);
  EXPECT_GT(sweep.of(town).zoom, 6);
  EXPECT_LT(sweep.of(town).zoom, 6.1);
}

TEST(NameSweep, WhatComesBeforeAnImportantNameKeepsOffItsPlace) {
  const auto river = [](double x) {
    SweptName name{.at = {x, 0.5}, .from = 3};
    name.slots[name.slotCount++] = {-30, -8, 30, 8};
    name.group = 1;
    name.apartPx = 300;
    return name;
  };
  const double px = 1 / geo::worldSizePx(Zoom{5});
  SweptName city = named(0.5, 0.5, 5, 10);
  for (const double lead : {0.0, 2.5}) {
    NameSweep sweep;
    city.lead = lead;
    const std::uint32_t town = sweep.add(city);
    const std::uint32_t at = sweep.add(river(0.5)), beside = sweep.add(river(0.5 + 120 * px));
    sweep.advance(5);
    EXPECT_EQ(sweep.of(lead > 0 ? beside : at).zoom, 3) << "not shown yet, the city is in nobody's way";
    EXPECT_EQ(sweep.of(town).zoom, lead > 0 ? 5 : NameSweep::kNever);
    EXPECT_FALSE(sweep.of(town).delayed);
  }
}

TEST(NameSweep, NothingLessImportantTakesThePlaceOfWhatHasToWaitForIt) {
  const double px = 1 / geo::worldSizePx(Zoom{3});
  SweptName capital = named(0.5, 0.5, 0, 30), large = named(0.5 + 30 * px, 0.5, 3, 20),
            small = named(0.5 + 50 * px, 0.5, 3.5, 5);
  for (SweptName* name : {&capital, &large, &small}) name->slotCount = 1;
  for (const bool takesTurn : {false, true}) {
    large.takesTurn = takesTurn;
    NameSweep sweep;
    sweep.add(capital);
    const std::uint32_t second = sweep.add(large), third = sweep.add(small);
    sweep.advance(8);
    EXPECT_TRUE(sweep.of(second).delayed) << "it stands under the first";
    if (takesTurn) {
      EXPECT_LT(sweep.of(second).zoom, 4.25) << "until then";
      EXPECT_GT(sweep.of(third).zoom, 4.7) << "and the third under it";
    } else {
      EXPECT_EQ(sweep.of(third).zoom, 3.5);
      EXPECT_GT(sweep.of(second).zoom, 4.7);
    }
  }
}

TEST(NameSweep, TakesTheSideThatLeavesOthersTheirPlace) {
  const double px = 1 / geo::worldSizePx(Zoom{3});
  for (const bool takesTurn : {false, true}) {
    SweptName large = named(0.5, 0.5, 3, 20), small = named(0.5 + 40 * px, 0.5, 3.5, 5);
    large.takesTurn = small.takesTurn = takesTurn;
    NameSweep sweep;
    const std::uint32_t first = sweep.add(large), second = sweep.add(small);
    sweep.advance(8);
    EXPECT_EQ(sweep.of(first).zoom, 3);
    EXPECT_EQ(sweep.of(first).slot, takesTurn ? 1 : 0);
    EXPECT_EQ(sweep.of(second).delayed, !takesTurn);
  }
}

TEST(NameSweep, SeesAcrossTheDateLine) {
  NameSweep sweep;
  SweptName one = named(0.9999, 0.5, 4, 10), other = named(0.0001, 0.5, 4, 5);
  one.slotCount = other.slotCount = 1;
  sweep.add(one);
  const std::uint32_t second = sweep.add(other);
  sweep.advance(4);
  EXPECT_EQ(sweep.of(second).zoom, NameSweep::kNever);
  sweep.advance(18);
  EXPECT_LT(sweep.of(second).zoom, 11);
}

TEST(NameSweep, OnAPlaneThatDoesNotRepeatNothingStandsTwice) {
  for (const bool repeats : {true, false}) {
    NameSweep sweep(repeats);
    sweep.add(named(0.5, 0.5, 4, 10));
    const std::uint32_t second = sweep.add(named(2.5, 0.5, 4, 5));
    sweep.advance(4);
    EXPECT_EQ(sweep.of(second).zoom, repeats ? NameSweep::kNever : 4);
  }
}

TEST(NameSweep, NamesOfOneGroupComeOnlyFarFromOneAnother) {
  NameSweep sweep;
  std::uint32_t count = 0;
  for (SweptName name : randomNames(200, 5)) {
    name.group = 1 + count++ % 2;
    name.apartPx = 300;
    sweep.add(name);
  }
  sweep.advance(9);
  int pairs = 0;
  for (const std::uint32_t a : sweep.come())
    for (const std::uint32_t b : sweep.come()) {
      const SweptName &one = sweep.name(a), &other = sweep.name(b);
      if (a == b || one.group != other.group) continue;
      const double zoom = std::max(sweep.of(a).zoom, sweep.of(b).zoom);
      EXPECT_GE(std::hypot(one.at.x - other.at.x, one.at.y - other.at.y) * geo::worldSizePx(Zoom{zoom}), 299);
      ++pairs;
    }
  EXPECT_GT(pairs, 20);
}

}  // namespace
}  // namespace dateline::map
