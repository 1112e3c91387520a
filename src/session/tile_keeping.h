#pragma once

#include <memory>

#include "map/tile_store.h"

namespace dateline::session {

/// Where the tiles of large layers outlive the program, in the cache folder, for this build of the program
/// alone; null when layers are not kept on the disk (keepLayersOnDisk). One for the whole process.
std::shared_ptr<map::TileStore> tileStore();

/// Forgets them. Gives the number of bytes that were freed.
std::uintmax_t clearTileStore();

}  // namespace dateline::session
