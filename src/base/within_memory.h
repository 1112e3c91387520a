#pragma once

#include <new>
#include <string>

#include "base/error.h"

namespace dateline {

/// What the work gives; ErrorKind::tooLarge where there is not enough memory for it: what it took is free
/// again, and all else goes on.
template <typename Work>
auto withinMemory(const std::string& where, const Work& work) -> decltype(work()) {
  try {
    return work();
  } catch (const std::bad_alloc&) {
    return fail(ErrorKind::tooLarge, "there is not enough memory for it: simplify or cut it first.", where);
  }
}

}  // namespace dateline
