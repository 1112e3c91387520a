#pragma once

#include "map/scene.h"
#include "render/gpu_mesh.h"
#include "render/program.h"

namespace dateline::render {

/// Covers what lies beyond the edge of the Earth, and draws the edge.
class DiscPainter {
 public:
  /// With `transparent` what lies beyond becomes so.
  void draw(const map::SceneDisc& disc, const Frame& frame, const Program& shape, bool transparent);

 private:
  GpuMesh outside_, rim_;
};

}  // namespace dateline::render
