#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "map/scene.h"

namespace dateline::map {

/// Keeps what was made of a set from one run of the program to the next: on the shelf of the set and of the
/// way it was cut, by number. Used by several threads at once.
class TileStore {
 public:
  virtual ~TileStore() = default;
  /// Nothing, or what was given, byte for byte.
  virtual std::optional<std::string> find(const std::string& shelf, std::uint64_t item) = 0;
  /// Returns at once; may keep nothing.
  virtual void keep(const std::string& shelf, std::uint64_t item, std::string bytes) = 0;
};

/// A mesh without its id, as it lies in this machine's memory: for the same build of the program.
std::string bytesOf(const TileMesh& mesh);
/// Nothing when these are not the bytes of a mesh.
std::optional<TileMesh> meshOf(std::string_view bytes);

}  // namespace dateline::map
