#pragma once

#include <string>

#include "ui/widgets.h"

namespace dateline::ui {

/// Ctrl+K: one field for events, places, countries and commands.
class GoToPalette {
 public:
  void draw(Context& context);

 private:
  void useKeys(Context& context);
  void rows(Context& context, const Area& list);

  std::string text_;
  bool wasOpen_ = false;
  bool typing_ = false;
  float scroll_ = 0;
  int shownCurrent_ = -1;  ///< the row that was last brought into sight
};

}  // namespace dateline::ui
