#include "render/overlay.h"

namespace dateline::render {
namespace {

using map::Vec2f;

Vec2f toDevice(map::ScreenPoint at, float scale) {
  return {static_cast<float>(at.x * scale), static_cast<float>(at.y * scale)};
}

void appendRing(ShapeMesh& mesh, const map::SceneRing& ring, float scale) {
  appendDisc(mesh, toDevice(ring.centre, scale), ring.radiusPx * scale, ring.widthPx * scale, ring.inside,
             ring.colour);
}

void appendRect(ShapeMesh& mesh, const map::SceneRect& rect, float scale) {
  const Vec2f size{static_cast<float>(rect.width * scale), static_cast<float>(rect.height * scale)};
  appendRectangle(mesh, toDevice(rect.origin, scale), size, rect.radiusPx * scale, rect.colour);
}

}  // namespace

void Overlay::clear() {
  for (auto* indices : {&strokes_.indices, &shapes_.indices, &glyphs_.indices}) indices->clear();
  strokes_.vertices.clear();
  shapes_.vertices.clear();
  glyphs_.vertices.clear();
  steps_.clear();
}

std::size_t Overlay::indexCount(Kind kind) const {
  if (kind == Kind::stroke) return strokes_.indices.size();
  return kind == Kind::shape || kind == Kind::pin ? shapes_.indices.size() : glyphs_.indices.size();
}

const GpuMesh& Overlay::onGpu(Kind kind) const {
  if (kind == Kind::stroke) return strokesOnGpu_;
  return kind == Kind::shape || kind == Kind::pin ? shapesOnGpu_ : glyphsOnGpu_;
}

const Program& Overlay::programOf(Kind kind, const Programs& programs) {
  switch (kind) {
    case Kind::stroke:
      return programs.stroke;
    case Kind::shape:
      return programs.shape;
    case Kind::pin:
      return programs.pin;
    case Kind::turnedGlyph:
      return programs.turnedGlyph;
    default:
      return programs.glyph;
  }
}

void Overlay::switchTo(Kind kind) {
  if (!steps_.empty()) {
    Step& last = steps_.back();
    if (last.kind == kind) return;
    last.count = indexCount(last.kind) - last.first;
  }
  if (kind != Kind::none) steps_.push_back({kind, indexCount(kind), 0});
}

void Overlay::upload() {
  switchTo(Kind::none);
  strokesOnGpu_.upload<StrokeVertex>(strokes_.vertices, strokes_.indices, GL_STREAM_DRAW);
  shapesOnGpu_.upload<ShapeVertex>(shapes_.vertices, shapes_.indices, GL_STREAM_DRAW);
  glyphsOnGpu_.upload<GlyphVertex>(glyphs_.vertices, glyphs_.indices, GL_STREAM_DRAW);
}

void Overlay::draw(const Frame& frame, const Programs& programs, GLuint glyphTexture) const {
  frame.scissor(frame.band);
  glBindTexture(GL_TEXTURE_2D, glyphTexture);
  for (const Step& step : steps_) {
    if (step.count == 0) continue;
    programOf(step.kind, programs).begin(frame);
    onGpu(step.kind).draw(step.first, step.count);
  }
}

void buildOverlay(Overlay& overlay, const map::Scene& scene, text::Typesetter& typesetter) {
  overlay.clear();
  if (scene.edge)
    for (const map::SceneRoute& rim : scene.edge->rims) appendRoute(overlay, rim, scene);
  for (const map::SceneRoute& line : scene.graticule) appendRoute(overlay, line, scene);
  for (const map::SceneRoute& route : scene.routes) appendRoute(overlay, route, scene);
  for (const map::SceneRing& ring : scene.rings) appendRing(overlay.shapes(), ring, scene.scale);
  appendMarkerDiscs(overlay.shapes(), scene.markers, scene.scale);
  appendLabels(overlay, scene.labels, typesetter, scene.scale);
  appendMarkers(overlay, scene.markers, typesetter, scene.scale);
  for (const map::SceneRect& rect : scene.furniture) appendRect(overlay.shapes(), rect, scene.scale);
  appendLabels(overlay, scene.furnitureLabels, typesetter, scene.scale);
}

}  // namespace dateline::render
