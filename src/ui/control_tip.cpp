#include "ui/control_tip.h"

#include <algorithm>
#include <cmath>

#include "ui/widgets.h"

namespace dateline::ui {
namespace {

constexpr double kRestSeconds = 0.5;
constexpr float kTipHeight = 24, kTipPadding = 8, kTipGap = 6, kTipEdge = 4;
constexpr float kWidestTip = 480;
constexpr int kTipLines = 12;

}  // namespace

void ControlTip::draw(Context& context) {
  if (!context.tip || context.tip->text.empty()) {
    tip_ = {};
    return;
  }
  const double now = context.input.seconds;
  if (context.tip->text != tip_.text || context.tip->of.x != tip_.of.x || context.tip->of.y != tip_.of.y) {
    tip_ = *context.tip;
    since_ = now;
  }
  if (now - since_ < kRestSeconds) {
    context.animating = true;
    return;
  }
  const float room = std::min(kWidestTip, context.input.width - 2 * (kTipEdge + kTipPadding));
  const text::LayoutPtr words =
      context.set(tip_.text, type::kLabel, {.widthPx = std::max(1.0f, room), .maxLines = kTipLines});
  const float width = std::ceil(words->width()) + 2 * kTipPadding;
  const float height = kTipHeight + std::ceil(words->height() - words->lines().front().bottom);
  const float rightmost = std::max(kTipEdge, context.input.width - kTipEdge - width);
  Area box{std::clamp(std::round(tip_.of.centreX() - width / 2), kTipEdge, rightmost),
           tip_.of.bottom() + kTipGap, width, height};
  if (box.bottom() > context.input.height - kTipEdge)
    box.y = std::max(kTipEdge, tip_.of.y - kTipGap - height);
  const PanelWindow window("##control-tip", box, Layer::tip);
  panelGround(context, box, 5);
  const Pen pen = context.pen();
  pen.draw(*words, box.x + kTipPadding, box.centreY() - words->height() / 2, context.tones.ink);
}

}  // namespace dateline::ui
