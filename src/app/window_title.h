#pragma once

#include <string>

#include "session/state.h"

namespace dateline::app {

/// "Headline – Dateline", with a star before it while the story has changes that are not saved: by it one
/// window is told from another in a task bar.
std::string windowTitle(const session::State& state);

}  // namespace dateline::app
