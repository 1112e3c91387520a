#pragma once

#include <span>
#include <vector>

#include "map/scene.h"
#include "render/gpu_mesh.h"
#include "render/program.h"

namespace dateline::render {

/// Tiles on a plane that bends them. Fills are projected by bent_fill.vert; lines and points, which are kept
/// in pixels, here, in double precision.

/// Halves the edges that are so long that they would bend visibly, and with them the triangles: neighbours
/// halve their common edge alike. `z`: the tile's level.
void refineFills(std::vector<FillVertex>& vertices, std::vector<std::uint32_t>& indices, int z);

/// Device px of a tile's places from its middle.
class BentPlace {
 public:
  BentPlace(const map::TileBend& bend, float scale);

  struct Place {
    map::Vec2f px;
    bool drawn = true;  ///< false beyond what the plane shows
  };
  [[nodiscard]] Place at(map::Vec2f unit) const;
  /// Where stretches of a mesh in tile units lie, as boxes in device px from the tile's middle.
  [[nodiscard]] std::vector<GpuMesh::Stretch> placed(const std::vector<GpuMesh::Stretch>& stretches) const;

  /// The parts of a line that are drawn, bent: long segments get more points.
  template <typename Use>
  void forEachRun(std::span<const map::Vec2f> line, bool closed, const Use& use) const;

 private:
  [[nodiscard]] Place exact(map::Vec2f unit) const;

  const geo::BentTile& tile_;
  double px_;  // device px a unit of the plane
  float longest_;
};

/// Where the tile's middle lies in device px, in whole 1/256.
map::ScreenPoint middleOf(const map::PlacedTile& tile, float scale);
/// Tells bent_fill.vert how this tile lies. What is `opaque` may be drawn twice where the tile meets itself.
void placeBentFill(const Program& program, const Frame& frame, const map::PlacedTile& tile, bool opaque);

template <typename Use>
void BentPlace::forEachRun(std::span<const map::Vec2f> line, bool closed, const Use& use) const {
  static thread_local std::vector<map::Vec2f> run;
  run.clear();
  bool whole = true;
  const auto add = [&](map::Vec2f unit) {
    const Place place = at(unit);
    if (place.drawn) return run.push_back(place.px);
    whole = false;
    if (run.size() > 1) use(std::span<const map::Vec2f>(run), false);
    run.clear();
  };
  const std::size_t segments = closed ? line.size() : line.size() - 1;
  if (!line.empty()) add(line.front());
  for (std::size_t i = 0; i < segments; ++i) {
    const map::Vec2f a = line[i], b = line[(i + 1) % line.size()];
    const float reach = std::max(std::abs(b.x - a.x), std::abs(b.y - a.y));
    const int parts = std::max(1, static_cast<int>(std::ceil(reach / longest_)));
    for (int part = 1; part <= parts; ++part) {
      const float t = static_cast<float>(part) / static_cast<float>(parts);
      add(part == parts ? b : map::Vec2f{a.x + (b.x - a.x) * t, a.y + (b.y - a.y) * t});
    }
  }
  if (closed && whole && run.size() > 1) run.pop_back();
  if (run.size() > 1) use(std::span<const map::Vec2f>(run), closed && whole);
}

}  // namespace dateline::render
