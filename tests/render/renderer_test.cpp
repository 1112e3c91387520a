#include "render/renderer.h"

#include <epoxy/gl.h>

#include <filesystem>
#include <fstream>
#include <numbers>

#include "render/fixture.h"

namespace dateline::render {
namespace {

using Rendering = RenderTest;
using map::MarkerShape;

map::SceneMarker marker(double x, double y, MarkerShape shape) {
  map::SceneMarker result;
  result.tip = {x, y};
  result.shape = shape;
  result.colour = map::rgb(0x2b6cb0);
  result.rim = kWhite;
  result.ink = kWhite;
  return result;
}

/// Something of everything, at places that are not whole.
map::Scene richScene(text::Typesetter& typesetter, float scale) {
  map::Scene scene = whiteScene(300, 200, scale);
  scene.background = map::rgb(0xd3e3ea);
  std::vector<map::Vec2f> wave;
  for (int i = 0; i < 200; ++i)
    wave.push_back({static_cast<float>(i) * 1.27F, static_cast<float>(128 + 90 * std::sin(i * 0.21))});
  map::SceneLayer land;
  land.classes.push_back({.fill = map::rgb(0xf3efe4)});
  auto mesh = newMesh();
  mesh->fillVertices = {{0.1F, 0.13F}, {0.93F, 0.2F}, {0.71F, 0.97F}, {0.05F, 0.8F}};
  mesh->fillIndices = {0, 1, 2, 0, 2, 3};
  mesh->fills = {{0, 0, 6}};
  mesh->points = {{0.3F, 0.3F}, {0.61F, 0.47F}};
  mesh->pointBatches = {{1, 0, 2}};
  land.classes.push_back({.point = map::ClassPaint::Point{map::rgb(0xc44f27), kWhite, 4, 1}});
  land.tiles = {placed(mesh, 3.7, -10.2, 260.3)};
  scene.ground.emplace_back(land);
  map::SceneRelief relief;
  relief.image = std::make_shared<Image>(
      Image{4, 4, 1, {90, 140, 200, 60, 128, 128, 30, 90, 240, 10, 99, 180, 7, 77, 170, 255}});
  relief.columns = 3;
  for (int i = 0; i < 9; ++i)
    relief.corners.push_back(
        {{(i % 3) * 150.3, std::floor(i / 3) * 100.7}, 0.1F + 0.3F * (i % 3), 0.2F * (i / 3)});
  relief.strength = 0.4F;
  scene.ground.emplace_back(relief);
  scene.ground.emplace_back(lineLayer(wave, {map::rgb(0x8c7a55), 1.6F}));
  scene.ground.emplace_back(lineLayer({{5, 9}, {250, 180}}, {map::rgb(0xc4b9a2, 150), 0.9F, 5, 3}));
  scene.routes.push_back({.points = {{20.3, 30.1}, {140.7, 90.2}, {280, 20}},
                          .arrows = {{{80, 60}, 0.46}},
                          .colour = map::rgb(0x2b6cb0)});
  scene.rings.push_back({{200.4, 77.7}, 2.5F, 1.2F, map::rgb(0x4a4436), kWhite});
  const text::TextStyle style{.weight = 600, .sizePx = 14};
  scene.labels.push_back({typesetter.layout("Kazakhstan", style),
                          {41.3, 60.6},
                          map::rgb(0x4a4436),
                          map::rgb(0xf6f1e4),
                          1.5F,
                          1});
  map::SceneLabel river{
      typesetter.layout("Irtysh", style), {180.3, 44.7}, map::rgb(0x41677d), kWhite, 1.5F, 1};
  for (std::size_t i = 0; i < river.layout->glyphs().size(); ++i)
    river.letters.push_back(
        {{9.0 * static_cast<double>(i), 2.5 * static_cast<double>(i)}, 0.1F + 0.1F * static_cast<float>(i)});
  scene.labels.push_back(river);
  for (const auto shape : {MarkerShape::drop, MarkerShape::diamond, MarkerShape::square, MarkerShape::disc,
                           MarkerShape::cluster}) {
    scene.markers.push_back(marker(30.2 + 50 * static_cast<double>(shape), 150.4, shape));
    scene.markers.back().number = typesetter.layout("7", style);
  }
  scene.markers[1].hollow = true;
  scene.markers[0].disc = true;
  scene.markers[2].body = map::ScreenPoint{150, 120};
  scene.furniture.push_back({{10.5, 180}, 80, 9, 3, map::rgb(0x24211b, 200)});
  scene.furnitureLabels.push_back({typesetter.layout("500 km", style), {100, 178}, kBlack, {}, 0, 1});
  return scene;
}

TEST_F(Rendering, anImageInBandsIsTheWhole) {
  for (const float scale : {1.0F, 1.5F, 2.0F}) {
    const map::Scene scene = richScene(*typesetter_, scale);
    const Image whole = imageOf(scene);
    for (const auto& [width, height] : {std::pair{4096, 64}, {37, 4096}, {61, 53}}) {
      const Image banded = imageOf(scene, {.bandWidth = width, .bandHeight = height});
      EXPECT_EQ(compare(whole, banded).count, 0)
          << compare(whole, banded) << " in bands of " << width << " x " << height;
    }
  }
}

TEST_F(Rendering, aShiftOfOnePixelIsSeen) {  // the control of every comparison here
  map::Scene scene = richScene(*typesetter_, 1);
  const Image before = imageOf(scene);
  scene.labels[0].origin.x += 1;
  EXPECT_GT(compare(before, imageOf(scene)).worst, 50);
}

/// A word with its letters turned by an angle around a point, and the ink in a picture of it.
map::Scene turnedWord(text::Typesetter& typesetter, double angle, map::ScreenPoint around) {
  map::Scene scene = whiteScene(160, 160);
  map::SceneLabel label{typesetter.layout("Volga", {.sizePx = 24}), around, kBlack, {}, 0, 1};
  const float baseline = label.layout->lines().front().baseline;
  for (const text::Glyph& glyph : label.layout->glyphs()) {
    const double x = glyph.x, y = glyph.y - baseline;
    label.letters.push_back(
        {{x * std::cos(angle) - y * std::sin(angle), x * std::sin(angle) + y * std::cos(angle)},
         static_cast<float>(angle)});
  }
  scene.labels.push_back(std::move(label));
  return scene;
}

TEST_F(Rendering, aTurnedWordHasItsInkWhereItIsTurnedTo) {
  constexpr double kUpright = 0, kDown = std::numbers::pi / 2;
  const Image upright = imageOf(turnedWord(*typesetter_, kUpright, {30, 60}));
  const Image down = imageOf(turnedWord(*typesetter_, kDown, {60, 30}));
  const Image slanted = imageOf(turnedWord(*typesetter_, 0.5, {30, 40}));
  const double ink = inkIn(upright, 0, 0, 160, 160);
  EXPECT_GT(ink, 150);
  EXPECT_NEAR(inkIn(down, 0, 0, 160, 160), ink, 0.03 * ink);
  EXPECT_NEAR(inkIn(slanted, 0, 0, 160, 160), ink, 0.03 * ink);
  // The letters stand above their line, to its left when it runs down.
  EXPECT_NEAR(inkIn(upright, 28, 36, 110, 68), ink, 1);
  EXPECT_NEAR(inkIn(down, 52, 28, 84, 110), ink, 1);
}

TEST_F(Rendering, lettersThatDoNotTurnLookAsTheyDoAlone) {
  const map::Scene along = turnedWord(*typesetter_, 0, {30, 60});
  map::Scene alone = along;
  alone.labels[0].letters.clear();
  alone.labels[0].origin.y -= alone.labels[0].layout->lines().front().baseline;
  const Image a = imageOf(along), b = imageOf(alone);
  EXPECT_NEAR(inkIn(a, 0, 0, 160, 160), inkIn(b, 0, 0, 160, 160), 0.03 * inkIn(b, 0, 0, 160, 160));
}

TEST_F(Rendering, aMapMovedByWholePixelsHasTheSamePixels) {
  map::Scene scene = whiteScene(200, 200);
  std::vector<map::Vec2f> wave;
  for (int i = 0; i < 100; ++i)
    wave.push_back({60 + static_cast<float>(i) * 0.77F, static_cast<float>(100 + 30 * std::sin(i * 0.21))});
  scene.ground.emplace_back(lineLayer(wave, {kBlack, 1.3F}));
  auto& tile = std::get<map::SceneLayer>(scene.ground[0]).tiles[0];
  tile.clip = {-1000, -1000, 1000, 1000};
  tile.origin = {0.123, 0.456};
  const Image here = imageOf(scene);
  tile.origin = {17.123, 23.456};
  const Image there = imageOf(scene);
  for (int y = 0; y < 170; ++y)
    for (int x = 0; x < 180; ++x)
      ASSERT_EQ(pixelAt(here, x, y), pixelAt(there, x + 17, y + 23)) << x << ", " << y;
}

TEST_F(Rendering, theSameSceneGivesTheSameBytesFromAnotherRenderer) {
  const map::Scene scene = richScene(*typesetter_, 1.25F);
  const Image first = imageOf(scene);
  auto again = Renderer::create(DATELINE_ROOT "/shaders");
  ASSERT_TRUE(again);
  const auto second = (*again)->toImage(scene, *typesetter_);
  ASSERT_TRUE(second);
  EXPECT_EQ(first.pixels, second->pixels);
}

TEST_F(Rendering, anyPlaceInALargerFramebufferHoldsTheImagesPixels) {
  const map::Scene scene = richScene(*typesetter_, 1);
  const Image image = imageOf(scene);
  ASSERT_TRUE(renderer_->keep(scene, *typesetter_));
  const map::Camera camera({}, scene.width, scene.height);
  const auto build = [&](const map::Camera&, float, const map::GroundWish&) {
    return map::BuiltGround{.scene = scene};
  };
  ASSERT_TRUE(renderer_->keepGround({.camera = camera, .background = scene.background}, build, 1e6));
  auto larger = MapTarget::create(500, 400);
  ASSERT_TRUE(larger);
  const auto readAt = [&](int x, int y) {
    Image read{300, 200, 4, std::vector<std::uint8_t>(300 * 200 * 4)};
    Image turned = read;
    glBindFramebuffer(GL_FRAMEBUFFER, larger->framebuffer());
    glReadPixels(x, y, 300, 200, GL_RGBA, GL_UNSIGNED_BYTE, read.pixels.data());
    for (int row = 0; row < 200; ++row)
      std::copy_n(read.pixels.begin() + row * 1200, 1200, turned.pixels.begin() + (199 - row) * 1200);
    return turned;
  };
  renderer_->paintKept(scene, *typesetter_, {.framebuffer = larger->framebuffer(), .x = 20, .y = 30},
                       {0, 0, 300, 200});
  EXPECT_EQ(compare(image, readAt(20, 30)).count, 0) << compare(image, readAt(20, 30));
  ASSERT_TRUE(
      renderer_->draw(scene, *typesetter_, {.framebuffer = larger->framebuffer(), .x = 111, .y = 77}));
  EXPECT_EQ(compare(image, readAt(111, 77)).count, 0) << compare(image, readAt(111, 77));
}

TEST_F(Rendering, drawingLeavesTheRestOfTheFramebufferAlone) {
  auto larger = MapTarget::create(100, 100);
  ASSERT_TRUE(larger);
  glBindFramebuffer(GL_FRAMEBUFFER, larger->framebuffer());
  glClearColor(1, 0, 0, 1);
  glClear(GL_COLOR_BUFFER_BIT);
  ASSERT_TRUE(renderer_->draw(whiteScene(20, 20), *typesetter_,
                              {.framebuffer = larger->framebuffer(), .x = 40, .y = 40}));
  std::uint8_t pixel[4];
  glBindFramebuffer(GL_FRAMEBUFFER, larger->framebuffer());
  for (const auto& [x, y, green] :
       {std::tuple{39, 50, 0}, {60, 50, 0}, {50, 39, 0}, {50, 60, 0}, {40, 40, 255}, {59, 59, 255}}) {
    glReadPixels(x, y, 1, 1, GL_RGBA, GL_UNSIGNED_BYTE, pixel);
    EXPECT_EQ(pixel[1], green) << x << ", " << y;
  }
}

TEST_F(Rendering, aTransparentImageHasAlphaOnlyWhereSomethingIs) {
  map::Scene scene = whiteScene(60, 60);
  scene.rings.push_back({{30, 30}, 10, 0, {}, map::rgb(0xc44f27)});
  const Image image = imageOf(scene, {.transparent = true});
  EXPECT_EQ(pixelAt(image, 5, 5), (map::Colour{0, 0, 0, 0}));
  EXPECT_EQ(pixelAt(image, 30, 30), map::rgb(0xc44f27));
  int edges = 0;
  for (int y = 0; y < 60; ++y) {
    for (int x = 0; x < 60; ++x) {
      const map::Colour pixel = pixelAt(image, x, y);
      if (pixel.a < 40 || pixel.a == 255) continue;
      ++edges;
      EXPECT_NEAR(pixel.r, 0xc4, 4) << "straight alpha keeps the colour at the edge";
      EXPECT_NEAR(pixel.g, 0x4f, 4);
    }
  }
  EXPECT_GT(edges, 20);
  EXPECT_EQ(pixelAt(imageOf(scene), 5, 5), kWhite);
}

TEST_F(Rendering, whatLiesBeyondTheEarthIsDrawnAfterAnEdgeOfAnotherKind) {
  const map::Colour space = map::rgb(0x303a44);
  map::Scene disc = whiteScene(60, 60), edge = whiteScene(60, 60);
  disc.disc = {.centre = {30, 30}, .radiusPx = 20, .outside = space, .rim = space};
  edge.edge = {.outside = {{0, 0}, {60, 0}, {0, 60}}, .colour = space, .rims = {}};
  for (int i = 0; i < 2; ++i) {
    for (const map::Scene* scene : {&disc, &edge}) {
      const Image image = imageOf(*scene);
      EXPECT_EQ(pixelAt(image, 5, 5), space);
      EXPECT_EQ(pixelAt(image, 35, 35), kWhite);
    }
  }
}

TEST_F(Rendering, aClusterIsAStackAndNoDisc) {
  map::Scene scene = whiteScene(80, 80);
  scene.background = kBlack;
  const auto lit = [&](MarkerShape shape, int x, int y) {
    scene.markers = {marker(40, 40, shape)};
    return pixelAt(imageOf(scene), x, y).b > 60;
  };
  for (const auto& [x, y] : {std::pair{51, 29}, {53, 34}, {46, 27}}) {
    EXPECT_TRUE(lit(MarkerShape::cluster, x, y)) << x << ", " << y;
    EXPECT_FALSE(lit(MarkerShape::disc, x, y)) << x << ", " << y;
  }
  for (const auto& [x, y] : {std::pair{40, 40}, {31, 47}}) EXPECT_TRUE(lit(MarkerShape::cluster, x, y));
}

TEST_F(Rendering, pinsAreSymmetrical) {
  for (const auto shape : {MarkerShape::drop, MarkerShape::diamond, MarkerShape::square, MarkerShape::disc}) {
    map::Scene scene = whiteScene(80, 80);
    scene.background = map::rgb(0xf3efe4);
    scene.markers = {marker(40, 60, shape)};
    const Image image = imageOf(scene);
    for (int y = 0; y < 80; ++y)
      for (int x = 0; x < 40; ++x)
        ASSERT_LE(std::abs(pixelAt(image, x, y).r - pixelAt(image, 79 - x, y).r), 2)
            << "shape " << static_cast<int>(shape) << " at " << x << ", " << y;
  }
}

TEST_F(Rendering, aPinIsTwentyFourWideAndEndsAtItsPlace) {
  for (const auto shape : {MarkerShape::drop, MarkerShape::diamond, MarkerShape::square}) {
    map::Scene scene = whiteScene(80, 80);
    scene.background = kBlack;  // the shadow does not show; the rim does
    scene.markers = {marker(40, 60, shape)};
    const Image image = imageOf(scene);
    int left = 80, right = 0, bottom = 0;
    for (int y = 0; y < 80; ++y) {
      for (int x = 0; x < 80; ++x) {
        if (pixelAt(image, x, y).r < 128 && pixelAt(image, x, y).b < 128) continue;
        left = std::min(left, x);
        right = std::max(right, x + 1);
        bottom = std::max(bottom, y + 1);
      }
    }
    EXPECT_NEAR(right - left, 24, 1) << static_cast<int>(shape);
    EXPECT_NEAR(bottom, 60, 1) << static_cast<int>(shape);
  }
}

TEST_F(Rendering, theNumberStandsInTheMiddleOfThePin) {
  map::Scene scene = whiteScene(80, 80, 2);
  scene.markers = {marker(40, 60, MarkerShape::drop)};
  const Image without = imageOf(scene);
  scene.markers[0].number = typesetter_->layout("8", {.weight = 700, .sizePx = 11});
  const Image with = imageOf(scene);
  double sum = 0, sumX = 0, sumY = 0;
  for (int y = 0; y < 160; ++y) {
    for (int x = 0; x < 160; ++x) {
      const double ink = std::abs(pixelAt(with, x, y).r - pixelAt(without, x, y).r);
      sum += ink;
      sumX += ink * (x + 0.5);
      sumY += ink * (y + 0.5);
    }
  }
  ASSERT_GT(sum, 1000);
  EXPECT_NEAR(sumX / sum, 80, 0.8);
  EXPECT_NEAR(sumY / sum, (60 - 22) * 2, 1.2);
}

TEST_F(Rendering, routeDotsKeepTheirPlacesWhenTheRouteStartsFarAway) {
  map::Scene scene = whiteScene(100, 40);
  map::SceneRoute route{.points = {{-600000, 20}, {90, 20}}, .arrows = {}, .colour = kBlack};
  scene.routes = {route};
  const Image far = imageOf(scene);
  scene.routes[0].points[0].x = -600;  // 599,400 px nearer: a whole number of dots
  const Image near = imageOf(scene);
  EXPECT_GT(inkIn(near, 0, 0, 100, 40), 10);
  EXPECT_LE(compare(far, near).worst, 3) << compare(far, near);
}

TEST_F(Rendering, sizesBeyondReasonAreErrors) {
  EXPECT_EQ(renderer_->toImage(whiteScene(0, 10), *typesetter_).error().kind, ErrorKind::usage);
  EXPECT_EQ(renderer_->toImage(whiteScene(999999, 999999), *typesetter_).error().kind, ErrorKind::tooLarge);
}

TEST_F(Rendering, anImageCanBeCancelledAndTellsItsProgress) {
  ImageOptions options;
  options.bandHeight = 10;
  double last = 0;
  options.progress = [&](double done) {
    EXPECT_GT(done, last);
    last = done;
    if (done >= 0.5) options.cancel.cancel();
  };
  const auto image = renderer_->toImage(whiteScene(40, 100), *typesetter_, options);
  ASSERT_FALSE(image);
  EXPECT_EQ(image.error().kind, ErrorKind::cancelled);
  EXPECT_LT(last, 0.7);
}

TEST_F(Rendering, aBrokenShaderIsNamed) {
  const auto folder = std::filesystem::temp_directory_path() / "dateline-broken-shaders";
  std::filesystem::remove_all(folder);
  std::filesystem::copy(DATELINE_ROOT "/shaders", folder);
  std::ofstream(folder / "stroke.frag") << "#version 330 core\nvoid main() { nonsense; }\n";
  const auto renderer = Renderer::create(folder);
  ASSERT_FALSE(renderer);
  EXPECT_EQ(renderer.error().kind, ErrorKind::graphics);
  EXPECT_NE(renderer.error().text().find("stroke.frag"), std::string::npos);
  std::filesystem::remove_all(folder);
  EXPECT_FALSE(Renderer::create(folder)) << "a missing folder is an error too";
  complaintsBefore_ = glDebugErrors();
}

TEST_F(Rendering, openGlsComplaintsAreCounted) {
  const int before = glDebugErrors();
  glEnable(0xDEAD);
  EXPECT_GT(glDebugErrors(), before) << "else a clean count proves nothing";
  complaintsBefore_ = glDebugErrors();
}

}  // namespace
}  // namespace dateline::render
