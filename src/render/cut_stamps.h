#pragma once

#include <memory>
#include <unordered_map>
#include <vector>

#include "map/scene.h"
#include "render/gpu_mesh.h"
#include "render/program.h"

namespace dateline::render {

/// Marks in the stencil buffer which pixels each tile of a bent plane is to fill. On flat planes scissors do.
class CutStamps {
 public:
  using Cut = std::shared_ptr<const map::TileCut>;

  /// To be called before the ground is drawn, with the cuts that most layers will require.
  void begin(const std::vector<Cut>& cuts);
  /// Stamps anew when the layer's tiles fill other parts than those that are stamped.
  void require(const map::SceneLayer& layer, const Frame& frame, const Program& fill);
  /// Draws only where this cut is stamped, until `off`.
  static void only(const map::TileCut& cut);
  static void off();

 private:
  struct Kept {
    Cut cut;  // held, so that its id stays its own
    float scale = 0;
    map::ScreenPoint middle;  // device px from the anchor
    GpuMesh mesh;
    std::uint64_t lastFrame = 0;
  };
  void stamp(const std::vector<Cut>& cuts, map::ScreenPoint anchor, const Frame& frame, const Program& fill);
  Kept& meshOf(const Cut& cut, float scale);

  std::unordered_map<std::uint64_t, Kept> kept_;
  std::vector<Cut> stamped_;
  std::vector<Cut> frameCuts_;
  bool any_ = false;
  std::uint64_t frame_ = 0;
};

}  // namespace dateline::render
