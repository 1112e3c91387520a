#include "figure/compare.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <cstdlib>

namespace dateline::figure {
namespace {

constexpr std::size_t kWorst = 5;

void remember(std::vector<PixelDifference>& worst, const PixelDifference& pixel) {
  if (worst.size() == kWorst && worst.back().difference >= pixel.difference) return;
  const auto place = std::find_if(worst.begin(), worst.end(), [&](const PixelDifference& other) {
    return other.difference < pixel.difference;
  });
  worst.insert(place, pixel);
  if (worst.size() > kWorst) worst.pop_back();
}

}  // namespace

Comparison compare(const Image& a, const Image& b) {
  Comparison result;
  result.sameSize = a.width == b.width && a.height == b.height && a.channels == b.channels &&
                    a.pixels.size() == b.pixels.size();
  if (!result.sameSize) return result;
  std::uint64_t sum = 0;
  std::size_t at = 0;
  for (int y = 0; y < a.height; ++y) {
    for (int x = 0; x < a.width; ++x) {
      int largest = 0;
      for (int channel = 0; channel < a.channels; ++channel, ++at) {
        const int difference = std::abs(a.pixels[at] - b.pixels[at]);
        sum += static_cast<std::uint64_t>(difference);
        largest = std::max(largest, difference);
      }
      if (largest > 0) remember(result.worst, {x, y, largest});
    }
  }
  if (!result.worst.empty()) result.maxDifference = result.worst.front().difference;
  if (!a.pixels.empty())
    result.meanDifference = static_cast<double>(sum) / static_cast<double>(a.pixels.size());
  return result;
}

std::string describe(const Comparison& comparison) {
  if (!comparison.sameSize) return "the images differ in size";
  std::string text =
      fmt::format("largest difference {}, mean {:.4f}", comparison.maxDifference, comparison.meanDifference);
  for (const PixelDifference& pixel : comparison.worst)
    text += fmt::format(", {} at ({}, {})", pixel.difference, pixel.x, pixel.y);
  return text;
}

}  // namespace dateline::figure
