#pragma once

#include <optional>

#include "app/command_line.h"
#include "app/stage.h"
#include "session/memory.h"

namespace dateline::app {

/// Settings, the window's place and reading positions from one run to the next. What the command line says
/// holds for its run alone: only what the user changes in it is kept.
class Remembering {
 public:
  /// Reads what is remembered and fills in what the command line left open.
  explicit Remembering(WindowOptions& options);

  /// Brings a stage that has opened its article to what is remembered.
  void begin(Stage& stage, const WindowOptions& options);
  /// Told after each frame, at the loop's clock; without a size while the window fills the screen.
  void note(Stage& stage, const std::optional<FrameSize>& size, double seconds);
  /// When something waits to be written; the loop must not sleep longer.
  [[nodiscard]] std::optional<double> deadline() const { return due_; }
  /// Writes what is due at this time.
  void save(Stage& stage, double seconds);
  /// Writes at once.
  void write(Stage& stage);

 private:
  struct Seen {
    session::Preferences preferences;
    session::WindowPlace window;
    std::size_t reading = 0;
    std::string article;
    friend bool operator==(const Seen&, const Seen&) = default;
  };
  [[nodiscard]] static Seen look(Stage& stage, int width, int height);

  session::Memory memory_;
  std::vector<std::string> notes_;
  std::string rememberedStyle_;
  Seen last_;
  std::optional<double> due_;
};

/// Null in replays, unless they ask for it: they show the same to everyone.
std::unique_ptr<Remembering> rememberingFor(WindowOptions& options);

}  // namespace dateline::app
