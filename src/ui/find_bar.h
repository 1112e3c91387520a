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
  std::string seen_;   ///< the state's query in the last pass
  std::string asked_;  ///< what the state looks for, or will when it has heard of it
  bool wasOpen_ = false;
  bool typing_ = false;
  bool wantsFocus_ = false;
};

}  // namespace dateline::ui
