#pragma once

#include <deque>
#include <string>
#include <vector>

#include "ui/active_field.h"
#include "ui/cards.h"
#include "ui/cluster_list.h"
#include "ui/control_tip.h"
#include "ui/dialogs.h"
#include "ui/find_bar.h"
#include "ui/go_to_palette.h"
#include "ui/layers_panel.h"
#include "ui/map_panel.h"
#include "ui/menu_bar.h"
#include "ui/notices.h"
#include "ui/reader.h"
#include "ui/review_panel.h"
#include "ui/splitter.h"
#include "ui/suggestions_panel.h"
#include "ui/timeline.h"

namespace dateline::ui {

/// All panels and the input on its way to them.
struct Ui::Panels {
  Panels(text::Typesetter& typesetter, std::uint64_t glyphTexture);
  ~Panels();

  FrameOutput frame(const session::State& state, const FrameInput& input);
  /// The card and the panel at the foot are where they were in the last frame.
  [[nodiscard]] std::vector<Area> overMap(const session::State& state, const Area& mapArea) const;
  [[nodiscard]] std::vector<Area> panelsOver(const session::State& state, const Area& mapArea) const;

  text::Typesetter& typesetter;
  TextPainter painter;
  ActiveField field;
  std::function<std::string()> readClipboard;

  MenuBar menuBar;
  MapPanel map;
  EventCard card;
  ClusterList clusterList;
  Reader reader;
  Timeline timeline;
  FindBar findBar;
  GoToPalette goTo;
  LayersPanel layers;
  SuggestionsPanel suggestions;
  ReviewPanel review;
  Dialogs dialogs;
  Notices notices;
  ControlTip controlTip;

  int clicks = 0;  ///< left button let go

 private:
  /// What the panels made of a slice of events.
  struct Pass {
    session::Commands commands;
    platform::Cursor cursor = platform::Cursor::arrow;
    bool animating = false;
  };
  Pass pass(const session::State& state, const FrameInput& input, const std::vector<platform::Event>& slice);
  void feed(const std::vector<platform::Event>& slice, Context& context);
  void useShortcut(Context& context, const platform::KeyPress& press, bool wasModal, bool typing);
  void drawRooms(Context& context);
  void drawOverlays(Context& context);
  void drawModals(Context& context);
  [[nodiscard]] std::vector<Area> panelsBeside(const session::State& state, const Area& mapArea) const;
  [[nodiscard]] Area panelsArea(const Area& mapArea) const;
  [[nodiscard]] bool modal(const session::State& state) const;
  static void useStyle(float scale);

  std::deque<platform::Event> events_;
  Area card_, listed_;
  double lastSeconds_ = -1;
  double passSeconds_ = 0;              ///< left of the frame's time for the next pass
  std::uint64_t generationBefore_ = 0;  ///< of the atlas, before the last pass
};

}  // namespace dateline::ui
