#include "map/hidden_points.h"

#include <algorithm>
#include <cmath>
#include <cstdint>

#include "map/atlas_map.h"
#include "map/tile.h"

namespace dateline::map {
namespace {

constexpr double kDiscRadiusPx = kLayerPointRadiusPx + 0.5;  // with half of its rim
constexpr double kUnseenRimPx = 0.5;
constexpr double kRoundingPx = 0.25;  // of a place to the middle of a pixel

/// What the discs of a tile cover that is drawn at one size, a bit for each of its pixels.
class Cover {
 public:
  /// `px`: logical pixels of the tile's side; `detail`: in each as many pixels as 2^detail squared.
  Cover(double px, int detail) : perUnit_(std::ldexp(px, detail)), detail_(detail) {
    side_ = static_cast<int>(std::ceil(perUnit_ * (1 + 2 * kTileBuffer))) + 1;
    words_ = (side_ + kWord - 1) / kWord;
    bits_.resize(static_cast<std::size_t>(side_) * static_cast<std::size_t>(words_));
    disc_ = rowsOf(kDiscRadiusPx - kRoundingPx);
    most_ = rowsOf(kDiscRadiusPx - kUnseenRimPx);
  }

  [[nodiscard]] bool hides(const geo::Vec2f& at) const {
    const int x = pixel(at.x), y = pixel(at.y), radius = radiusOf(most_);
    for (int row = -radius; row <= radius; ++row)
      if (!isCovered(y + row, x, most_[static_cast<std::size_t>(row + radius)])) return false;
    return true;
  }
  void add(const geo::Vec2f& at) {
    const int x = pixel(at.x), y = pixel(at.y), radius = radiusOf(disc_);
    for (int row = -radius; row <= radius; ++row)
      cover(y + row, x, disc_[static_cast<std::size_t>(row + radius)]);
  }

 private:
  static constexpr int kWord = 64;
  /// Of each row of a disc how far it reaches to either side.
  using DiscRows = std::vector<int>;

  [[nodiscard]] DiscRows rowsOf(double radiusPx) const {
    const double radius = std::ldexp(radiusPx, detail_);
    const int rows = static_cast<int>(radius);
    DiscRows reach;
    for (int row = -rows; row <= rows; ++row)
      reach.push_back(static_cast<int>(std::sqrt(radius * radius - static_cast<double>(row) * row)));
    return reach;
  }
  static int radiusOf(const DiscRows& rows) { return static_cast<int>(rows.size() / 2); }
  [[nodiscard]] int pixel(float unit) const { return static_cast<int>((unit + kTileBuffer) * perUnit_); }

  /// Calls use(word, bits) for the pixels [x - reach, x + reach] of a row, as far as the tile has them.
  template <typename Use>
  void forEachWord(int y, int x, int reach, const Use& use) const {
    if (y < 0 || y >= side_) return;
    const int first = std::max(0, x - reach), last = std::min(side_ - 1, x + reach);
    for (int word = first / kWord; word <= last / kWord && first <= last; ++word) {
      const int from = std::max(first - word * kWord, 0), to = std::min(last - word * kWord, kWord - 1);
      const std::uint64_t bits = (~std::uint64_t{0} >> (kWord - 1 - (to - from))) << from;
      use(static_cast<std::size_t>(y) * static_cast<std::size_t>(words_) + static_cast<std::size_t>(word),
          bits);
    }
  }
  [[nodiscard]] bool isCovered(int y, int x, int reach) const {
    bool all = true;
    forEachWord(y, x, reach,
                [&](std::size_t word, std::uint64_t bits) { all = all && (bits_[word] & bits) == bits; });
    return all;
  }
  void cover(int y, int x, int reach) {
    forEachWord(y, x, reach, [&](std::size_t word, std::uint64_t bits) { bits_[word] |= bits; });
  }

  double perUnit_;
  int detail_, side_ = 0, words_ = 0;
  std::vector<std::uint64_t> bits_;
  DiscRows disc_, most_;
};

}  // namespace

std::vector<bool> hiddenPoints(std::span<const geo::Vec2f> points, int detail) {
  Cover smallest(kTileSizePx, detail), largest(2 * kTileSizePx, detail);
  std::vector<bool> hidden(points.size());
  for (std::size_t i = points.size(); i-- > 0;) {
    hidden[i] = largest.hides(points[i]) && smallest.hides(points[i]);
    if (hidden[i]) continue;
    smallest.add(points[i]);
    largest.add(points[i]);
  }
  return hidden;
}

}  // namespace dateline::map
