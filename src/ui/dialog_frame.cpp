#include "ui/dialog_frame.h"

#include <cmath>
#include <vector>

namespace dateline::ui {
namespace {

constexpr float kDialogMargin = 24;
constexpr float kDialogHeader = 56;

Area whole(const Context& context) {
  return {0, 0, context.input.width, context.input.height};
}

}  // namespace

DialogFrame::DialogFrame(Context& context, std::string_view title, float width, float height, float tallest)
    : context_(context), window_("##dialog", whole(context), Layer::veil) {
  const Area all = whole(context);
  const float w = std::min(width, all.w - 16);
  const float h = std::min(height, all.h - 16);
  const float top = (all.h - std::min(std::max(height, tallest), all.h - 16)) / 2;
  box_ = {std::round((all.w - w) / 2), std::round(top), w, h};
  const Pen pen = context.pen();
  pen.fill(all, context.tones.dim);
  panelGround(context, box_);
  pen.label(title, type::kDialogTitle, box_.x + kDialogMargin, box_.y + 32, context.tones.ink,
            {.maxWidth = w - 96});
  if (iconButton(context, "##close", {box_.right() - 42, box_.y + 18, 28, 28}, Icon::cross, "Close"))
    context.ask(command::CloseDialog{});
  if (context.take(platform::Key::escape)) context.ask(command::CloseDialog{});
  inner_ = {box_.x + kDialogMargin, box_.y + kDialogHeader, w - 2 * kDialogMargin,
            h - kDialogHeader - kDialogMargin};
}

std::optional<int> DialogFrame::buttons(std::initializer_list<Button> row) {
  constexpr float kHeight = 32;
  std::optional<int> clicked;
  float x = inner_.right();
  std::vector<Area> places(row.size());
  for (std::size_t i = row.size(); i-- > 0;) {
    const float width = buttonWidth(context_, (row.begin() + i)->text);
    x -= width;
    places[i] = {x, inner_.bottom() - kHeight, width, kHeight};
    x -= 8;
  }
  for (std::size_t i = 0; i < row.size(); ++i) {
    const Button& what = *(row.begin() + i);
    if (button(context_, what.text, places[i], what.text, what.main, what.enabled))
      clicked = static_cast<int>(i);
    if (what.main && what.enabled && context_.take(platform::Key::enter)) clicked = static_cast<int>(i);
  }
  return clicked;
}

}  // namespace dateline::ui
