#pragma once

#include <vector>

#include "map/atlas_map.h"

namespace dateline::map {

/// Degrees between two lines of the graticule at this scale: 30, 20, 10, 5, 2, 1 and their parts, so that
/// lines stand 70 to 200 px apart.
double graticuleStep(const Camera& camera);

/// A meridian or a parallel, or the part of one that is on the screen.
struct GraticuleLine {
  SceneRoute line;
  bool meridian = false;
  double degrees = 0;  ///< east or north; of a copy of the world 180 and more
};
std::vector<GraticuleLine> graticuleLines(const Look& look, const Camera& camera);

/// The lines alone.
std::vector<SceneRoute> graticule(const Look& look, const Camera& camera);

}  // namespace dateline::map
