// ui: panels that read the state and answer with commands. The only user of Dear ImGui. Calls no OpenGL and
// no GDAL: it sees textures as opaque ids.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "map/atlas_map.h"
#include "platform/input.h"
#include "session/commands.h"
#include "session/state.h"
#include "text/typesetter.h"
#include "ui/area.h"

namespace dateline::ui {

/// Where the rooms of the window are; a pure function of the state and the window's size. They tile the
/// window.
struct WindowLayout {
  Area menu, map, reader, splitter, timeline;  ///< reader, splitter and timeline are empty when hidden
  float covered = 0;                           ///< px at the map's left that panels stand over
};
WindowLayout layoutWindow(const session::State& state, float width, float height);
/// The buttons over a map's corner; empty where there is no room for them.
Area mapButtons(const Area& map);

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
  bool animating =
      false;  ///< wants another frame at once: something scrolls, or events wait for these commands' effect
};

/// A row of the list of a cluster's events, in the window.
struct ListedRow {
  map::ScreenPoint middle;  ///< once the wheel has been turned
  double notches = 0;       ///< of the wheel over the list that bring it into sight; 0: it is
};

/// What the reader shows, for replays and tests.
struct ReaderStatus {
  double scroll = 0;                              ///< logical px from the top
  double height = 0;                              ///< of the whole text
  std::size_t firstVisible = 0, lastVisible = 0;  ///< code points
  std::size_t readingAt = 0;  ///< the first in sight; 0 at the very top, whatever stands there
  std::optional<article::TextRange> selection = {};
  int layoutsMade = 0;  ///< pieces of text set since the program began
};

class Ui {
 public:
  /// Begins Dear ImGui, without a backend: its draw data goes to who owns the GL context. `glyphTexture` is
  /// the id of the typesetter's atlas as a texture: white with the atlas as alpha.
  Ui(text::Typesetter& typesetter, std::uint64_t glyphTexture);
  ~Ui();
  Ui(const Ui&) = delete;
  Ui& operator=(const Ui&) = delete;

  /// One frame: feeds the events, draws the panels over the map (ImGui::GetDrawData), gives the commands that
  /// the user asked for. Events that came after one which changes the state are kept for the next frame.
  /// Upload the atlas after this.
  FrameOutput frame(const session::State& state, const FrameInput& input);

  /// Asked when the user pastes; copying comes out as command::CopyText.
  std::function<std::string()> readClipboard;

  /// What stands over a map for as long as it is open, its buttons among it.
  [[nodiscard]] std::vector<Area> overMap(const session::State& state, const Area& map) const;
  /// Of that what stays where it is, whatever is pointed at or selected.
  [[nodiscard]] std::vector<Area> panelsOver(const session::State& state, const Area& map) const;
  [[nodiscard]] ReaderStatus readerStatus() const;
  /// How often the left button was let go since the program began: a script sees that its click has come.
  [[nodiscard]] int clicks() const;
  /// A point in the window on the text of an event's passage (the selected one's current passage, else the
  /// first); nullopt when it is not visible now.
  [[nodiscard]] std::optional<map::ScreenPoint> passagePoint(const session::State& state, int event) const;
  /// Of an event in the open list of a cluster; nullopt when it is in none.
  [[nodiscard]] std::optional<ListedRow> listedRow(const session::State& state, const std::string& id) const;

 private:
  struct Panels;
  std::unique_ptr<Panels> panels_;
};

/// The command a key asks for, outside text fields; nullopt for none.
std::optional<session::Command> shortcut(platform::KeyPress press);

}  // namespace dateline::ui
