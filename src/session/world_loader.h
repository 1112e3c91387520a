#pragma once

#include <array>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "base/error.h"
#include "base/image.h"
#include "map/atlas_map.h"

namespace dateline::session {

/// What of the world a view draws; the rest need not be read.
struct WorldNeeds {
  bool names = true;               ///< also what is searched for places
  bool ground = true;              ///< land, water and lines
  bool relief = true;              ///< only with the ground
  std::array<bool, 3> scale = {};  ///< of the three scales, coarse first, these too

  static WorldNeeds of(const map::Look& look, map::Zoom zoom, float pixelsPerLogicalPx);
};

/// One file of the shipped geodata.
struct WorldPart {
  std::string file;  ///< below geodata/
  std::function<map::World::Set&(map::World&)> slot;
  enum class Drawn : std::uint8_t { never, ground, coarse, medium, fine } drawn;
  bool named = false;  ///< for names and for finding places

  [[nodiscard]] bool neededFor(const WorldNeeds& needs) const;
};

/// Sorted by how urgently the first picture wants them.
const std::vector<WorldPart>& worldParts();

Result<map::World::Set> readWorldPart(const WorldPart& part);
Result<std::shared_ptr<const Image>> readRelief();

/// `world` and what it still lacks of these, read on two threads: for exports.
Result<std::shared_ptr<const map::World>> completedWorld(std::shared_ptr<const map::World> world,
                                                         const WorldNeeds& needs);

}  // namespace dateline::session
