#pragma once

#include <functional>
#include <string>

#include "base/error.h"
#include "map/atlas_map.h"

namespace dateline::session {

/// One file of geodata/ and where it goes in the World.
struct WorldPart {
  std::string file;
  std::function<void(map::World&, map::World::Set)> place;
  int turn = 0;  ///< 0: for the first picture; 1: names and lines; 2: finer scales
};

const std::vector<WorldPart>& worldParts();

/// Reads one part; the error names the file.
Result<map::World::Set> readWorldPart(const WorldPart& part);
Result<std::shared_ptr<const Image>> readRelief();

/// Everything at once, on two threads: for exports. `withRelief` false leaves the relief out.
Result<std::shared_ptr<const map::World>> readWorld(bool withRelief);

}  // namespace dateline::session
