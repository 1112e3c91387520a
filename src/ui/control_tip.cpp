#include "ui/control_tip.h"

#include <algorithm>
#include <cmath>

#include "ui/widgets.h"

namespace dateline::ui {
namespace {

constexpr double kRestSeconds = 0.5;
constexpr float kTipHeight = 24, kTipPadding = 8, kTipGap = 6, kTipEdge = 4;
constexpr float kWidestTip = 480;

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
  const float words = std::min(context.set(tip_.text, type::kLabel)->width(), kWidestTip);
  const float width = std::ceil(words) + 2 * kTipPadding;
  const float rightmost = std::max(kTipEdge, context.input.width - kTipEdge - width);
  Area box{std::clamp(std::round(tip_.of.centreX() - width / 2), kTipEdge, rightmost),
           tip_.of.bottom() + kTipGap, width, kTipHeight};
  if (box.bottom() > context.input.height - kTipEdge) box.y = tip_.of.y - kTipGap - kTipHeight;
  const PanelWindow window("##control-tip", box, Layer::tip);
  panelGround(context, box, 5);
  context.pen().label(tip_.text, type::kLabel, box.x + kTipPadding, box.centreY(), context.tones.ink,
                      {.maxWidth = words + 1});
}

}  // namespace dateline::ui
