#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "app/player.h"
#include "app/stage.h"
#include "platform/window.h"

namespace dateline::app {

/// The times of the frames of a replay.
class FrameTimes {
 public:
  /// `line` of the replay that was played last, `seconds` since the loop began.
  void add(const FrameReport& report, int line, double seconds);
  /// {"frames": [{"line", "at_ms", "ms", "ground_ms", "drew", "tiles", "labels", "pins"}], "median_ms",
  /// "p99_ms"}
  Status write(const std::string& path) const;

 private:
  struct Frame {
    FrameReport report;
    int line;
    double seconds;
  };
  std::vector<Frame> frames_;
};

/// What the two loops share: effects of the session, the player, the frames' times.
class Loop {
 public:
  Loop(Stage& stage, platform::Window* window);
  ~Loop();

  /// Does what the session asked for; false when it asked to quit.
  bool performEffects();
  /// Takes the pictures of the window that were asked for before the frame that was drawn last: the one they
  /// were asked in may still show the dialog or the menu where that was done.
  void takePictures(const FrameSize& size, unsigned framebuffer);
  [[nodiscard]] bool takingPictures() const { return !pictures_.empty(); }
  [[nodiscard]] bool exporting() const { return !exports_.empty(); }

 private:
  struct Export;
  void startExport(session::effect::ExportMap asked);
  void finishExports();
  void tellOfPicture(const std::filesystem::path& path, const Status& status);
  void openExternally(const std::string& target);

  Stage& stage_;
  platform::Window* window_;  ///< null when offscreen
  std::vector<std::unique_ptr<Export>> exports_;
  std::vector<session::effect::PictureWindow> pictures_;  ///< of the window, to be taken
  bool quit_ = false;
};

}  // namespace dateline::app
