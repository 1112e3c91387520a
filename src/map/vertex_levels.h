#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "geo/features.h"

namespace dateline::map {

/// How far a simplified line may lie from the line itself, in tile units: 0.37 px where a tile is drawn
/// largest, which with the rounding to kTileCell stays below half a pixel.
inline constexpr double kSimplifyTolerance = 1.0 / 2800;
/// The level of a point that no tile needs: the line runs straight through it.
inline constexpr std::uint8_t kNeverDrawn = 255;

/// The points of a set at which lines meet or part: where the points before and after are not the same two
/// for all that run through it. Between them, neighbours that share a border share all of it. Takes a bit a
/// point.
class Junctions {
 public:
  /// Looks at all lines and rings of the set, on up to `threads` threads. Takes 1 to 2 bytes a point
  /// meanwhile, and 10 to 40 more for each that lines share.
  Junctions(const geo::FeatureSet& set, unsigned threads);
  /// What another one gave as its bytes; nothing when they are not those of a set of so many points.
  static std::optional<Junctions> of(std::string_view bytes, std::size_t points);
  [[nodiscard]] std::string bytes() const;

  /// For each point of the path, 1 where it is a junction; a line's ends are.
  void along(const geo::Path& path, bool ring, std::vector<char>& out) const;

 private:
  Junctions() = default;
  std::vector<std::uint64_t> words_;
};

/// For each point of a path the first tile level at which it is drawn. Douglas and Peucker's method
/// ("Algorithms for the reduction of the number of points", 1973), carried on to its end: a point is drawn
/// from the level on whose tolerance is less than its distance from the line that is drawn without it, and
/// never before the point that it hangs on. Between two junctions the outcome depends on the points alone,
/// not on the direction, so that both sides of a border keep the same ones.
void levelsOf(std::span<const geo::WorldPoint> path, std::span<const char> junctions, bool ring,
              std::span<std::uint8_t> out);

}  // namespace dateline::map
