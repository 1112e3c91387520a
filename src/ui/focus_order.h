#pragma once

#include <cstdint>
#include <vector>

namespace dateline::ui {

struct Context;

/// Which control of a dialog has the keyboard. Tab and Shift+Tab go through the controls in the order in
/// which they are drawn; Space and Enter press the one that has it, arrows change it.
class FocusOrder {
 public:
  /// Before a dialog is drawn; another `dialog` begins without focus.
  void begin(Context& context, int dialog);
  /// To be told of every control, in every pass; true for the one that has the keyboard.
  bool add(std::uint32_t id);
  /// True in the pass in which the keyboard came to it by a key.
  [[nodiscard]] bool cameByKey() const { return moved_; }
  /// The mouse gave a control the keyboard.
  void give(std::uint32_t id) { current_ = id; }

 private:
  int dialog_ = -1;
  std::uint32_t current_ = 0;  ///< 0: none
  bool moved_ = false;
  std::vector<std::uint32_t> order_, before_;  ///< of this pass and of the last one
};

}  // namespace dateline::ui
