#pragma once

#include <string>
#include <vector>

#include "ui/widgets.h"

namespace dateline::ui {

/// The places found in an article without a story, or those of a story that are only suggested: accept them,
/// reject them, or choose another place of the same name on a small map.
class SuggestionsPanel {
 public:
  void draw(Context& context, const Area& mapArea);
  /// Where the panel begins and ends; its end is the map's left edge when it is not shown.
  [[nodiscard]] static float leftIn(const session::State& state, const Area& mapArea);
  [[nodiscard]] static float rightIn(const session::State& state, const Area& mapArea);
  /// Empty when it is not shown.
  [[nodiscard]] Area areaIn(const session::State& state, const Area& mapArea) const;

 private:
  [[nodiscard]] float contentHeight(const session::State& state) const;
  [[nodiscard]] float heightOf(const session::Suggestion& suggestion) const;
  void reveal(const Context& context, const std::string& event, float shown);
  void header(Context& context, const Area& box);
  void row(Context& context, const session::Suggestion& suggestion, const Area& area);
  void choices(Context& context, const session::Suggestion& suggestion, const Area& area);
  void preview(Context& context, const session::Suggestion& suggestion, const Area& area) const;
  void footer(Context& context, const Area& box);

  std::string open_;           ///< event whose choices are shown
  std::string shownSelected_;  ///< event that was selected in the last pass
  int pointed_ = -1;           ///< choice under the mouse
  bool reveal_ = false;        ///< the open row was opened just now
  float scroll_ = 0;
  int percent_ = 90;  ///< what "Accept all above" asks for
};

}  // namespace dateline::ui
