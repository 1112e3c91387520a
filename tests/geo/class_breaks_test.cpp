#include "geo/class_breaks.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <random>

namespace dateline::geo {
namespace {

using Numbers = std::vector<double>;

double spreadOf(const Numbers& sorted, std::size_t from, std::size_t to) {
  double mean = 0, spread = 0;
  for (std::size_t i = from; i < to; ++i) mean += sorted[i] / static_cast<double>(to - from);
  for (std::size_t i = from; i < to; ++i) spread += (sorted[i] - mean) * (sorted[i] - mean);
  return spread;
}

/// Of the best classes, by trying all.
double leastSpread(const Numbers& sorted, std::size_t from, int classes) {
  if (classes == 1) return spreadOf(sorted, from, sorted.size());
  double least = std::numeric_limits<double>::infinity();
  for (std::size_t end = from + 1; end < sorted.size(); ++end)
    least = std::min(least, spreadOf(sorted, from, end) + leastSpread(sorted, end, classes - 1));
  return least;
}

double spreadOfBreaks(const Numbers& sorted, const Numbers& breaks) {
  double spread = 0;
  std::size_t from = 0;
  for (const double last : breaks) {
    const auto to =
        static_cast<std::size_t>(std::upper_bound(sorted.begin(), sorted.end(), last) - sorted.begin());
    spread += spreadOf(sorted, from, to);
    from = to;
  }
  return spread;
}

TEST(ClassBreaks, QuantilesHoldAsManyValuesEach) {
  EXPECT_EQ(classBreaks({10, 1, 9, 2, 8, 3, 7, 4, 6, 5}, BreakMethod::quantiles, 5),
            (Numbers{2, 4, 6, 8, 10}));
  EXPECT_EQ(classBreaks({1, 1, 1, 1, 1, 1, 2, 3}, BreakMethod::quantiles, 4), (Numbers{1, 3}));
}

TEST(ClassBreaks, EqualStepsAreAsWideEach) {
  EXPECT_EQ(classBreaks({0, 1, 100}, BreakMethod::equal, 4), (Numbers{25, 50, 75, 100}));
  EXPECT_EQ(classBreaks({7, 7}, BreakMethod::equal, 4), (Numbers{7}));
}

TEST(ClassBreaks, NaturalBreaksFindTheGaps) {
  EXPECT_EQ(classBreaks({51, 1, 12, 3, 2, 50, 10, 11}, BreakMethod::jenks, 3), (Numbers{3, 12, 51}));
  EXPECT_EQ(classBreaks({4, 5, 9, 10}, BreakMethod::jenks, 2), (Numbers{5, 10}));
}

TEST(ClassBreaks, NaturalBreaksAreTheBestThereAre) {
  std::mt19937 random(7);
  for (int round = 0; round < 200; ++round) {
    Numbers values;
    for (int i = 0; i < 12; ++i)
      values.push_back(std::floor(std::exp(std::uniform_real_distribution<>(0, 5)(random))));
    const Numbers breaks = classBreaks(values, BreakMethod::jenks, 4);
    std::sort(values.begin(), values.end());
    EXPECT_NEAR(spreadOfBreaks(values, breaks), leastSpread(values, 0, 4),
                1e-6 * spreadOf(values, 0, values.size()));
  }
}

TEST(ClassBreaks, WhatIsNoNumberIsPassedOver) {
  const double none = std::nan(""), endless = std::numeric_limits<double>::infinity();
  for (const BreakMethod method : {BreakMethod::quantiles, BreakMethod::equal, BreakMethod::jenks}) {
    EXPECT_EQ(classBreaks({none, 3, endless, 3, -endless}, method, 5), (Numbers{3}));
    EXPECT_TRUE(classBreaks({none}, method, 5).empty());
    EXPECT_TRUE(classBreaks({1, 2}, method, 0).empty());
  }
  EXPECT_EQ(classBreaks({1, 2, 3}, BreakMethod::jenks, 9), (Numbers{1, 2, 3}));
}

TEST(ClassBreaks, TheLargestNumbersOverflowNowhere) {
  const double most = std::numeric_limits<double>::max();
  for (const BreakMethod method : {BreakMethod::quantiles, BreakMethod::equal, BreakMethod::jenks}) {
    const Numbers breaks = classBreaks({-most, -1, 0, 1, most / 2, most}, method, 3);
    EXPECT_EQ(breaks.back(), most);
    EXPECT_TRUE(std::is_sorted(breaks.begin(), breaks.end()));
    for (const double value : breaks) EXPECT_TRUE(std::isfinite(value));
  }
}

TEST(ClassBreaks, ManyValuesAreNoSquareOfWork) {
  Numbers values(200'000);
  std::mt19937 random(1);
  for (double& value : values) value = std::normal_distribution<>()(random);
  EXPECT_EQ(classBreaks(values, BreakMethod::jenks, 9).size(), 9u);
}

}  // namespace
}  // namespace dateline::geo
