#include "render/ground_reuse.h"

#include <epoxy/gl.h>

#include "render/fixture.h"

namespace dateline::render {
namespace {

/// A map of small tiles with lines and fills, and relief anchored to it, moved by (dx, dy).
class GroundTest : public RenderTest {
 protected:
  static constexpr int kTiles = 7;
  static constexpr double kTilePx = 47.3;

  void SetUp() override {
    RenderTest::SetUp();
    for (int i = 0; i < kTiles * kTiles; ++i) {
      auto mesh = newMesh();
      const float bend = 0.1F + 0.11F * static_cast<float>(i % 8);
      mesh->fillVertices = {{0.1F, bend}, {0.9F, 0.2F}, {1 - bend, 0.9F}};
      mesh->fillIndices = {0, 1, 2};
      mesh->fills = {{0, 0, 3}};
      mesh->linePoints = {{-0.1F, bend}, {0.4F, 0.6F}, {0.6F, bend}, {1.1F, 0.3F}};
      mesh->polyLines = {{0, 4, false}};
      mesh->lines = {{0, 0, 1}};
      mesh->points = {{bend, 0.5F}};
      mesh->pointBatches = {{0, 0, 1}};
      meshes_.push_back(mesh);
    }
    auto grey = std::make_shared<Image>(Image{64, 64, 1, {}});
    for (int i = 0; i < 64 * 64; ++i) grey->pixels.push_back(static_cast<std::uint8_t>(i * 37 % 251));
    grey_ = grey;
  }

  map::Scene sceneAt(double dx, double dy, int missing = -1, float scale = 1) const {
    map::Scene scene = whiteScene(200, 160, scale);
    map::SceneLayer layer;
    layer.id = "land";
    layer.classes.push_back({.fill = map::rgb(0xefe4c9),
                             .line = map::ClassPaint::Line{map::rgb(0x8c7a55), 1.6F},
                             .point = map::ClassPaint::Point{map::rgb(0xc44f27), kWhite, 3, 1}});
    for (int i = 0; i < kTiles * kTiles; ++i) {
      const double x = dx - 60.1 + (i % kTiles) * kTilePx;
      const double y = dy - 70.7 + std::floor(i / kTiles) * kTilePx;
      const bool visible = x < 200 && y < 160 && x + kTilePx > 0 && y + kTilePx > 0;
      if (i != missing && visible)
        layer.tiles.push_back(placed(meshes_[static_cast<std::size_t>(i)], x, y, kTilePx));
    }
    scene.ground.emplace_back(layer);
    map::SceneRelief relief;
    relief.image = grey_;
    relief.strength = 0.4F;
    constexpr double kCell = 32.5;
    const auto first = [&](double offset) { return static_cast<int>(std::floor(-offset / kCell)); };
    const int left = first(dx), top = first(dy);
    relief.columns = 9;
    for (int row = top; row < top + 7; ++row) {
      for (int column = left; column < left + relief.columns; ++column)
        relief.corners.push_back({{dx + column * kCell, dy + row * kCell},
                                  0.05F * static_cast<float>(column),
                                  0.04F * static_cast<float>(row)});
    }
    scene.ground.emplace_back(relief);
    scene.rings.push_back({{100, 80}, 5, 1, kBlack, kWhite});
    return scene;
  }

  Image keptOf(const map::Scene& scene) {
    EXPECT_TRUE(renderer_->keep(scene, *typesetter_));
    return paintedInto(clearTarget(scene), scene, {0, 0, 10000, 10000});
  }

  static GroundKey keyOf(const map::Scene& scene) {
    return {.width = static_cast<int>(std::lround(scene.width * scene.scale)),
            .height = static_cast<int>(std::lround(scene.height * scene.scale)),
            .scale = scene.scale,
            .background = scene.background,
            .ground = scene.ground};
  }

