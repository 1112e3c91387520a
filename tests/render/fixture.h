// What the render tests share: a context without a display, a renderer, and pixels to look at.
#pragma once

#include <epoxy/gl.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>

#include "map/scene.h"
#include "platform/context.h"
#include "render/gl_debug.h"
#include "render/map_target.h"
#include "render/renderer.h"

namespace dateline::render {

class RenderTest : public testing::Test {
 protected:
  void SetUp() override {
    setenv("DATELINE_GL_DEBUG", "1", 1);
    auto context = platform::OffscreenContext::create();
    // ./dev installs a driver; where it fails all the same, each test of an exported picture does too.
    if (!context) GTEST_SKIP() << "no OpenGL here: " << context.error().text();
    context_ = std::move(*context);
    auto renderer = Renderer::create(DATELINE_ROOT "/shaders");
    ASSERT_TRUE(renderer) << renderer.error().text();
    renderer_ = std::move(*renderer);
    auto typesetter = text::Typesetter::create(DATELINE_ROOT "/assets/fonts");
    ASSERT_TRUE(typesetter) << typesetter.error().text();
    typesetter_ = std::move(*typesetter);
    complaintsBefore_ = glDebugErrors();
  }

  void TearDown() override {
    if (!context_) return;
    EXPECT_EQ(glDebugErrors(), complaintsBefore_) << "OpenGL complained";
  }

  Image imageOf(const map::Scene& scene, const ImageOptions& options = {}) {
    auto image = renderer_->toImage(scene, *typesetter_, options);
    EXPECT_TRUE(image) << image.error().text();
    return image ? std::move(*image) : Image{};
  }

  /// A transparent black framebuffer of the scene's size.
  static MapTarget clearTarget(const map::Scene& scene) {
    const auto px = [&](int logical) { return static_cast<int>(std::lround(logical * scene.scale)); };
    auto target = MapTarget::create(px(scene.width), px(scene.height));
    EXPECT_TRUE(target);
    glBindFramebuffer(GL_FRAMEBUFFER, target->framebuffer());
    glDisable(GL_SCISSOR_TEST);
    glClearColor(0, 0, 0, 0);
    glClear(GL_COLOR_BUFFER_BIT);
    return std::move(*target);
  }

  /// Paints a part of the kept scene; gives the target's pixels.
  Image paintedInto(const MapTarget& target, const map::Scene& scene, PixelBox part) {
    renderer_->paintKept(scene, *typesetter_, {.framebuffer = target.framebuffer()}, part);
    Image image{target.width(), target.height(), 4, {}};
    image.pixels.resize(image.rowBytes() * static_cast<std::size_t>(image.height));
    Image turned = image;
    glBindFramebuffer(GL_FRAMEBUFFER, target.framebuffer());
    glReadPixels(0, 0, image.width, image.height, GL_RGBA, GL_UNSIGNED_BYTE, image.pixels.data());
    const auto rowBytes = static_cast<std::ptrdiff_t>(image.rowBytes());
    for (int row = 0; row < image.height; ++row)
      std::copy_n(image.pixels.begin() + rowBytes * (image.height - 1 - row), rowBytes,
                  turned.pixels.begin() + rowBytes * row);
    return turned;
  }

  std::unique_ptr<platform::OffscreenContext> context_;
  std::unique_ptr<text::Typesetter> typesetter_;
  std::unique_ptr<Renderer> renderer_;  // before the context goes
  int complaintsBefore_ = 0;
};

inline map::Colour pixelAt(const Image& image, int x, int y) {
  const auto* p =
      image.pixels.data() + image.rowBytes() * static_cast<std::size_t>(y) + static_cast<std::size_t>(x) * 4;
  return {p[0], p[1], p[2], p[3]};
}

/// Black ink on white: the ink in a pixel, 0..1.
inline double inkAt(const Image& image, int x, int y) {
  return 1 - pixelAt(image, x, y).r / 255.0;
}

inline double inkIn(const Image& image, int x0, int y0, int x1, int y1) {
  double sum = 0;
  for (int y = y0; y < y1; ++y)
    for (int x = x0; x < x1; ++x) sum += inkAt(image, x, y);
  return sum;
}

struct Difference {
  int count = 0;  ///< pixels
  int worst = 0;
  int x = -1, y = -1;  ///< of the worst
};
inline Difference compare(const Image& a, const Image& b) {
  Difference difference;
  if (a.width != b.width || a.height != b.height) return {a.width * a.height, 255, 0, 0};
  for (std::size_t i = 0; i < a.pixels.size(); i += 4) {
    int worst = 0;
    for (std::size_t c = i; c < i + 4; ++c) worst = std::max(worst, std::abs(a.pixels[c] - b.pixels[c]));
    difference.count += worst > 0;
    if (worst <= difference.worst) continue;
    difference.worst = worst;
    difference.x = static_cast<int>(i / 4) % a.width;
    difference.y = static_cast<int>(i / 4) / a.width;
  }
  return difference;
}
inline std::ostream& operator<<(std::ostream& out, const Difference& d) {
  return out << d.count << " pixels differ, worst by " << d.worst << " at (" << d.x << ", " << d.y << ")";
}

constexpr map::Colour kWhite = map::rgb(0xffffff);
constexpr map::Colour kBlack = map::rgb(0x000000);

inline map::Scene whiteScene(int width, int height, float scale = 1) {
  map::Scene scene;
  scene.width = width;
  scene.height = height;
  scene.scale = scale;
  scene.background = kWhite;
  return scene;
}

/// A mesh with an id of its own.
inline std::shared_ptr<map::TileMesh> newMesh() {
  static std::uint64_t lastId = 0;
  auto mesh = std::make_shared<map::TileMesh>();
  mesh->id = ++lastId;
  return mesh;
}

/// A tile that is filled all over, and a little beyond its edges.
inline std::shared_ptr<map::TileMesh> fullMesh() {
  auto mesh = newMesh();
  mesh->fillVertices = {{-0.1F, -0.1F}, {1.1F, -0.1F}, {1.1F, 1.1F}, {-0.1F, 1.1F}};
  mesh->fillIndices = {0, 1, 2, 0, 2, 3};
  mesh->fills = {{0, 0, 6}};
  return mesh;
}

inline map::PlacedTile placed(std::shared_ptr<const map::TileMesh> mesh, double x, double y, double size) {
  return {std::move(mesh), {x, y}, size, {x, y, x + size, y + size}};
}

/// One polyline in pixels of a tile of 256 at the scene's origin.
inline map::SceneLayer lineLayer(const std::vector<map::Vec2f>& points, map::ClassPaint::Line line,
                                 bool closed = false) {
  auto mesh = newMesh();
  for (const map::Vec2f& p : points) mesh->linePoints.push_back({p.x / 256, p.y / 256});
  mesh->polyLines = {{0, static_cast<std::uint32_t>(points.size()), closed}};
  mesh->lines = {{0, 0, 1}};
  map::SceneLayer layer;
  layer.classes.push_back({.line = line});
  layer.tiles = {placed(mesh, 0, 0, 256)};
  return layer;
}

}  // namespace dateline::render
