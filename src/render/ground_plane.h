#pragma once

#include "geo/projection.h"
#include "map/scene.h"

namespace dateline::render {

/// Where the unit square of the projection's plane lies on the screen; with it one knows how far two scenes
/// of one plane are apart.
struct GroundPlane {
  geo::Plane plane = {};
  map::ScreenPoint origin;  ///< logical px
  double sizePx = 0;        ///< 0: not known
};

/// How a scene stands among those that are shown before and after it.
struct Motion {
  GroundPlane plane = {};
  bool moving = false;  ///< in a smooth zoom or a flight: the ground drawn before may stand in, stretched
};

}  // namespace dateline::render
