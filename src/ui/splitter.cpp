#include "ui/splitter.h"

#include <algorithm>

namespace dateline::ui {
namespace {

constexpr float kGrip = 4;  // px to each side that take the mouse

}  // namespace

void drawSplitter(Context& context, const Area& splitter) {
  if (splitter.empty()) return;
  const Area grip{splitter.x - kGrip, splitter.y, splitter.w + 2 * kGrip, splitter.h};
  const PanelWindow window("##splitter", grip, Layer::room);
  const Hit hit = hitArea("##grip", grip);
  const Tones& tones = context.tones;
  const bool lit = hit.hovered || hit.held;
  if (lit) context.cursor = platform::Cursor::resizeHorizontal;
  context.pen().vertical(splitter.x, splitter.y, splitter.bottom(),
                         lit ? mix(tones.rule, tones.muted, 0.6f) : tones.rule);
  if (!hit.held || !context.mouseMoved) return;
  const float share = 1 - ImGui::GetIO().MousePos.x / std::max(1.0f, context.input.width);
  context.ask(command::SetReaderShare{std::clamp(share, 0.15f, 0.75f)});
}

}  // namespace dateline::ui
