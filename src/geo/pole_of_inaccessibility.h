#pragma once

#include <limits>
#include <span>
#include <vector>

#include "geo/lnglat.h"

namespace dateline::geo {

using Ring = std::vector<WorldPoint>;  ///< closed: the first point is not repeated

/// The place inside a polygon that is farthest from its edges.
struct Pole {
  WorldPoint at;
  double room = 0;  ///< to the nearest edge; 0 when nothing is inside
};

/// Of rings by even-odd (a shell and its holes). Found as Mapbox's polylabel finds it (Agafonkin, 2016):
/// squares that may hold a better place than the best so far are quartered, the most promising first, until
/// none can by more than `precision`. With `stretch` distances up and down count so many times those to the
/// sides, as it is right for a name, which is wide and low; room then is measured to the sides. A polygon
/// without more room than `moreThan` is soon left, as if it had none.
Pole poleOfInaccessibility(std::span<const Ring> rings, double precision, double stretch = 1,
                           double moreThan = 0);

/// Room at a place, as above; negative outside. Where there is no more than `moreThan`, some number that is
/// no more either.
double roomAt(WorldPoint place, std::span<const Ring> rings, double stretch = 1,
              double moreThan = -std::numeric_limits<double>::infinity());

}  // namespace dateline::geo
