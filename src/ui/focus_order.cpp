#include "ui/focus_order.h"

#include <algorithm>
#include <utility>

#include "ui/context.h"

namespace dateline::ui {

void FocusOrder::begin(Context& context, int dialog) {
  before_ = std::exchange(order_, {});
  moved_ = false;
  if (dialog != std::exchange(dialog_, dialog)) {
    current_ = 0;
    before_.clear();
  }
  const auto count = static_cast<std::ptrdiff_t>(before_.size());
  if (count == 0) return;  // no dialog, or its first pass
  const int forward = context.take(platform::Key::tab) ? 1 : 0;
  const int back = context.take(platform::Key::tab, {.shift = true}) ? 1 : 0;
  if (forward == back) return;
  const auto at = std::find(before_.begin(), before_.end(), current_) - before_.begin();
  const std::ptrdiff_t next =
      at == count ? (forward != 0 ? 0 : count - 1) : (at + forward - back + count) % count;
  current_ = before_[static_cast<std::size_t>(next)];
  moved_ = true;
  context.field.leave();
}

bool FocusOrder::add(std::uint32_t id) {
  order_.push_back(id);
  return id == current_;
}

}  // namespace dateline::ui
