#pragma once

#include <filesystem>
#include <string>
#include <variant>

#include "base/file.h"
#include "session/state.h"

namespace dateline::session {

// What a session cannot do by itself: it asks its owner, who has the window.
namespace effect {
struct CopyText {
  std::string text;
};
struct OpenExternally {
  std::string target;
};  ///< a link or a folder, after the user agreed
struct PictureMap {
  std::filesystem::path path;
};
/// To be taken when the next frame has been drawn; then command::EndPose.
struct PictureWindow {
  std::filesystem::path path;
  Existing existing = Existing::keep;
};
struct ExportMap {
  ExportSpec spec;
  map::MapModel model;
  map::View view;
  Task task;
};
struct ToggleFullScreen {};
struct Quit {};
}  // namespace effect
using Effect = std::variant<effect::CopyText, effect::OpenExternally, effect::PictureMap,
                            effect::PictureWindow, effect::ExportMap, effect::ToggleFullScreen, effect::Quit>;

}  // namespace dateline::session
