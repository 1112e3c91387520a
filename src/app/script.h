#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"

namespace dateline::app {

/// A line of a replay: the verb and its words. `rest` is everything after the verb, for texts and file names
/// with spaces.
struct ScriptLine {
  int number = 0;
  std::string verb;
  std::vector<std::string> words;
  std::string rest;
};

/// Reads a replay: a command a line, empty lines and those that begin with # left out. Every verb, the
/// number and form of its words and the range of its numbers are checked before anything is played; the error
/// names the line.
///
///     resize W H            theme light|dark       scale S
///     move X Y              click X Y              double-click X Y       right-click X Y
///     drag X1 Y1 X2 Y2 [MS] wheel X Y D            key Ctrl+F             type TEXT
///     click-pin ID          click-passage ID       select ID              fly ID
///     open PATH             layer PATH             pan-path FRAMES DX DY [DX DY]...
///     wait idle|picture|MS  screenshot FILE        screenshot-map FILE    print state
///     quit
/// `first` is the number of the first line.
Result<std::vector<ScriptLine>> parseScript(std::string_view text, const std::string& name, int first = 1);

}  // namespace dateline::app
