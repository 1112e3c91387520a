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
  bool copiesSelection = false;  ///< of the reader, which alone knows it
  bool checked = false;
  bool enabled = true;
  bool ruleAbove = false;
};

struct Menu {
  std::string title;
  std::vector<MenuItem> items;
};

/// File, Edit, View, Story, Help for this state.
std::vector<Menu> menusOf(const session::State& state, bool textSelected);

}  // namespace dateline::ui
