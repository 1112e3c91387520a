#include "render/renderer.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <utility>
#include <vector>

#include "render/disc_painter.h"
#include "render/gl_debug.h"
#include "render/glyph_texture.h"
#include "render/overlay.h"
#include "render/read_back.h"
#include "render/relief_painter.h"
#include "render/tile_painter.h"

namespace dateline::render {
namespace {

/// The atlas may be emptied while the glyphs of one scene are gathered; once more is enough unless they do
/// not fit at all.
constexpr int kGlyphAttempts = 3;

Frame wholeFrame(const map::Scene& scene) {
  return render::wholeFrame(scene.width, scene.height, scene.scale);
}

/// Of a whole frame a part; nothing where that is empty.
std::optional<Frame> partOf(Frame frame, const Target& target, const PixelBox& part) {
  frame.band = part.shared(frame.band);
  if (frame.band.empty()) return std::nullopt;
  frame.x = target.x + frame.band.x0;
  frame.y = target.y + frame.height - frame.band.y1;
  return frame;
}

Status checkSize(const Frame& frame) {
  if (frame.width <= 0 || frame.height <= 0)
    return fail(ErrorKind::usage,
                fmt::format("an image of {} x {} pixels has none", frame.width, frame.height));
  if (frame.width > kLargestImagePx || frame.height > kLargestImagePx)
    return fail(ErrorKind::tooLarge, fmt::format("an image of {} x {} pixels is larger than {} each way",
                                                 frame.width, frame.height, kLargestImagePx));
  return {};
}

void clear(map::Colour background, bool transparent) {
  const float alpha = transparent ? 0.0F : static_cast<float>(background.a) / 255.0F;
  const auto channel = [&](std::uint8_t value) { return static_cast<float>(value) / 255.0F * alpha; };
  glClearColor(channel(background.r), channel(background.g), channel(background.b), alpha);
  glClear(GL_COLOR_BUFFER_BIT);
}

void beginState(const Frame& frame, unsigned framebuffer) {
  glBindFramebuffer(GL_FRAMEBUFFER, framebuffer);
  glViewport(frame.viewportX(), frame.viewportY(), frame.width, frame.height);
  glDisable(GL_DEPTH_TEST);
  glDisable(GL_STENCIL_TEST);
  glDisable(GL_CULL_FACE);
  glDisable(GL_DITHER);
  glEnable(GL_BLEND);
  glBlendEquation(GL_FUNC_ADD);
  glBlendFunc(GL_ONE, GL_ONE_MINUS_SRC_ALPHA);
  glColorMask(GL_TRUE, GL_TRUE, GL_TRUE, GL_TRUE);
  glActiveTexture(GL_TEXTURE0);
  glEnable(GL_SCISSOR_TEST);
  frame.scissor(frame.band);
}

void endState() {
  glDisable(GL_SCISSOR_TEST);
  glBindVertexArray(0);
  glBindTexture(GL_TEXTURE_2D, 0);
  glUseProgram(0);
}

}  // namespace

struct Renderer::State {
  Programs programs;
  TilePainter tiles;
  ReliefPainter relief;
  DiscPainter disc;
  Overlay overlay, keptOverlay;
  std::uint64_t reliefScene = 0;
  std::uint64_t keptGeneration = 0;  // of the atlas, which the kept overlay's glyphs lie in
  GlyphTexture glyphs;
  GroundPictures groundPictures;
  MapTarget imageTarget;
  std::vector<GlTexture> textures;

  /// Gathers what stands above the ground, and its glyphs.
  void prepare(Overlay& above, const map::Scene& scene, text::Typesetter& typesetter) {
    std::uint64_t generation = 0;
    int attempt = 0;
    do {
      generation = typesetter.atlasGeneration();
      buildOverlay(above, scene, typesetter);
    } while (typesetter.atlasGeneration() != generation && ++attempt < kGlyphAttempts);
    above.upload();
    glyphs.update(typesetter);
  }

  /// `sceneId`: where it is not 0, what was made for the last scene of this number is good for this one.
  void drawGround(const map::Scene& scene, std::uint64_t sceneId, const Frame& frame, unsigned framebuffer,
                  bool transparent) {
    beginState(frame, framebuffer);
    clear(scene.background, transparent);
    tiles.begin(scene);
    if (sceneId == 0 || sceneId != reliefScene) relief.begin();
    reliefScene = sceneId;
    for (const auto& ground : scene.ground) {
      if (const auto* layer = std::get_if<map::SceneLayer>(&ground)) {
        tiles.draw(*layer, frame, programs);
      } else {
        relief.draw(std::get<map::SceneRelief>(ground), frame, programs.relief);
      }
    }
  }

