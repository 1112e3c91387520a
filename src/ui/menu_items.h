#pragma once

#include <optional>
#include <string>
#include <vector>

#include "session/commands.h"

namespace dateline::ui {

struct MenuItem {
  std::string label;
  std::string keys = {};  ///< as keyName prints them
  std::optional<session::Command> command = {};
  bool checked = false;
  bool enabled = true;
  bool ruleAbove = false;
  int number = 0;                   ///< in a column before the label; 0: none
  std::vector<MenuItem> more = {};  ///< that it opens in the menu's place, instead of doing something
};

struct Menu {
  std::string title;
  std::vector<MenuItem> items;
};

/// Copying in its three forms, as the Edit menu and the reader's own menu offer it.
std::vector<MenuItem> copyItems(bool textSelected);
MenuItem selectAllItem(const session::State& state);
/// File, Edit, View, Text, Story, Help for this state.
std::vector<Menu> menusOf(const session::State& state, bool textSelected);

}  // namespace dateline::ui
