#pragma once

#include <chrono>
#include <thread>

#include "base/workers.h"

namespace dateline::session {

/// Drains the inbox until this holds; false when it does not within a minute: readers go behind all else that
/// a machine has to do.
template <typename Holds>
bool becomesTrue(Inbox& inbox, Holds holds) {
  using namespace std::chrono_literals;
  for (const auto end = std::chrono::steady_clock::now() + 60s; std::chrono::steady_clock::now() < end;
       std::this_thread::sleep_for(5ms)) {
    inbox.drain();
    if (holds()) return true;
  }
  return false;
}

}  // namespace dateline::session
