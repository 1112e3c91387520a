#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "map/scene.h"
#include "render/gpu_mesh.h"
#include "render/program.h"
#include "render/shape.h"
#include "render/stroke.h"

namespace dateline::render {

struct GlyphMesh {
  std::vector<GlyphVertex> vertices;
  std::vector<std::uint32_t> indices;
};

/// Everything above the ground, as one list of triangles per program and the order in which they alternate.
/// In device px of the scene. Built once a frame, drawn once a band.
class Overlay {
 public:
  void clear();
  /// Each gives the mesh to append to and keeps the order of the calls.
  StrokeMesh& strokes() { return switchTo(Kind::stroke), strokes_; }
  ShapeMesh& shapes() { return switchTo(Kind::shape), shapes_; }
  ShapeMesh& pins() { return switchTo(Kind::pin), shapes_; }
  GlyphMesh& glyphs() { return switchTo(Kind::glyph), glyphs_; }
  GlyphMesh& turnedGlyphs() { return switchTo(Kind::turnedGlyph), glyphs_; }

  void upload();
  void draw(const Frame& frame, const Programs& programs, GLuint glyphTexture) const;

 private:
  enum class Kind : std::uint8_t { none, stroke, shape, pin, glyph, turnedGlyph };
  struct Step {
    Kind kind = Kind::none;
    std::size_t first = 0;
    std::size_t count = 0;
  };
  void switchTo(Kind kind);
  [[nodiscard]] std::size_t indexCount(Kind kind) const;
  [[nodiscard]] const GpuMesh& onGpu(Kind kind) const;
  static const Program& programOf(Kind kind, const Programs& programs);

  StrokeMesh strokes_;
  ShapeMesh shapes_;
  GlyphMesh glyphs_;
  std::vector<Step> steps_;
  GpuMesh strokesOnGpu_, shapesOnGpu_, glyphsOnGpu_;
};

/// Fills the overlay with all of a scene but its ground. Rasterises glyphs on first use; the meshes hold as
/// long as the typesetter's atlas generation.
void buildOverlay(Overlay& overlay, const map::Scene& scene, text::Typesetter& typesetter);

/// The parts of it.
void appendRoute(Overlay& overlay, const map::SceneRoute& route, const map::Scene& scene);
void appendLabels(Overlay& overlay, std::span<const map::SceneLabel> labels, text::Typesetter& typesetter,
                  float scale);
/// The soft discs below selected markers, which names are to stand on.
void appendMarkerDiscs(ShapeMesh& mesh, std::span<const map::SceneMarker> markers, float scale);
void appendMarkers(Overlay& overlay, std::span<const map::SceneMarker> markers, text::Typesetter& typesetter,
                   float scale);

/// Appends one layout's glyphs with its top left at `origin` (device px); `haloPx` > 0 its halo only.
void appendGlyphs(GlyphMesh& mesh, const text::Layout& layout, map::ScreenPoint origin, float scale,
                  float haloPx, map::Colour colour, text::Typesetter& typesetter);

}  // namespace dateline::render