  std::vector<std::shared_ptr<map::TileMesh>> meshes_;
  std::shared_ptr<const Image> grey_;
};

TEST_F(GroundTest, aPannedMapHasThePixelsOfOneDrawnAnew) {
  double x = 0.37, y = 0.81;
  for (const auto& [dx, dy] :
       {std::pair{0, 0}, {3, 0}, {-17, 5}, {0, -31}, {40, 22}, {-60, -9}, {1, 1}, {0, 0}, {-2, 60}}) {
    x += dx;
    y += dy;
    const map::Scene scene = sceneAt(x, y);
    const Difference difference = compare(keptOf(scene), imageOf(scene));
    EXPECT_EQ(difference.count, 0) << difference << " after a move by " << dx << ", " << dy;
  }
}

TEST_F(GroundTest, aPannedMapAtScaleTwoToo) {
  for (const double x : {0.25, 0.75, 3.25, -4.75}) {
    const map::Scene scene = sceneAt(x, 1.5 - x, -1, 2);
    const Difference difference = compare(keptOf(scene), imageOf(scene));
    EXPECT_EQ(difference.count, 0) << difference << " at " << x;
  }
}

TEST_F(GroundTest, tilesThatCameAndWentAreMended) {
  for (const int missing : {-1, 17, 24, -1, 16}) {
    const map::Scene scene = sceneAt(0.5 + missing, 0.25, missing);
    const Difference difference = compare(keptOf(scene), imageOf(scene));
    EXPECT_EQ(difference.count, 0) << difference << " without tile " << missing;
  }
}

TEST_F(GroundTest, paintedPieceByPieceItHasThePixelsOfTheWhole) {
  const map::Scene scene = sceneAt(3.5, 1.25);
  ASSERT_TRUE(renderer_->keep(scene, *typesetter_));
  const MapTarget target = clearTarget(scene);
  for (const PixelBox box :
       {PixelBox{0, 0, 70, 160}, {70, 0, 103, 79}, {103, 0, 200, 79}, {70, 79, 200, 160}})
    paintedInto(target, scene, box);
  const Image pieces = paintedInto(target, scene, {0, 0, 0, 0});
  EXPECT_EQ(compare(pieces, imageOf(scene)).count, 0) << compare(pieces, imageOf(scene));
}

TEST_F(GroundTest, whatIsNotPaintedIsLeftAlone) {
  const map::Scene scene = sceneAt(3.5, 1.25);
  ASSERT_TRUE(renderer_->keep(scene, *typesetter_));
  const Image part = paintedInto(clearTarget(scene), scene, {60, 40, 130, 90});
  const Image whole = imageOf(scene);
  for (int y = 0; y < 160; ++y)
    for (int x = 0; x < 200; ++x) {
      const bool inside = x >= 60 && x < 130 && y >= 40 && y < 90;
      ASSERT_EQ(pixelAt(part, x, y), inside ? pixelAt(whole, x, y) : (map::Colour{0, 0, 0, 0}))
          << x << ", " << y;
    }
}

TEST_F(GroundTest, onlyTheExposedStripIsDirty) {
  const auto reuse = reuseGround(keyOf(sceneAt(0.5, 0.5)), keyOf(sceneAt(7.5, -3.5)));
  ASSERT_TRUE(reuse);
  EXPECT_EQ(reuse->dx, 7);
  EXPECT_EQ(reuse->dy, -4);
  for (const PixelBox& box : reuse->dirty)
    EXPECT_TRUE(box.x1 <= 8 || box.y0 >= 155) << box.x0 << ".." << box.x1;
  EXPECT_TRUE(reuseGround(keyOf(sceneAt(0.5, 0.5)), keyOf(sceneAt(0.5, 0.5)))->dirty.empty());
}

TEST_F(GroundTest, whatIsNotAMoveByWholePixelsIsDrawnAnew) {
  const GroundKey here = keyOf(sceneAt(0.5, 0.5));
  EXPECT_FALSE(reuseGround(here, keyOf(sceneAt(0.75, 0.5)))) << "a part of a pixel";
  EXPECT_FALSE(reuseGround(here, keyOf(sceneAt(150.5, 0.5)))) << "too much is new";
  const auto changed = [&](auto change) {
    GroundKey other = here;
    change(other);
    return reuseGround(here, other).has_value();
  };
  EXPECT_TRUE(changed([](GroundKey&) {}));
  EXPECT_FALSE(changed([](GroundKey& k) { k.scale = 2; }));
  EXPECT_FALSE(changed([](GroundKey& k) { k.width += 1; }));
  EXPECT_FALSE(changed([](GroundKey& k) { k.background = kBlack; }));
  EXPECT_FALSE(changed([](GroundKey& k) { k.transparent = true; }));
  EXPECT_FALSE(
      changed([](GroundKey& k) { std::get<map::SceneLayer>(k.ground[0]).classes[0].fill = kBlack; }));
  EXPECT_FALSE(changed([](GroundKey& k) { std::get<map::SceneLayer>(k.ground[0]).opacity = 0.5F; }));
  EXPECT_FALSE(changed([](GroundKey& k) { std::get<map::SceneRelief>(k.ground[1]).strength = 0.5F; }));
  EXPECT_FALSE(changed([](GroundKey& k) { std::get<map::SceneRelief>(k.ground[1]).corners[11].u += 0.01F; }));
  EXPECT_FALSE(changed([](GroundKey& k) { k.ground.pop_back(); })) << "the relief went";
  EXPECT_FALSE(changed([](GroundKey& k) { std::swap(k.ground[0], k.ground[1]); })) << "another order";
  EXPECT_FALSE(changed([](GroundKey& k) {
    for (auto& tile : std::get<map::SceneLayer>(k.ground[0]).tiles) tile.sizePx *= 1.001;
  })) << "another zoom";
}

}  // namespace
}  // namespace dateline::render
