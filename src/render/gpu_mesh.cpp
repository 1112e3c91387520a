#include "render/gpu_mesh.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstring>

namespace dateline::render {
namespace {

constexpr Attribute floats(GLint components, std::size_t offset) {
  return {components, GL_FLOAT, GL_FALSE, offset};
}
constexpr Attribute colour(std::size_t offset) {
  return {4, GL_UNSIGNED_BYTE, GL_TRUE, offset};
}

}  // namespace

std::span<const Attribute> attributesOf(const FillVertex*) {
  static constexpr std::array list = {floats(2, offsetof(FillVertex, unit)),
                                      colour(offsetof(FillVertex, colour))};
  return list;
}

std::span<const Attribute> attributesOf(const StrokeVertex*) {
  static constexpr std::array list = {
      floats(2, offsetof(StrokeVertex, corner)), floats(4, offsetof(StrokeVertex, anchor)),
      floats(2, offsetof(StrokeVertex, length)), colour(offsetof(StrokeVertex, colour))};
  return list;
}

std::span<const Attribute> attributesOf(const ShapeVertex*) {
  static constexpr std::array list = {
      floats(2, offsetof(ShapeVertex, centre)), floats(2, offsetof(ShapeVertex, corner)),
      floats(4, offsetof(ShapeVertex, kind)), colour(offsetof(ShapeVertex, fill)),
      colour(offsetof(ShapeVertex, rim))};
  return list;
}

std::span<const Attribute> attributesOf(const GlyphVertex*) {
  static constexpr std::array list = {
      floats(2, offsetof(GlyphVertex, at)), floats(2, offsetof(GlyphVertex, shift)),
      colour(offsetof(GlyphVertex, colour)), floats(2, offsetof(GlyphVertex, turn)),
      floats(2, offsetof(GlyphVertex, pen))};
  return list;
}

std::span<const Attribute> attributesOf(const ReliefVertex*) {
  static constexpr std::array list = {floats(2, offsetof(ReliefVertex, corner)),
                                      floats(4, offsetof(ReliefVertex, place)),
                                      floats(4, offsetof(ReliefVertex, perPx))};
  return list;
}

std::span<const Attribute> attributesOf(const PictureVertex*) {
  static constexpr std::array list = {floats(2, offsetof(PictureVertex, corner)),
                                      floats(2, offsetof(PictureVertex, texel))};
  return list;
}

void GpuMesh::uploadBytes(std::span<const std::byte> vertices, std::size_t stride,
                          std::span<const Attribute> attributes, std::span<const std::uint32_t> indices,
                          GLenum usage) {
  if (!vertices_) {
    vertices_ = GlBuffer::create();
    indices_ = GlBuffer::create();
  }
  // An array knows how its vertices are laid out: those of another kind need one of their own.
  const bool fresh = !array_ || layout_ != attributes.data();
  if (fresh) array_ = GlVertexArray::create();
  layout_ = attributes.data();
  glBindVertexArray(array_.id());
  glBindBuffer(GL_ARRAY_BUFFER, vertices_.id());
  glBufferData(GL_ARRAY_BUFFER, static_cast<GLsizeiptr>(vertices.size()), vertices.data(), usage);
  glBindBuffer(GL_ELEMENT_ARRAY_BUFFER, indices_.id());
  glBufferData(GL_ELEMENT_ARRAY_BUFFER, static_cast<GLsizeiptr>(indices.size_bytes()), indices.data(), usage);
  for (GLuint i = 0; fresh && i < attributes.size(); ++i) {
    const Attribute& attribute = attributes[i];
    glEnableVertexAttribArray(i);
    glVertexAttribPointer(i, attribute.components, attribute.type, attribute.normalised,
                          static_cast<GLsizei>(stride), reinterpret_cast<const void*>(attribute.offset));
  }
  glBindVertexArray(0);
  count_ = indices.size();
  bytes_ = vertices.size() + indices.size_bytes();
}

void GpuMesh::draw() const {
  draw(0, count_);
}

void GpuMesh::draw(std::size_t first, std::size_t count) const {
  if (count == 0) return;
  glBindVertexArray(array_.id());
  glDrawElements(GL_TRIANGLES, static_cast<GLsizei>(count), GL_UNSIGNED_INT,
                 reinterpret_cast<const void*>(first * sizeof(std::uint32_t)));
}

void GpuMesh::measureBytes(std::span<const std::byte> vertices, std::size_t stride,
                           std::span<const std::uint32_t> indices) {
  constexpr std::size_t kTriangles = 128;
  stretches_.clear();
  for (std::size_t first = 0; first < indices.size(); first += 3 * kTriangles) {
    Stretch stretch{{}, {}, first, std::min(indices.size() - first, 3 * kTriangles)};
    for (std::size_t i = 0; i < stretch.count; ++i) {
      map::Vec2f at;
      std::memcpy(&at, vertices.data() + indices[first + i] * stride, sizeof(at));
      if (i == 0) stretch.low = stretch.high = at;
      stretch.low = {std::min(stretch.low.x, at.x), std::min(stretch.low.y, at.y)};
      stretch.high = {std::max(stretch.high.x, at.x), std::max(stretch.high.y, at.y)};
    }
    stretches_.push_back(stretch);
  }
}

void GpuMesh::drawNear(map::Vec2f low, map::Vec2f high) const {
  drawNear(stretches_, low, high);
}

void GpuMesh::drawNear(const std::vector<Stretch>& stretches, map::Vec2f low, map::Vec2f high) const {
  std::size_t first = 0, count = 0;
  for (const Stretch& s : stretches) {
    if (!s.meets(low, high)) continue;
    if (first + count != s.first) {
      draw(first, count);
      first = s.first;
      count = 0;
    }
    count += s.count;
  }
  draw(first, count);
}

}  // namespace dateline::render
