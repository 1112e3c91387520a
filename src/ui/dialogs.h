#pragma once

#include "ui/encoding_dialog.h"
#include "ui/export_dialog.h"
#include "ui/open_dialog.h"

namespace dateline::ui {

/// Whichever dialog the state asks for.
class Dialogs {
 public:
  void draw(Context& context);

 private:
  FocusOrder focus_;
  OpenDialog open_;
  ExportDialog export_;
  EncodingDialog encoding_;
};

void drawKeysDialog(Context& context);
void drawAboutDialog(Context& context);
void drawLinkDialog(Context& context);
/// Before the window or the story is left with changes that are not saved.
void drawUnsavedDialog(Context& context);

}  // namespace dateline::ui
