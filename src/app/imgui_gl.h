#pragma once

#include <cstdint>
#include <vector>

#include "app/damage.h"

namespace dateline::app {

/// Dear ImGui's own OpenGL backend, the one place where its draw data meets the context.
class ImguiGl {
 public:
  ImguiGl();
  ~ImguiGl();
  ImguiGl(const ImguiGl&) = delete;
  ImguiGl& operator=(const ImguiGl&) = delete;

  /// Adds where what ImGui::Render made differs from what it had made at the last call.
  void addChanges(Damage& damage);
  /// Draws what is inside a box of the bound framebuffer (device px from its top left); the pixels are those
  /// of the whole drawn at once.
  void draw(const render::PixelBox& box);

 private:
  struct Print {  ///< of one of Dear ImGui's windows
    std::uint64_t name = 0;
    std::uint64_t content = 0;
    render::PixelBox bounds;
    friend bool operator==(const Print&, const Print&) = default;
  };
  static std::vector<Print> takePrints();

  std::vector<Print> drawn_;
};

}  // namespace dateline::app
