#pragma once

#include <vector>

#include "ui/menu_items.h"
#include "ui/widgets.h"

namespace dateline::ui {

/// The quiet bar at the top: the name, the menus, the go-to field.
class MenuBar {
 public:
  void draw(Context& context, const Area& area);
  /// The open menu, above everything else; `selectedText` is what Copy takes.
  void drawOpen(Context& context, const std::string& selectedText);
  [[nodiscard]] bool isOpen() const { return open_ >= 0; }

 private:
  void open(int menu);
  void useKeys(Context& context, const std::vector<Menu>& menus, const std::string& selectedText);
  void choose(Context& context, const MenuItem& item, const std::string& selectedText);
  void goToField(Context& context, const Area& area);
  bool drawRow(Context& context, const MenuItem& item, const Area& row, bool current);

  std::vector<Area> titles_;
  int open_ = -1;
  int row_ = -1;  ///< under the keys
};

}  // namespace dateline::ui
