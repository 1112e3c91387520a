#pragma once

#include <string>

#include "ui/dialog_frame.h"

namespace dateline::ui {

/// What is exported, how large, to which file.
class ExportDialog {
 public:
  void draw(Context& context);
  void forget() { shown_ = false; }

 private:
  void begin(const Context& context);
  void sizeControls(Context& context, session::ExportSpec& spec, float x, float y, float width);
  [[nodiscard]] std::string problemOf(const session::ExportSpec& spec) const;
  void finish(Context& context, session::ExportSpec spec);

  bool shown_ = false;
  std::string width_, height_, path_;
  std::string checkedPath_;
  bool exists_ = false, isFolder_ = false, folderExists_ = true;
};

}  // namespace dateline::ui
