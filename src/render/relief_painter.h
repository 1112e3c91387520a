#pragma once

#include <memory>

#include "map/scene.h"
#include "render/gpu_mesh.h"
#include "render/program.h"

namespace dateline::render {

/// Draws relief shading; keeps the last image's texture.
class ReliefPainter {
 public:
  void draw(const map::SceneRelief& relief, const Frame& frame, const Program& program);

 private:
  bool upload(const std::shared_ptr<const Image>& image);

  std::shared_ptr<const Image> image_;  // held, so that its address stays its own
  GlTexture texture_;
  GpuMesh mesh_;
};

}  // namespace dateline::render
