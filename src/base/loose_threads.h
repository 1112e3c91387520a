#pragma once

#include <chrono>
#include <functional>

namespace dateline {

/// Runs on a thread of its own that nobody waits for long: it may hang in the network, or in a library that
/// cannot be told to stop.
void runLoose(std::function<void()> work);

/// Waits until all such threads have ended, so long at most. False when some have not: then the program must
/// not take itself apart around them.
bool looseThreadsEnded(std::chrono::milliseconds patience);

}  // namespace dateline
