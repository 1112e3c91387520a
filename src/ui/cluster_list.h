#pragma once

#include <optional>
#include <string>
#include <vector>

#include "ui/widgets.h"

namespace dateline::ui {

/// The events of an open cluster that are too many to be spread on the map, in a list beside it: a click or
/// Enter selects one.
class ClusterList {
 public:
  /// Takes the keys that move through the open list, before other panels see them.
  void useKeys(Context& context);
  /// Stands clear of the context's panels. Gives the area it took; empty when there is nothing to list.
  Area draw(Context& context, const Area& mapArea);
  /// Where an event's row stands in the open list; nullopt when it is not listed.
  [[nodiscard]] std::optional<ListedRow> rowOf(const session::State& state, const std::string& id) const;

 private:
  void begin(const Context& context);
  void moveTo(int row);
  void rows(Context& context, const Area& list);
  void row(Context& context, const Area& area, int index);

  std::string shownFor_;              ///< the open cluster; empty: none
  std::vector<std::string> members_;  ///< of it
  std::vector<int> events_;           ///< the same as indices in the story
  std::string heading_;
  Area list_;
  int current_ = 0;
  bool reveal_ = false;  ///< the current row is to be in sight
  float scroll_ = 0;
};

/// "2 000 events at Astana" where all of them are there, else "here".
std::string eventsHere(const session::State& state, const std::vector<std::string>& members);
/// Whether the events of this cluster are listed now.
bool isListed(const session::State& state, const map::Placed& pin);

}  // namespace dateline::ui
