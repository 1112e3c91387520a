#pragma once

#include <string>

#include "ui/dialog_frame.h"
#include "ui/folder_listing.h"

namespace dateline::ui {

/// What is said of a folder without files for this dialog.
std::string_view nothingHere(session::Dialog dialog);

/// Chooses a file: an article or story, a layer, a style, or where a story goes.
class OpenDialog {
 public:
  void draw(Context& context);
  void forget() { shownFor_ = session::Dialog::none; }

 private:
  void begin(const Context& context);
  void goTo(const std::filesystem::path& folder);
  void relist();
  void activate(Context& context, const FolderEntry& entry);
  void accept(Context& context);
  void useKeys(Context& context);
  void places(Context& context, const Area& area);
  void files(Context& context, const Area& area);

  session::Dialog shownFor_ = session::Dialog::none;
  FolderListing listing_;
  std::vector<std::pair<std::string, std::filesystem::path>> bookmarks_;
  std::string path_;
  bool allFiles_ = false;
  bool wantsFocus_ = false;
  bool confirmReplace_ = false;
  int row_ = -1;
  bool reveal_ = false;  ///< the row that a key chose
  float scroll_ = 0;
};

}  // namespace dateline::ui
