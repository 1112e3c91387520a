// ui: panels that read the state and answer with commands. The only user of Dear ImGui. Calls no OpenGL, no GDAL; it sees textures as
// opaque ids.
#pragma once

#include <cstdint>
#include <memory>
#include <span>

#include "map/atlas_map.h"
#include "platform/input.h"
#include "session/commands.h"
#include "session/state.h"
#include "text/typesetter.h"

namespace dateline::ui {

struct Area {
  float x = 0, y = 0, w = 0, h = 0;  ///< logical px of the window
  [[nodiscard]] bool contains(double px, double py) const { return px >= x && px < x + w && py >= y && py < y + h; }
};

/// Where the rooms of the window are; a pure function of the state and the window's size.
struct WindowLayout {
  Area menu, map, reader, splitter, timeline;  ///< reader and timeline are empty when hidden
};
WindowLayout layoutWindow(const session::State& state, float width, float height);

/// What a frame is drawn from, beside the state.
struct FrameInput {
  float width = 0, height = 0;  ///< logical px
  float scale = 1;
  double seconds = 0;                            ///< the session's clock
  std::span<const platform::Event> events = {};  ///< since the last frame, positions in logical px
  const map::BuiltScene* built = nullptr;        ///< what the map shows now; may be null at first
};

struct FrameOutput {
  session::Commands commands;
  platform::Cursor cursor = platform::Cursor::arrow;
  bool animating = false;  ///< wants another frame at once (caret, scrolling)
};

/// What the reader shows, for replays and tests.
struct ReaderStatus {
  double scroll = 0;   ///< logical px from the top
  double height = 0;   ///< of the whole text
  std::size_t firstVisible = 0, lastVisible = 0;  ///< code points
};

class Ui {
 public:
  /// Begins Dear ImGui (without a backend: its draw data goes to who owns the GL context). `glyphTexture` is the id of the glyph atlas as a texture.
  Ui(text::Typesetter& typesetter, std::uint64_t glyphTexture);
  ~Ui();

  /// One frame: feeds the events, draws the panels over the map, gives the commands that the user asked for.
  FrameOutput frame(const session::State& state, const FrameInput& input);

  [[nodiscard]] ReaderStatus readerStatus() const;
  /// Where a passage or a pin stands in the window now, for `click-passage`; nullopt when it is not visible.
  [[nodiscard]] std::optional<map::ScreenPoint> passagePoint(const session::State& state, int event) const;

 private:
  struct Panels;
  std::unique_ptr<Panels> panels_;
};

/// The command a key asks for, outside text fields; nullopt for none.
std::optional<session::Command> shortcut(platform::KeyPress press);

}  // namespace dateline::ui
