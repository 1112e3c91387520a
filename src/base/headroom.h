#pragma once

#include <cstddef>

namespace dateline {

/// Whether beside a block of so many bytes, that was just taken, the system would still give memory to
/// others. Threads that cannot be started and libraries that cannot have a few kilobytes end the program,
/// where for one block that is too large there is a sentence. Smaller blocks are not asked after.
bool hasHeadroomBeside(std::size_t bytes);

}  // namespace dateline
