#include "render/fixture.h"

namespace dateline::render {
namespace {

using Fill = RenderTest;

TEST_F(Fill, paintsTheExactColour) {
  map::Scene scene = whiteScene(64, 64);
  map::SceneLayer layer;
  layer.classes.push_back({.fill = map::rgb(0xefe4c9)});
  layer.tiles = {placed(fullMesh(), 16, 16, 32)};
  scene.ground.emplace_back(layer);
  const Image image = imageOf(scene);
  EXPECT_EQ(pixelAt(image, 32, 32), map::rgb(0xefe4c9));
  EXPECT_EQ(pixelAt(image, 16, 16), map::rgb(0xefe4c9));
  EXPECT_EQ(pixelAt(image, 47, 47), map::rgb(0xefe4c9));
  EXPECT_EQ(pixelAt(image, 15, 32), kWhite);
  EXPECT_EQ(pixelAt(image, 48, 32), kWhite);
}

TEST_F(Fill, halfOpacityIsHalfWay) {
  map::Scene scene = whiteScene(8, 8);
  map::SceneLayer layer;
  layer.opacity = 0.5F;
  layer.classes.push_back({.fill = kBlack});
  layer.tiles = {placed(fullMesh(), 0, 0, 8)};
  scene.ground.emplace_back(layer);
  EXPECT_NEAR(pixelAt(imageOf(scene), 4, 4).r, 127, 1);
}

TEST_F(Fill, neighbouringTilesAtFractionalPlacesLeaveNoGapAndDoNotOverlap) {
  for (const float scale : {1.0F, 1.25F, 1.5F, 2.0F}) {
    for (const double offset : {0.0, 0.25, 0.5, 0.499999, 0.77}) {
      map::Scene scene = whiteScene(96, 96, scale);
      map::SceneLayer layer;
      // Half transparent: an overlap would be darker, a gap lighter.
      layer.classes.push_back({.fill = map::rgb(0x000000, 128)});
      const double size = 31.37;
      for (int row = 0; row < 3; ++row)
        for (int column = 0; column < 3; ++column)
          layer.tiles.push_back(placed(fullMesh(), offset + column * size, offset + row * size, size));
      scene.ground.emplace_back(layer);
      const Image image = imageOf(scene);
      const auto inside = static_cast<int>(std::floor((offset + 3 * size) * scale)) - 1;
      const map::Colour expected = pixelAt(image, 10, 10);
      EXPECT_NEAR(expected.r, 127, 1);
      for (int y = 2; y < inside; ++y)
        for (int x = 2; x < inside; ++x)
          ASSERT_EQ(pixelAt(image, x, y), expected) << "at " << x << ", " << y << " scale " << scale;
    }
  }
}

TEST_F(Fill, aMissingTileIsSeen) {  // the control of the test above
  map::Scene scene = whiteScene(64, 32);
  map::SceneLayer layer;
  layer.classes.push_back({.fill = kBlack});
  layer.tiles = {placed(fullMesh(), 0, 0, 31), placed(fullMesh(), 32, 0, 31)};
  scene.ground.emplace_back(layer);
  EXPECT_EQ(pixelAt(imageOf(scene), 31, 10), kWhite);
}

TEST_F(Fill, classesThatShareVerticesKeepTheirColours) {
  auto mesh = newMesh();
  mesh->fillVertices = {{0, 0}, {1, 0}, {1, 1}, {0, 1}};
  mesh->fillIndices = {0, 1, 2, 0, 2, 3};
  mesh->fills = {{0, 0, 3}, {1, 3, 3}};
  map::Scene scene = whiteScene(32, 32);
  map::SceneLayer layer;
  layer.classes.push_back({.fill = map::rgb(0x112233)});
  layer.classes.push_back({.fill = map::rgb(0x445566)});
  layer.tiles = {placed(mesh, 0, 0, 32)};
  scene.ground.emplace_back(layer);
  const Image image = imageOf(scene);
  EXPECT_EQ(pixelAt(image, 24, 4), map::rgb(0x112233));
  EXPECT_EQ(pixelAt(image, 4, 24), map::rgb(0x445566));
}

TEST_F(Fill, aChangedPaintIsNotServedFromTheCache) {
  auto mesh = fullMesh();
  for (const std::uint32_t colour : {0xff0000U, 0x00ff00U, 0xff0000U}) {
    map::Scene scene = whiteScene(8, 8);
    map::SceneLayer layer;
    layer.classes.push_back({.fill = map::rgb(colour)});
    layer.tiles = {placed(mesh, 0, 0, 8)};
    scene.ground.emplace_back(layer);
    EXPECT_EQ(pixelAt(imageOf(scene), 4, 4), map::rgb(colour));
  }
}

TEST_F(Fill, tilesBeyondTheLimitAreDropped) {
  renderer_->setTileBytesLimit(2000);
  for (int i = 0; i < 100; ++i) {
    map::Scene scene = whiteScene(8, 8);
    map::SceneLayer layer;
    layer.classes.push_back({.fill = kBlack});
    layer.tiles = {placed(fullMesh(), 0, 0, 8)};
    scene.ground.emplace_back(layer);
    EXPECT_EQ(pixelAt(imageOf(scene), 4, 4), kBlack);
  }
  EXPECT_LE(renderer_->tileBytes(), 2000U);
}

TEST_F(Fill, reliefLightensAndDarkensOnlyWhatIsThere) {
  auto grey = std::make_shared<Image>(Image{3, 1, 1, {0, 128, 255}});
  map::Scene scene = whiteScene(90, 20);
  scene.background = map::rgb(0x808080);
  map::SceneRelief relief;
  relief.image = grey;
  relief.columns = 2;
  relief.corners = {{{0, 0}, 0, 0}, {{90, 0}, 1, 0}, {{0, 20}, 0, 1}, {{90, 20}, 1, 1}};
  relief.strength = 0.5F;
  scene.ground.emplace_back(relief);
  const Image image = imageOf(scene);
  EXPECT_NEAR(pixelAt(image, 15, 10).r, 64, 2);
  EXPECT_NEAR(pixelAt(image, 45, 10).r, 128, 2);
  EXPECT_NEAR(pixelAt(image, 75, 10).r, 191, 2);
  const Image empty = imageOf(scene, {.transparent = true});
  for (const int x : {15, 45, 75}) EXPECT_EQ(pixelAt(empty, x, 10).a, 0);
}

}  // namespace
}  // namespace dateline::render
