#include "app/imgui_gl.h"

#include <backends/imgui_impl_opengl3.h>
#include <imgui.h>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <string_view>

namespace dateline::app {
namespace {

using render::PixelBox;

/// Of any bytes, eight at a time in the manner of FNV-1a with a shift; quick, and not against an enemy.
std::uint64_t hashOf(const void* data, std::size_t bytes, std::uint64_t hash = 0xCBF29CE484222325ULL) {
  const auto* at = static_cast<const char*>(data);
  std::uint64_t word = 0;
  for (; bytes >= sizeof(word); bytes -= sizeof(word), at += sizeof(word)) {
    std::memcpy(&word, at, sizeof(word));
    hash = (hash ^ word) * 0x9E3779B97F4A7C15ULL;
    hash ^= hash >> 32;
  }
  word = bytes;
  if (bytes > 0) std::memcpy(&word, at, bytes);
  return (hash ^ word) * 0x9E3779B97F4A7C15ULL;
}

std::uint64_t contentOf(const ImDrawList& list) {
  std::uint64_t hash =
      hashOf(list.VtxBuffer.Data, static_cast<std::size_t>(list.VtxBuffer.Size) * sizeof(ImDrawVert));
  hash = hashOf(list.IdxBuffer.Data, static_cast<std::size_t>(list.IdxBuffer.Size) * sizeof(ImDrawIdx), hash);
  for (const ImDrawCmd& command : list.CmdBuffer) {
    hash = hashOf(&command.ClipRect, sizeof(command.ClipRect), hash);
    const std::uint64_t numbers[] = {(std::uint64_t)command.GetTexID(), command.VtxOffset, command.IdxOffset,
                                     command.ElemCount};
    hash = hashOf(numbers, sizeof(numbers), hash);
  }
  return hash;
}

/// The pixels that a list may touch: inside its clips, and where its vertices are.
PixelBox boundsOf(const ImDrawList& list, const ImVec2& scale) {
  if (list.VtxBuffer.empty()) return {};
  ImVec2 low = list.VtxBuffer[0].pos, high = low;
  for (const ImDrawVert& vertex : list.VtxBuffer) {
    low = {std::min(low.x, vertex.pos.x), std::min(low.y, vertex.pos.y)};
    high = {std::max(high.x, vertex.pos.x), std::max(high.y, vertex.pos.y)};
  }
  const auto box = [&](float x0, float y0, float x1, float y1) {
    const auto clamped = [](float px) { return static_cast<int>(std::clamp(px, -1e6F, 1e6F)); };
    return PixelBox{clamped(std::floor(x0 * scale.x)), clamped(std::floor(y0 * scale.y)),
                    clamped(std::ceil(x1 * scale.x)), clamped(std::ceil(y1 * scale.y))};
  };
  PixelBox clips;
  for (const ImDrawCmd& command : list.CmdBuffer)
    if (command.ElemCount > 0)
      clips =
          clips.around(box(command.ClipRect.x, command.ClipRect.y, command.ClipRect.z, command.ClipRect.w));
  return clips.shared(box(low.x, low.y, high.x, high.y));
}

/// Narrows a clip to the box. The backend cuts edges down to whole pixels, x and y each in its own way; the
/// fractions here make it end where the clip's own edges do, or at the box.
ImVec4 narrowed(const ImVec4& clip, const PixelBox& box, const ImVec2& scale, float height) {
  const auto x0 = static_cast<int>(clip.x * scale.x);
  const auto y0 = static_cast<int>(height - clip.w * scale.y);  // from below
  const PixelBox own{x0, y0, x0 + static_cast<int>((clip.z - clip.x) * scale.x),
                     y0 + static_cast<int>((clip.w - clip.y) * scale.y)};
  const auto tall = static_cast<int>(height);
  const PixelBox both = own.shared({box.x0, tall - box.y1, box.x1, tall - box.y0});
  if (both.empty()) return {0, 0, 0, 0};
  constexpr float kPart = 0.25F;
  const auto px = [](int value) { return static_cast<float>(value); };
  return {(px(both.x0) + kPart) / scale.x, (height - px(both.y1) - 2 * kPart) / scale.y,
          (px(both.x1) + 2 * kPart) / scale.x, (height - px(both.y0) - kPart) / scale.y};
}

}  // namespace

ImguiGl::ImguiGl() {
  ImGui_ImplOpenGL3_Init("#version 330 core");
  // Makes the backend's objects now: made at the first draw, they would bring another font texture than that
  // of the frame.
  ImGui_ImplOpenGL3_NewFrame();
}
ImguiGl::~ImguiGl() {
  ImGui_ImplOpenGL3_Shutdown();
}

std::vector<ImguiGl::Print> ImguiGl::takePrints() {
  const ImDrawData& data = *ImGui::GetDrawData();
  std::vector<Print> prints;
  for (int i = 0; i < data.CmdListsCount; ++i) {
    const ImDrawList& list = *data.CmdLists[i];
    const std::string_view name = list._OwnerName != nullptr ? list._OwnerName : "";
    prints.push_back(
        {hashOf(name.data(), name.size()), contentOf(list), boundsOf(list, data.FramebufferScale)});
  }
  return prints;
}

void ImguiGl::addChanges(Damage& damage) {
  std::vector<Print> prints = takePrints();
  // Back to front: what stands in both in the same order is the same picture; the rest came, went, changed,
  // or lies now above what it lay below.
  auto old = drawn_.begin();
  for (const Print& print : prints) {
    const auto same = std::find(old, drawn_.end(), print);
    if (same == drawn_.end()) {
      damage.add(print.bounds);
      continue;
    }
    for (; old != same; ++old) damage.add(old->bounds);
    ++old;
  }
  for (; old != drawn_.end(); ++old) damage.add(old->bounds);
  drawn_ = std::move(prints);
}

void ImguiGl::draw(const PixelBox& box) {
  ImGui_ImplOpenGL3_NewFrame();
  ImDrawData& data = *ImGui::GetDrawData();
  const float height = std::trunc(data.DisplaySize.y * data.FramebufferScale.y);
  std::vector<ImVec4> clips;
  for (int i = 0; i < data.CmdListsCount; ++i) {
    for (ImDrawCmd& command : data.CmdLists[i]->CmdBuffer) {
      clips.push_back(command.ClipRect);
      command.ClipRect = narrowed(command.ClipRect, box, data.FramebufferScale, height);
    }
  }
  ImGui_ImplOpenGL3_RenderDrawData(&data);
  auto clip = clips.begin();
  for (int i = 0; i < data.CmdListsCount; ++i)
    for (ImDrawCmd& command : data.CmdLists[i]->CmdBuffer) command.ClipRect = *clip++;
}

}  // namespace dateline::app
