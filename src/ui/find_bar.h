#pragma once

#include <string>

#include "ui/widgets.h"

namespace dateline::ui {

/// Find in text, at the top right of the reader.
class FindBar {
 public:
  void draw(Context& context, const Area& reader);
  [[nodiscard]] bool typing() const { return typing_; }

 private:
  void useKeys(Context& context);

  std::string text_;
  std::string known_;  ///< what the state looks for, or will when it has heard of `text_`
  bool wasOpen_ = false;
  bool typing_ = false;
  bool wantsFocus_ = false;
};

}  // namespace dateline::ui
