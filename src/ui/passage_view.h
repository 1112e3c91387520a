#pragma once

#include <string>

#include "ui/widgets.h"

namespace dateline::ui {

/// The passage on a card, in as many whole lines as it has room for. The others are scrolled to by the wheel
/// and, while the mouse is not over the reader, by the keys for pages.
class PassageView {
 public:
  void draw(Context& context, const text::Layout& passage, const Area& area);

 private:
  std::string event_;  ///< whose passage it was that was scrolled
  int anchor_ = 0;
  float scroll_ = 0;
};

}  // namespace dateline::ui
