#include "app/imgui_gl.h"

#include <backends/imgui_impl_opengl3.h>
#include <imgui.h>

namespace dateline::app {

ImguiGl::ImguiGl() {
  ImGui_ImplOpenGL3_Init("#version 330 core");
}
ImguiGl::~ImguiGl() {
  ImGui_ImplOpenGL3_Shutdown();
}

void ImguiGl::uploadFonts() {
  ImGui_ImplOpenGL3_DestroyFontsTexture();
  ImGui_ImplOpenGL3_CreateFontsTexture();
}

void ImguiGl::draw() {
  ImGui_ImplOpenGL3_NewFrame();
  ImGui_ImplOpenGL3_RenderDrawData(ImGui::GetDrawData());
}

}  // namespace dateline::app
