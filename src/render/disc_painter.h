#pragma once

#include "map/scene.h"
#include "render/gpu_mesh.h"
#include "render/program.h"

namespace dateline::render {

/// Covers what lies beyond the edge of the Earth, and draws the edge of a disc. With `transparent` what lies
/// beyond becomes so.
class DiscPainter {
 public:
  void draw(const map::SceneDisc& disc, const Frame& frame, const Program& shape, bool transparent);
  /// Its rims are lines of the overlay.
  void draw(const map::SceneEdge& edge, const Frame& frame, const Program& fill, bool transparent);

 private:
  GpuMesh outside_, rim_;
};

}  // namespace dateline::render
