#include "app/imgui_gl.h"

#include <backends/imgui_impl_opengl3.h>
#include <imgui.h>

namespace dateline::app {

ImguiGl::ImguiGl() {
  ImGui_ImplOpenGL3_Init("#version 330 core");
  // Makes the backend's objects now: made at the first draw, they would bring another font texture than that
  // of the frame.
  ImGui_ImplOpenGL3_NewFrame();
}
ImguiGl::~ImguiGl() {
  ImGui_ImplOpenGL3_Shutdown();
}

void ImguiGl::uploadFonts() {
  const ImTextureID old = ImGui::GetIO().Fonts->TexID;
  ImGui_ImplOpenGL3_DestroyFontsTexture();
  ImGui_ImplOpenGL3_CreateFontsTexture();
  // The frame that is about to be drawn was recorded with the old texture's id.
  for (int list = 0; list < ImGui::GetDrawData()->CmdListsCount; ++list)
    for (ImDrawCmd& command : ImGui::GetDrawData()->CmdLists[list]->CmdBuffer)
      if (command.TextureId == old) command.TextureId = ImGui::GetIO().Fonts->TexID;
}

void ImguiGl::draw() {
  ImGui_ImplOpenGL3_NewFrame();
  ImGui_ImplOpenGL3_RenderDrawData(ImGui::GetDrawData());
}

}  // namespace dateline::app