  /// Uploads what drawing the ground will need, as far as it is there.
  void prepareGround(const map::Scene& scene, const GroundPictures::Enough& enough) {
    for (const auto& ground : scene.ground) {
      if (const auto* layer = std::get_if<map::SceneLayer>(&ground)) {
        if (!tiles.prepare(*layer, wholeFrame(scene), enough)) return;
      } else {
        relief.prepare(std::get<map::SceneRelief>(ground));
      }
    }
  }

  /// Blocks of a picture; false when the time was over while its tiles were made ready.
  bool drawBlock(const map::Scene& scene, std::uint64_t sceneId, const Frame& frame, unsigned framebuffer,
                 const GroundPictures::Enough& enough, bool wait) {
    for (const auto& ground : scene.ground) {
      const auto* layer = std::get_if<map::SceneLayer>(&ground);
      if (layer != nullptr && !tiles.prepare(*layer, frame, enough)) return false;
    }
    drawGround(scene, sceneId, frame, framebuffer, false);
    // Where nobody waits for it the driver draws while the next is made ready.
    wait ? glFinish() : glFlush();
    return true;
  }

  void drawOverlay(const Overlay& above, const map::Scene& scene, const Frame& frame, unsigned framebuffer,
                   bool transparent) {
    beginState(frame, framebuffer);
    if (scene.disc) disc.draw(*scene.disc, frame, programs.shape, transparent);
    if (scene.edge) disc.draw(*scene.edge, frame, programs.fill, transparent);
    above.draw(frame, programs, glyphs.id());
    endState();
  }

  /// Draws the frame's band of a prepared scene.
  void drawBand(const map::Scene& scene, const Frame& frame, unsigned framebuffer, bool transparent) {
    drawGround(scene, 0, frame, framebuffer, transparent);
    drawOverlay(overlay, scene, frame, framebuffer, transparent);
    tiles.endFrame();
  }

