#pragma once

#include <optional>
#include <vector>

#include "ui/widgets.h"

namespace dateline::ui {

/// Problems at the top of the map; running tasks and toasts at its foot or, where they would cover there what
/// one reads, in the menu bar in place of its field. What stays is placed before the panels, so that these
/// and the cards keep clear of it; toasts keep clear of all the others.
class Notices {
 public:
  /// `strip`: what the menu bar has free; `over`: the panels over the map, and what is drawn on it.
  void place(const Context& context, const Area& map, const Area& strip, std::vector<Area> over);
  /// Over the map, of those that stay for longer than a toast.
  [[nodiscard]] const std::vector<Area>& staying() const { return staying_; }
  /// Where the last of the problems at the top of the map ends, with a gap; 0 when there are none.
  [[nodiscard]] float belowProblems() const { return belowProblems_; }
  /// How much lower the panels stand: below problems that have no room beside them.
  [[nodiscard]] float panelsDown() const { return panelsDown_; }
  /// `over`: the panels and the card as they stand now.
  void draw(Context& context, std::vector<Area> over);

 private:
  [[nodiscard]] float lowestProblem(const Context& context) const;
  void placeProblems(const Context& context, const Area& map);
  void placeTasks(const Context& context);
  void placeTasksInStrip(const Context& context);
  // toasts.cpp
  void drawToasts(Context& context);
  [[nodiscard]] std::vector<Area> toastsAtFoot(const Context& context) const;
  [[nodiscard]] std::vector<Area> toastsInStrip(const Context& context);
  [[nodiscard]] std::optional<Area> toastAtTop(const Context& context, const session::Toast& what) const;

  [[nodiscard]] Area standing(float width, float height, float bottom) const;
  [[nodiscard]] std::optional<Area> freeAtFoot(float width, float height, float bottom) const;

  Area area_;               ///< of the map, what panels at its sides leave
  bool beside_ = true;      ///< the panels at the map's left, not over them
  Area strip_;              ///< of the menu bar, what is left by what stands there already
  std::vector<Area> over_;  ///< not to be covered
  std::vector<Area> problems_;
  Area tasks_;
  int taskRows_ = 0;
  Area more_;  ///< in place of the problems that there is no room for
  std::vector<Area> staying_;
  float foot_ = 0;  ///< of the map, what tasks leave
  float belowProblems_ = 0;
  float panelsDown_ = 0;
  bool toastsAside_ = false;  ///< in the strip, until the last one is gone: they do not jump to and fro
};

/// A word that can be clicked, left of `x`, which becomes its left edge.
bool noticeLink(Context& context, const char* text, float& x, float y);
float noticeLinkWidth(const Context& context, const char* text);

}  // namespace dateline::ui
