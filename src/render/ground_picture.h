#pragma once

#include <optional>
#include <vector>

#include "map/atlas_map.h"
#include "render/frame.h"
#include "render/ground_warp.h"

namespace dateline::render {

/// A picture of the ground around what a camera sees, in square blocks that are drawn one by one. As the
/// camera moves over the plane by whole pixels, blocks that were left behind make room for those ahead.
///
///     +---+---+---+---+     lay px; block (i, j) begins at (i, j) * kBlockPx
///     |   | b |   |   |     and lies in the texture at (i mod columns, j mod rows)
///     +---+-------+---+
///     |   |  map  |   |     `room`: so far around the map blocks are drawn
///     +---+-------+---+
///     |   |   |   |   |
///     +---+---+---+---+
class GroundPicture {
 public:
  static constexpr int kBlockPx = 256;
  struct Block {
    int i = 0, j = 0;
    friend bool operator==(const Block&, const Block&) = default;
  };

  /// Begins anew, with nothing drawn. ErrorKind::graphics when the GPU has no texture of that size.
  Status begin(map::BuiltGround ground, const map::Camera& camera, std::uint64_t content, int roomPx);
  /// Goes on with another scene of the same lay: what it shares with the last one stays; what it changed is
  /// shown as it was until it is drawn anew. False, and nothing is done, when they share nothing.
  bool follow(map::BuiltGround ground, const map::Camera& camera);
  void forget() { columns_ = 0; }
  /// Memory for as much as another one has: where it is touched for the first time it takes long.
  Status makeRoomLike(const GroundPicture& other) { return fit(other.textureColumns_, other.textureRows_); }

  [[nodiscard]] bool begun() const { return columns_ > 0; }
  /// True when the camera's map is this picture but for whole pixels.
  [[nodiscard]] bool serves(const map::Camera& camera, float scale, std::uint64_t content) const;
  /// True when blocks around this camera can be drawn from the scene that is known.
  [[nodiscard]] bool reaches(const map::Camera& camera) const;
  /// True when the camera's map shows something of the blocks.
  [[nodiscard]] bool shows(const map::Camera& camera, const PixelBox& blocks) const;
  /// The next blocks to be drawn for this camera, [x0, x1) x [y0, y1), at most so many to a side; those
  /// nearest to the middle first; nothing when all are.
  [[nodiscard]] std::optional<PixelBox> missing(const map::Camera& camera, int roomPx, int most) const;
  [[nodiscard]] bool areMissing(const PixelBox& blocks, const map::Camera& camera, int roomPx) const;
  [[nodiscard]] bool drawn(Block block) const;
  [[nodiscard]] bool drawnAt(map::ScreenPoint layPx) const;

  /// Of some of their rows of pixels, in the lower left of a framebuffer.
  [[nodiscard]] Frame frameOf(const PixelBox& blocks, int firstRow, int endRow) const;
  /// Takes in blocks that were drawn there.
  void keep(const PixelBox& blocks, unsigned framebuffer);

  /// Copies the blocks that are drawn to where they lie on the map of a camera that this picture serves, as
  /// far as they are inside the frame's band.
  void copyTo(const Frame& frame, unsigned framebuffer, PixelOffset offset) const;
  /// Adds them to a mesh, as they lie on another map.
  /// `world`: as many copies as the map shows.
  void layWarped(const GroundWarp& warp, bool world, PictureMesh& mesh) const;

  [[nodiscard]] const map::Scene& scene() const { return ground_.scene; }
  [[nodiscard]] bool complete() const { return ground_.complete; }
  /// True when no tile is missing that this camera shows.
  [[nodiscard]] bool completeFor(const map::Camera& camera) const;
  [[nodiscard]] bool gaps() const { return !ground_.gaps.empty(); }
  /// True when it has gaps in a layer of which the other one shows all: to change from that to this would
  /// take away what is seen.
  [[nodiscard]] bool lacks(const GroundPicture& other) const;
  [[nodiscard]] const GroundLay& lay() const { return laid_.lay; }
  /// Another number for every scene.
  [[nodiscard]] std::uint64_t sceneId() const { return sceneId_; }
  [[nodiscard]] std::uint64_t content() const { return content_; }
  [[nodiscard]] GLuint texture() const { return texture_.id(); }

 private:
  struct Slot {
    Block block;
    bool drawn = false;
    bool stale = false;  ///< drawn, but from an earlier scene
  };
  [[nodiscard]] std::size_t slotOf(Block block) const;
  [[nodiscard]] bool fresh(Block block) const;
  [[nodiscard]] PixelBox blocksAround(PixelOffset offset, int roomPx) const;
  [[nodiscard]] PixelOffset texelOf(Block block) const;
  [[nodiscard]] GroundWarp::Source sourceOf(const Slot& slot) const;
  void addPolarCaps(std::vector<GroundWarp::Source>& sources) const;
  Status fit(int columns, int rows);
  void setScene(map::BuiltGround ground, const map::Camera& camera);

  map::BuiltGround ground_;
  LaidCamera laid_;  // of the scene's camera
  int width_ = 0, height_ = 0, roomPx_ = 0;
  std::uint64_t content_ = 0, sceneId_ = 0;
  int columns_ = 0, rows_ = 0;
  std::vector<Slot> slots_;
  GlTexture texture_;
  GlFramebuffer framebuffer_;
  int textureColumns_ = 0, textureRows_ = 0;
};

/// How far the scene of a picture has to reach for blocks within `roomPx` to be drawn from it while the map
/// moves by a block.
constexpr int reachFor(int roomPx) {
  return roomPx + 2 * GroundPicture::kBlockPx;
}

}  // namespace dateline::render
