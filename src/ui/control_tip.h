#pragma once

#include <string>

#include "ui/context.h"

namespace dateline::ui {

/// Says what the control under the mouse does, once the mouse has rested on it for a moment.
class ControlTip {
 public:
  /// To be called in every pass, after all controls.
  void draw(Context& context);

 private:
  Tip tip_;
  double since_ = 0;  ///< on the session's clock
};

}  // namespace dateline::ui
