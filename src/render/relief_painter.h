#pragma once

#include <memory>

#include "map/scene.h"
#include "render/gpu_mesh.h"
#include "render/program.h"

namespace dateline::render {

/// Draws relief shading; keeps the last image's texture.
class ReliefPainter {
 public:
  /// To be called before each scene's bands are drawn.
  void begin() { made_ = false; }
  /// Uploads the image.
  void prepare(const map::SceneRelief& relief);
  void draw(const map::SceneRelief& relief, const Frame& frame, const Program& program);

 private:
  bool upload(const std::shared_ptr<const Image>& image);

  std::shared_ptr<const Image> image_;  // held, so that its address stays its own
  GlTexture texture_;
  GpuMesh mesh_;
  bool made_ = false;  // the mesh is this scene's
};

}  // namespace dateline::render
