#include "render/disc_painter.h"

#include "render/shape.h"

namespace dateline::render {
namespace {

constexpr float kDiscRimPx = 1;

void uploadShape(GpuMesh& gpu, const ShapeMesh& mesh) {
  gpu.upload<ShapeVertex>(mesh.vertices, mesh.indices, GL_STREAM_DRAW);
}

}  // namespace

void DiscPainter::draw(const map::SceneDisc& disc, const Frame& frame, const Program& shape,
                       bool transparent) {
  const double scale = frame.scale;
  const map::Vec2f centre{static_cast<float>(disc.centre.x * scale),
                          static_cast<float>(disc.centre.y * scale)};
  const auto radius = static_cast<float>(disc.radiusPx * scale);
  const map::Vec2f from{-centre.x, -centre.y};
  const map::Vec2f to{static_cast<float>(frame.width) - centre.x,
                      static_cast<float>(frame.height) - centre.y};
  ShapeMesh mesh;
  appendOutside(mesh, centre, radius, from, to, faded(disc.outside, disc.opacity));
  uploadShape(outside_, mesh);
  mesh = {};
  appendDisc(mesh, centre, radius, kDiscRimPx * frame.scale, {0, 0, 0, 0}, faded(disc.rim, disc.opacity));
  uploadShape(rim_, mesh);
  frame.scissor(frame.band);
  shape.begin(frame);
  if (transparent) glBlendFunc(GL_ZERO, GL_ONE_MINUS_SRC_ALPHA);
  outside_.draw();
  glBlendFunc(GL_ONE, GL_ONE_MINUS_SRC_ALPHA);
  rim_.draw();
}

void DiscPainter::draw(const map::SceneEdge& edge, const Frame& frame, const Program& fill,
                       bool transparent) {
  std::vector<FillVertex> vertices;
  std::vector<std::uint32_t> indices;
  for (const map::ScreenPoint& corner : edge.outside) {
    indices.push_back(static_cast<std::uint32_t>(vertices.size()));
    vertices.push_back(
        {{static_cast<float>(corner.x * frame.scale), static_cast<float>(corner.y * frame.scale)},
         edge.colour});
  }
  outside_.upload<FillVertex>(vertices, indices, GL_STREAM_DRAW);
  frame.scissor(frame.band);
  fill.begin(frame);
  if (transparent) glBlendFunc(GL_ZERO, GL_ONE_MINUS_SRC_ALPHA);
  outside_.draw();
  glBlendFunc(GL_ONE, GL_ONE_MINUS_SRC_ALPHA);
}

}  // namespace dateline::render
