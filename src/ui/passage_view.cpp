#include "ui/passage_view.h"

#include <algorithm>
#include <cmath>

#include "ui/card_text.h"

namespace dateline::ui {

void PassageView::draw(Context& context, const text::Layout& passage, const Area& area) {
  using platform::Key;
  const session::State& state = context.state;
  if (event_ != state.selected || anchor_ != state.passage) scroll_ = 0;
  event_ = state.selected;
  anchor_ = state.passage;
  const float beyond = std::max(0.0f, passage.height() - area.h);
  const bool hovered = hitArea("##passage", area).hovered;
  if (hovered) scroll_ -= std::round(ImGui::GetIO().MouseWheel) * kPassageLine;
  if (beyond > 0) {
    const float page = std::max(kPassageLine, area.h - kPassageLine);
    if (context.take(Key::pageDown)) scroll_ += page;
    if (context.take(Key::pageUp)) scroll_ -= page;
  }
  scroll_ = std::clamp(scroll_, 0.0f, beyond);
  const Pen pen = context.pen();
  scrollThumb(context, {area.x, area.y, area.w + kCardPadding, area.h}, passage.height(), scroll_);
  const Pen::Clip clip(pen, area.inset(-2));
  pen.draw(passage, area.x, area.y - scroll_, context.tones.ink);
}

}  // namespace dateline::ui
