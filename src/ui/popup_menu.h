#pragma once

#include <optional>
#include <span>

#include "ui/menu_items.h"
#include "ui/widgets.h"

namespace dateline::ui {

/// A menu that a right click opens: rows of items, for mouse and keys.
class PopupMenu {
 public:
  void open(ImVec2 at);
  void close() { at_.reset(); }
  [[nodiscard]] bool isOpen() const { return at_.has_value(); }
  /// Draws it over everything; gives the item that was chosen, having closed.
  std::optional<std::size_t> draw(Context& context, const char* id, std::span<const MenuItem> items);

 private:
  std::optional<std::size_t> useKeys(Context& context, std::span<const MenuItem> items);

  std::optional<ImVec2> at_;
  int row_ = -1;  // under the keys or the mouse
};

/// A row of any menu; true when it was clicked.
bool menuRow(Context& context, const MenuItem& item, const Area& row, bool current);
constexpr float kMenuRow = 28;
constexpr float kMenuRuleSpace = 9;
/// The height of a row where a menu has so much room: long menus stand closer in low windows.
float menuRowHeight(std::span<const MenuItem> items, float room);
/// The size of a menu with these items, its margins included.
Area menuSize(const Context& context, std::span<const MenuItem> items, float rowHeight = kMenuRow);

}  // namespace dateline::ui
