#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <unordered_map>
#include <vector>

#include "map/scene.h"
#include "render/cut_stamps.h"
#include "render/gpu_mesh.h"
#include "render/point_cells.h"
#include "render/program.h"
#include "render/tile_strokes.h"

namespace dateline::render {

/// Draws layers of tiles and keeps their buffers on the GPU, the least recently used dropped beyond a limit.
///
/// Of a layer all fills come first, then all lines, then all points, each in the order of the classes. Lines
/// are expanded on the CPU for the size at which a tile lies and kept, so that panning uploads nothing.
class TilePainter {
 public:
  /// To be called before the layers of each band.
  void begin(const map::Scene& scene);
  /// Makes and uploads what `draw` would; false when `enough` said so before all was there.
  using Enough = std::function<bool()>;
  bool prepare(const map::SceneLayer& layer, const Frame& frame, const Enough& enough);
  void draw(const map::SceneLayer& layer, const Frame& frame, const Programs& programs);
  /// To be called once a frame: ages what was not used.
  void endFrame();

  [[nodiscard]] std::size_t bytes() const { return bytes_; }
  void setLimit(std::size_t bytes) { limit_ = bytes; }

 private:
  struct Key {
    std::uint64_t mesh;
    std::uint64_t paint;
    friend bool operator==(const Key&, const Key&) = default;
  };
  struct KeyHash {
    std::size_t operator()(const Key& key) const { return key.mesh * 0x9E3779B97F4A7C15ULL ^ key.paint; }
  };
  struct Entry {
    GpuMesh fills, strokes, points;
    PointCells pointCells;
    std::vector<GpuMesh::Stretch> bentFills;  // where the fills' stretches lie on a bent plane
    bool opaqueFills = true;
    double strokeSize = -1;    // device px a tile that the strokes were expanded for; before that below 0
    std::uint64_t bendId = 0;  // what they were bent for; 0: a flat plane
    std::uint64_t lastFrame = 0;
    std::unique_ptr<TileStrokes> coming;  // the strokes it is about to have
    [[nodiscard]] bool isReadyFor(const map::PlacedTile& tile, double scale) const;
    [[nodiscard]] std::size_t bytes() const { return fills.bytes() + strokes.bytes() + points.bytes(); }
  };
  struct Placed {
    Entry* entry;
    const map::PlacedTile* tile;
    PixelBox clip;
  };
  struct Pending {
    Entry* entry;
    const map::PlacedTile* tile;
  };

  static Key keyOf(const map::PlacedTile& tile, std::uint64_t paint);
  Entry& entryFor(const map::PlacedTile& tile, const map::SceneLayer& layer, std::uint64_t paint,
                  double scale);
  [[nodiscard]] std::vector<Pending> pendingOf(const map::SceneLayer& layer, const Frame& frame);
  bool makeTogether(std::span<const Pending> tiles, const map::SceneLayer& layer, float scale,
                    const Enough& enough);
  void beginStrokes(Entry& entry, const map::PlacedTile& tile, const map::SceneLayer& layer, float scale);
  void finish(Entry& entry, const map::PlacedTile& tile, const map::SceneLayer& layer, float scale);
  static void uploadRest(Entry& entry, const map::PlacedTile& tile, const map::SceneLayer& layer,
                         float scale);
  void drawFills(const Frame& frame, const Programs& programs) const;
  static bool placeLines(const Placed& placed, const Frame& frame, const Program& program);
  void drawStrokes(const Frame& frame, const Program& program) const;
  void drawPoints(const Frame& frame, const Program& program) const;

  std::unordered_map<Key, Entry, KeyHash> entries_;
  std::vector<Placed> placed_;      // of the layer being drawn
  std::vector<StrokeMesh> spares_;  // their memory is what tiles need, again and again
  CutStamps stamps_;
  std::uint64_t frame_ = 0;
  std::size_t bytes_ = 0;
  std::size_t limit_ = std::size_t{256} << 20;
};

}  // namespace dateline::render
