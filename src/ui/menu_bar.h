#pragma once

#include <string>
#include <vector>

#include "ui/menu_items.h"
#include "ui/reader.h"
#include "ui/widgets.h"

namespace dateline::ui {

/// The quiet bar at the top: the name, the menus, the go-to field.
class MenuBar {
 public:
  void draw(Context& context, const Area& area);
  /// The open menu, above everything else; what is done with the marked text the reader does.
  void drawOpen(Context& context, Reader& reader);
  /// What notices may cover: the go-to field and what is free beside it.
  [[nodiscard]] Area free() const { return free_; }
  [[nodiscard]] bool isOpen() const { return open_ >= 0; }

 private:
  void open(int menu);
  [[nodiscard]] const std::vector<MenuItem>& itemsShown(const std::vector<Menu>& menus) const;
  void leave(const std::vector<Menu>& menus);
  void useKeys(Context& context, const std::vector<Menu>& menus, Reader& reader);
  void choose(Context& context, const MenuItem& item, Reader& reader);
  void goToField(Context& context, const Area& area);

  std::vector<Area> titles_;
  Area free_;
  int open_ = -1;
  int row_ = -1;            ///< under the keys
  std::string inside_;      ///< the label of the item that was gone into; empty: none
  double insideSince_ = 0;  ///< on the session's clock
};

}  // namespace dateline::ui
