#pragma once

#include <initializer_list>
#include <optional>
#include <string>

#include "ui/widgets.h"

namespace dateline::ui {

/// The ground all dialogs share: the window dimmed, a panel in its middle with a title and a cross. Keys: Esc
/// closes.
class DialogFrame {
 public:
  /// One that changes its height keeps its top: where it would stand at the `tallest`.
  DialogFrame(Context& context, std::string_view title, float width, float height, float tallest = 0);

  /// What is left for the dialog below its title, inside the margins.
  [[nodiscard]] const Area& inner() const { return inner_; }

  struct Button {
    const char* text;
    bool main = false;
    bool enabled = true;
  };
  /// A row at the bottom right, first is left-most; gives the index of the one that was clicked (Enter: the
  /// main one).
  std::optional<int> buttons(std::initializer_list<Button> row);

 private:
  Context& context_;
  PanelWindow window_;
  Area box_, inner_;
};

}  // namespace dateline::ui