  void prepareKept(const map::Scene& scene, text::Typesetter& typesetter) {
    prepare(keptOverlay, scene, typesetter);
    keptGeneration = typesetter.atlasGeneration();
  }
};

Renderer::Renderer(std::unique_ptr<State> state) : state_(std::move(state)) {}

Renderer::~Renderer() = default;

Result<std::unique_ptr<Renderer>> Renderer::create(const std::filesystem::path& shaderFolder) {
  if (epoxy_gl_version() < 33)
    return fail(ErrorKind::graphics, fmt::format("the graphics driver offers OpenGL {}.{}; 3.3 is needed",
                                                 epoxy_gl_version() / 10, epoxy_gl_version() % 10));
  watchGlDebug();
  Result<Programs> programs = loadPrograms(shaderFolder);
  if (!programs) return tl::make_unexpected(programs.error());
  auto state = std::make_unique<State>();
  state->programs = std::move(*programs);
  return std::unique_ptr<Renderer>(new Renderer(std::move(state)));
}

Status Renderer::draw(const map::Scene& scene, text::Typesetter& typesetter, const Target& target) {
  Frame frame = wholeFrame(scene);
  if (Status size = checkSize(frame); !size) return size;
  frame.x = target.x;
  frame.y = target.y;
  state_->prepare(state_->overlay, scene, typesetter);
  if (!scene.cuts.empty()) return drawThroughTexture(scene, target);
  state_->drawBand(scene, frame, target.framebuffer, target.transparent);
  return {};
}

/// Bent tiles are cut with a stencil, which the framebuffer of a window need not have.
Status Renderer::drawThroughTexture(const map::Scene& scene, const Target& target) {
  const Frame frame = wholeFrame(scene);
  const Result<MapTarget> texture = MapTarget::create(frame.width, frame.height, MapTarget::Stencil::with);
  if (!texture) return tl::make_unexpected(texture.error());
  state_->drawBand(scene, frame, texture->framebuffer(), target.transparent);
  glBindFramebuffer(GL_READ_FRAMEBUFFER, texture->framebuffer());
  glBindFramebuffer(GL_DRAW_FRAMEBUFFER, target.framebuffer);
  glBlitFramebuffer(0, 0, frame.width, frame.height, target.x, target.y, target.x + frame.width,
                    target.y + frame.height, GL_COLOR_BUFFER_BIT, GL_NEAREST);
  return {};
}

Status Renderer::keep(const map::Scene& scene, text::Typesetter& typesetter) {
  if (Status size = checkSize(wholeFrame(scene)); !size) return size;
  state_->prepareKept(scene, typesetter);
  return {};
}

Result<GroundPictures::Outcome> Renderer::keepGround(const GroundView& view,
                                                     const GroundPictures::Build& build, double budgetMs) {
  using Clock = std::chrono::steady_clock;
  const auto until = Clock::now() + std::chrono::duration<double, std::milli>(budgetMs);
  const GroundPictures::Prepare prepare = [this](const map::Scene& scene,
                                                 const GroundPictures::Enough& enough) {
    state_->prepareGround(scene, enough);
  };
  const GroundPictures::Draw draw = [this](const map::Scene& scene, std::uint64_t sceneId, const Frame& frame,
                                           unsigned framebuffer, const GroundPictures::Enough& enough,
                                           bool wait) {
    return state_->drawBlock(scene, sceneId, frame, framebuffer, enough, wait);
  };
  const GroundPictures::Enough enough = [until] { return Clock::now() >= until; };
  auto outcome = state_->groundPictures.update(view, {build, prepare, draw, enough});
  endState();
  state_->tiles.endFrame();
  return outcome;
}

void Renderer::paintKept(const map::Scene& scene, text::Typesetter& typesetter, const Target& target,
                         PixelBox part) {
  paintGround(target, part);
  paintAbove(scene, typesetter, target, part);
}

void Renderer::paintGround(const Target& target, PixelBox part) {
  const auto frame = partOf(state_->groundPictures.frame(), target, part);
  if (!frame) return;
  beginState(*frame, target.framebuffer);
  state_->groundPictures.paint(*frame, target.framebuffer, state_->programs.picture);
  endState();
  glFlush();
}

void Renderer::paintAbove(const map::Scene& scene, text::Typesetter& typesetter, const Target& target,
                          PixelBox part) {
  const auto frame = partOf(wholeFrame(scene), target, part);
  if (!frame) return;
  if (typesetter.atlasGeneration() != state_->keptGeneration) state_->prepareKept(scene, typesetter);
  state_->drawOverlay(state_->keptOverlay, scene, *frame, target.framebuffer, false);
}

Result<Image> Renderer::toImage(const map::Scene& scene, text::Typesetter& typesetter,
                                const ImageOptions& options) {
  Frame frame = wholeFrame(scene);
  if (Status size = checkSize(frame); !size) return tl::make_unexpected(size.error());
  GLint limit = 0;
  glGetIntegerv(GL_MAX_TEXTURE_SIZE, &limit);
  const int bandWidth = std::clamp(options.bandWidth, 1, std::min(limit, frame.width));
  const int bandHeight = std::clamp(options.bandHeight, 1, std::min(limit, frame.height));
  const auto stencil = scene.cuts.empty() ? MapTarget::Stencil::without : MapTarget::Stencil::with;
  MapTarget& target = state_->imageTarget;  // kept for the next image of this size
  if (!target.suits(bandWidth, bandHeight, stencil)) {
    Result<MapTarget> made = MapTarget::create(bandWidth, bandHeight, stencil);
    if (!made) return tl::make_unexpected(made.error());
    target = std::move(*made);
  }
  state_->prepare(state_->overlay, scene, typesetter);

  const bool opaque = !options.transparent && scene.background.a == 255;
  Image image{frame.width, frame.height, opaque && options.withoutAlpha ? 3 : 4, {}};
  image.pixels.resize(image.rowBytes() * static_cast<std::size_t>(image.height));
  for (int top = 0; top < frame.height; top += bandHeight) {
    for (int left = 0; left < frame.width; left += bandWidth) {
      if (options.cancel.cancelled()) return fail(ErrorKind::cancelled, "the image was cancelled");
      frame.band = {left, top, std::min(left + bandWidth, frame.width),
                    std::min(top + bandHeight, frame.height)};
      state_->drawBand(scene, frame, target.framebuffer(), options.transparent);
      readInto(image, left, top, frame.band.width(), frame.band.height());
    }
    if (options.progress)
      options.progress(static_cast<double>(std::min(top + bandHeight, frame.height)) / frame.height);
  }
  if (!opaque) unpremultiply(image);
  return image;
}

std::uint64_t Renderer::uploadTexture(const Image& image) {
  GlTexture texture = GlTexture::create();
  glBindTexture(GL_TEXTURE_2D, texture.id());
  glPixelStorei(GL_UNPACK_ALIGNMENT, 1);
  const GLenum format = image.channels == 4 ? GL_RGBA : GL_RED;
  glTexImage2D(GL_TEXTURE_2D, 0, image.channels == 4 ? GL_RGBA8 : GL_R8, image.width, image.height, 0, format,
               GL_UNSIGNED_BYTE, image.pixels.data());
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, GL_LINEAR);
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, GL_LINEAR);
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_S, GL_CLAMP_TO_EDGE);
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_T, GL_CLAMP_TO_EDGE);
  glBindTexture(GL_TEXTURE_2D, 0);
  state_->textures.push_back(std::move(texture));
  return state_->textures.back().id();
}

void Renderer::updateGlyphTexture(const text::Typesetter& typesetter) {
  state_->glyphs.update(typesetter);
}

std::uint64_t Renderer::glyphTexture() const {
  return state_->glyphs.id();
}

std::size_t Renderer::tileBytes() const {
  return state_->tiles.bytes();
}

void Renderer::setTileBytesLimit(std::size_t bytes) {
  state_->tiles.setLimit(bytes);
}

}  // namespace dateline::render
