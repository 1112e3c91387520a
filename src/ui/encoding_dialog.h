#pragma once

#include "ui/dialog_frame.h"

namespace dateline::ui {

/// Chooses what the article's bytes are read as. The first choice is what was recognised.
class EncodingDialog {
 public:
  void draw(Context& context);
  void forget() { current_ = -1; }

 private:
  void useKeys(Context& context, int chosen);
  void choose(Context& context, int index) const;

  int current_ = -1;  ///< the row that keys stand on; -1: not open
};

}  // namespace dateline::ui
