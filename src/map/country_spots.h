#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "geo/features.h"
#include "geo/pole_of_inaccessibility.h"
#include "map/inner_places.h"

namespace dateline::map {

/// Of a square of the grid that halves from level to level, inside the world.
std::uint64_t squareKey(int level, std::int64_t x, std::int64_t y);

/// Where on its land a country may be named when its own place is out of view: the few best places of
/// all of it and, from near, the best one of each square of a grid on Mercator that halves from level to
/// level. Found square by square, as they are asked for.
class CountrySpots {
 public:
  /// No place lies in one of the lakes.
  CountrySpots(const geo::FeatureSet& countries, std::string_view code, std::span<const geo::Ring> lakes);
  struct At {
    std::int64_t x = 0, y = 0;
  };
  /// Squares 2^-level wide; x may run on beyond the edges of the world.
  struct Squares {
    int level = -1;
    std::int64_t firstX = 0, lastX = 0, firstY = 0, lastY = 0;
    /// Whether a square of this level, at most their own one, holds one of them.
    [[nodiscard]] bool touch(int at, const At& square) const;
    friend bool operator==(const Squares&, const Squares&) = default;
  };
  /// Those that touch the box, whose longitudes may begin anywhere.
  static Squares squaresIn(const LngLatBox& box, int level);
  /// The spots of the whole, of these squares and of the wider ones that they lie in; the coarse ones first,
  /// so that of equal ones a name keeps its place while one zooms in.
  std::vector<InnerPlace> in(const Squares& squares);

 private:
  struct Square {
    std::vector<geo::Ring> land, lakes;  ///< in it and around it
    InnerPlace best;                     ///< no width: none
  };
  const Square& square(int level, std::int64_t x, std::int64_t y);

  std::vector<InnerPlace> ofAll_;
  std::unordered_map<std::uint64_t, Square> squares_;
};

}  // namespace dateline::map
