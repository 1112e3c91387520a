#pragma once

#include <deque>
#include <vector>

#include "platform/input.h"

namespace dateline::ui {

/// Dear ImGui sees the mouse once a frame, as it stands: a button that goes down and up in
/// between, it never sees. So events are fed in slices that it can tell apart: what moves, then at most one
/// press or release.
std::vector<platform::Event> takeSlice(std::deque<platform::Event>& events);

/// True for slices that press, release or type something.
bool strikes(const std::vector<platform::Event>& slice);

}  // namespace dateline::ui
