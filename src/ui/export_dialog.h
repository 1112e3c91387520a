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
  void checkPath(const Context& context);
  void finish(Context& context, session::ExportSpec spec);
  void accept(Context& context, session::ExportSpec spec);
  [[nodiscard]] bool asksToReplace() const;
  static void tell(const Context& context, const std::string& problem, const Area& area);
  void question(const Context& context, const Area& area) const;

  bool shown_ = false;
  std::string width_, height_, path_;
  std::string refusalOfName_;
  bool exists_ = false, isFolder_ = false, isBeingWritten_ = false, folderExists_ = true;
  std::string askedAbout_;  ///< the file that exists and that the user was about to replace; empty: none
  double askedAt_ = 0;      ///< on the session's clock
};

}  // namespace dateline::ui
