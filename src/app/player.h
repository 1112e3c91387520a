#pragma once

#include <deque>
#include <functional>
#include <string>
#include <vector>

#include "app/script.h"
#include "app/stage.h"

namespace dateline::app {

/// What a player needs of the one who owns the window or its stand-in.
struct PlayerHost {
  std::function<void(int width, int height)> resize;
  std::function<void(float scale)> setScale;
  std::function<Status(const std::string& path)> screenshot;  ///< of the window as drawn last
  std::function<Status(const std::string& line)> print;       ///< to standard output
};

/// Plays a script on a stage, one step a frame, as a user would: through events.
class Player {
 public:
  /// `name` of the script, for messages.
  Player(std::string name, PlayerHost host);

  void add(ScriptLine line);
  /// No more lines will come: the replay ends with the last one.
  void close();

  /// Called before each frame; `idle` says that the last frame left nothing to do. Feeds events or runs
  /// commands. An error names the line that could not be played.
  Status step(Stage& stage, double seconds, bool idle);
  /// True when the script is over (or said quit).
  [[nodiscard]] bool finished() const { return finished_; }
  /// The number of the last line that was begun; 0 before the first.
  [[nodiscard]] int line() const { return line_; }
  /// True while there is something to play, so that the loop must not sleep.
  [[nodiscard]] bool busy() const { return !script_.empty() || !frames_.empty() || settle_ > 0 || closed_; }

 private:
  Status begin(const ScriptLine& line, Stage& stage, double seconds);
  Status beginPointer(const ScriptLine& line);
  Status beginTarget(const ScriptLine& line, Stage& stage);
  void click(double x, double y, platform::Button button = platform::Button::left);
  void drag(const std::vector<double>& numbers);
  void pressKey(platform::KeyPress press);
  void type(const std::string& text);
  void panPath(const std::vector<double>& numbers);
  Status error(const ScriptLine& line, const std::string& message) const;

  std::deque<ScriptLine> script_;
  std::string name_;
  PlayerHost host_;
  bool closed_ = false;
  std::deque<std::function<void(Stage&)>> frames_;  ///< one is run before each frame
  bool waitingForIdle_ = false, waitingForPicture_ = false;
  double waitUntil_ = 0;
  int line_ = 0;
  int settle_ = 2;    ///< frames to let pass before idle counts; nothing is played before something was drawn
  int attempts_ = 0;  ///< of a target that had to be brought into view first
  bool finished_ = false;
};

/// The state as one line of JSON, as `print state` gives it.
std::string describeState(Stage& stage);

}  // namespace dateline::app
