#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "map/scene.h"
#include "render/gl_object.h"
#include "render/shape.h"
#include "render/stroke.h"

namespace dateline::render {

struct FillVertex {
  map::Vec2f unit;
  map::Colour colour;
};
struct GlyphVertex {
  map::Vec2f at;     ///< device px; whole where the glyph stands upright
  map::Vec2f shift;  ///< from device px to texels of the atlas; of a turned glyph from its pen
  map::Colour colour;
  map::Vec2f turn = {0, 0};  ///< texels a device px along the glyph's own line; 0,0 for upright ones
  map::Vec2f pen = {0, 0};   ///< of a turned one, device px
};
struct PictureVertex {
  map::Vec2f corner;  ///< device px
  map::Vec2f texel;   ///< 0..1
};
struct ReliefVertex {
  map::Vec2f corner;
  float place[4];
  float perPx[4];
};

/// One vertex attribute; its location is its place in the list.
struct Attribute {
  GLint components;
  GLenum type;
  GLboolean normalised;
  std::size_t offset;
};
std::span<const Attribute> attributesOf(const FillVertex*);
std::span<const Attribute> attributesOf(const StrokeVertex*);
std::span<const Attribute> attributesOf(const ShapeVertex*);
std::span<const Attribute> attributesOf(const GlyphVertex*);
std::span<const Attribute> attributesOf(const ReliefVertex*);
std::span<const Attribute> attributesOf(const PictureVertex*);

/// Indexed triangles on the GPU.
class GpuMesh {
 public:
  /// Replaces what was there, be it of vertices of another kind. `usage` as glBufferData takes it.
  template <typename Vertex>
  void upload(std::span<const Vertex> vertices, std::span<const std::uint32_t> indices, GLenum usage) {
    uploadBytes(std::as_bytes(vertices), sizeof(Vertex), attributesOf(vertices.data()), indices, usage);
  }
  void draw() const;
  /// Draws a part of the indices.
  void draw(std::size_t first, std::size_t count) const;
  /// Sorts the triangles, in their order, into stretches whose extent is known: by the first two floats of
  /// the vertices that were uploaded.
  template <typename Vertex>
  void measure(std::span<const Vertex> vertices, std::span<const std::uint32_t> indices) {
    measureBytes(std::as_bytes(vertices), sizeof(Vertex), indices);
  }
  /// Draws at least what reaches into the box between the two corners. A software rasteriser works on every
  /// vertex of what is drawn, in view or not.
  void drawNear(map::Vec2f low, map::Vec2f high) const;

  /// A run of triangles and the box that they lie in.
  struct Stretch {
    map::Vec2f low, high;
    std::size_t first, count;

    [[nodiscard]] bool meets(map::Vec2f from, map::Vec2f to) const {
      return low.x <= to.x && high.x >= from.x && low.y <= to.y && high.y >= from.y;
    }
  };
  [[nodiscard]] const std::vector<Stretch>& stretches() const { return stretches_; }
  /// Draws those of the stretches (in their order) that meet the box.
  void drawNear(const std::vector<Stretch>& stretches, map::Vec2f low, map::Vec2f high) const;

  [[nodiscard]] bool empty() const { return count_ == 0; }
  [[nodiscard]] std::size_t bytes() const { return bytes_; }

 private:
  void uploadBytes(std::span<const std::byte> vertices, std::size_t stride,
                   std::span<const Attribute> attributes, std::span<const std::uint32_t> indices,
                   GLenum usage);

  void measureBytes(std::span<const std::byte> vertices, std::size_t stride,
                    std::span<const std::uint32_t> indices);

  std::vector<Stretch> stretches_;
  GlVertexArray array_;
  GlBuffer vertices_;
  GlBuffer indices_;
  const Attribute* layout_ = nullptr;  // of the array's vertices
  std::size_t count_ = 0;
  std::size_t bytes_ = 0;
};

}  // namespace dateline::render
