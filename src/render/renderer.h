// render: Scene -> pixels in a framebuffer. The only raw OpenGL beside the making of contexts. Knows no
// articles, no windows, no Dear ImGui, and nothing of how a scene came about.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>

#include "base/error.h"
#include "base/image.h"
#include "base/workers.h"
#include "map/scene.h"
#include "render/ground_pictures.h"
#include "render/pixel_box.h"
#include "text/typesetter.h"

namespace dateline::render {

/// Where a scene goes: its bottom left corner in a framebuffer, device px.
struct Target {
  unsigned framebuffer = 0;  ///< 0: the window's
  int x = 0;
  int y = 0;
  bool transparent = false;  ///< alpha stays 0 where nothing but background is
};

struct ImageOptions {
  bool transparent = false;
  bool withoutAlpha = false;  ///< RGB, where all of it is opaque
  CancelToken cancel = {};
  std::function<void(double)> progress = {};  ///< 0..1, after each band
  int bandWidth = 4096;                       ///< device px drawn at once; less where the GPU asks for it
  int bandHeight = 4096;
};

constexpr int kLargestImagePx = 16384;

/// Draws scenes with the current OpenGL 3.3 context, on its thread. Colours are blended in sRGB with straight
/// alpha in and out. The same scene gives the same pixels wherever it is drawn: in the window, in a texture,
/// in an image or in its bands.
class Renderer {
 public:
  /// Compiles the shaders. ErrorKind::graphics for one that does not compile, naming its file, or for an
  /// OpenGL older than 3.3.
  static Result<std::unique_ptr<Renderer>> create(const std::filesystem::path& shaderFolder);
  ~Renderer();
  Renderer(const Renderer&) = delete;
  Renderer& operator=(const Renderer&) = delete;

  /// Draws round(width * scale) x round(height * scale) device px. Leaves blending on (premultiplied), the
  /// scissor test off and no program, vertex array or texture bound.
  Status draw(const map::Scene& scene, text::Typesetter& typesetter, const Target& target);
  /// Takes in what stands above the ground of the one map that is shown frame after frame.
  Status keep(const map::Scene& scene, text::Typesetter& typesetter);
  /// Brings the pictures of its ground on, for so many milliseconds or a little longer.
  Result<GroundPictures::Outcome> keepGround(const GroundView& view, const GroundPictures::Build& build,
                                             double budgetMs);
  /// Paints `part` of the map: the ground's pictures, and the scene that was kept last. The rest of the
  /// framebuffer is left alone.
  void paintKept(const map::Scene& scene, text::Typesetter& typesetter, const Target& target, PixelBox part);
  /// Its two halves: the ground alone, which is begun at once so that it is drawn beside what comes next, and
  /// what stands above it.
  void paintGround(const Target& target, PixelBox part);
  void paintAbove(const map::Scene& scene, text::Typesetter& typesetter, const Target& target, PixelBox part);

  /// An image of the scene, up to kLargestImagePx each way, drawn in bands. RGBA, straight alpha.
  /// ErrorKind::cancelled, ErrorKind::tooLarge, ErrorKind::usage for an empty one.
  Result<Image> toImage(const map::Scene& scene, text::Typesetter& typesetter,
                        const ImageOptions& options = {});

  /// A texture for Dear ImGui's OpenGL backend (straight alpha); lives as long as the renderer.
  std::uint64_t uploadTexture(const Image& image);
  void updateGlyphTexture(const text::Typesetter& typesetter);
  /// The glyph atlas, (1, 1, 1, coverage): quads textured with it come out in their own colour.
  [[nodiscard]] std::uint64_t glyphTexture() const;

  /// Bytes of the tiles' buffers kept on the GPU, and their limit (256 MB unless told).
  [[nodiscard]] std::size_t tileBytes() const;
  void setTileBytesLimit(std::size_t bytes);

 private:
  struct State;
  Status drawThroughTexture(const map::Scene& scene, const Target& target);
  explicit Renderer(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace dateline::render
