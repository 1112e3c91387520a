#pragma once

namespace dateline::app {

/// Dear ImGui's own OpenGL backend, the one place where its draw data meets the context.
class ImguiGl {
 public:
  ImguiGl();
  ~ImguiGl();
  ImguiGl(const ImguiGl&) = delete;
  ImguiGl& operator=(const ImguiGl&) = delete;

  /// Uploads the interface's font anew; needed after a change of scale.
  void uploadFonts();
  /// Draws what ImGui::Render made into the bound framebuffer.
  void draw();
};

}  // namespace dateline::app
