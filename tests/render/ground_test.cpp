#include "render/ground_reuse.h"

#include <epoxy/gl.h>

#include <chrono>
#include <thread>

#include "render/fixture.h"
#include "render/tile_painter.h"

namespace dateline::render {
namespace {

/// A map of small tiles with lines and fills, and relief anchored to it.
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

  /// Moved by (dx, dy), with what lies so far beyond the edges.
  map::Scene sceneAt(double dx, double dy, int missing = -1, float scale = 1, double reach = 0) const {
    map::Scene scene = whiteScene(200, 160, scale);
    map::SceneLayer layer;
    layer.id = "land";
    layer.classes.push_back({.fill = map::rgb(0xefe4c9),
                             .line = map::ClassPaint::Line{map::rgb(0x8c7a55), 1.6F},
                             .point = map::ClassPaint::Point{map::rgb(0xc44f27), kWhite, 3, 1}});
    for (int i = 0; i < kTiles * kTiles; ++i) {
      const double x = dx - 60.1 + (i % kTiles) * kTilePx;
      const double y = dy - 70.7 + std::floor(i / kTiles) * kTilePx;
      const bool visible = x < 200 + reach && y < 160 + reach && x + kTilePx > -reach && y + kTilePx > -reach;
      if (i != missing && visible)
        layer.tiles.push_back(placed(meshes_[static_cast<std::size_t>(i)], x, y, kTilePx));
    }
    scene.ground.emplace_back(layer);
    map::SceneRelief relief;
    relief.image = grey_;
    relief.strength = 0.4F;
    constexpr double kCell = 32.5;
    const auto first = [&](double offset) { return static_cast<int>(std::floor((-offset - reach) / kCell)); };
    const int left = first(dx), top = first(dy);
    relief.columns = 9 + static_cast<int>(2 * reach / kCell);
    for (int row = top; row < top + 7 + static_cast<int>(2 * reach / kCell); ++row) {
      for (int column = left; column < left + relief.columns; ++column)
        relief.corners.push_back({{dx + column * kCell, dy + row * kCell},
                                  0.05F * static_cast<float>(column),
                                  0.04F * static_cast<float>(row)});
    }
    scene.ground.emplace_back(relief);
    scene.rings.push_back({{100, 80}, 5, 1, kBlack, kWhite});
    return scene;
  }

  /// A camera for which the map is moved by (dx, dy) from the middle of the world.
  static map::Camera cameraAt(double dx, double dy) {
    const double size = geo::worldSizePx(map::Zoom{6});
    return {map::View{{0.5 - (dx - 100) / size, 0.5 - (dy - 80) / size}, map::Zoom{6}}, 200, 160};
  }
  static map::ScreenPoint placeOf(const map::Camera& camera) {
    return camera.toScreen(map::WorldPoint{0.5, 0.5});
  }

  /// Takes in the map at a place; `budgetMs` 0 draws nothing that something can stand in for.
  GroundPictures::Outcome keep(const map::Camera& camera, int missing = -1, float scale = 1,
                               double budgetMs = 1e6) {
    const auto build = [&](const map::Camera& around, float wanted, const map::GroundWish& wish) {
      const map::ScreenPoint at = placeOf(around);
      map::BuiltGround ground{.scene = sceneAt(at.x, at.y, missing, wanted, wish.reachPx)};
      ground.complete = missing < 0;
      ground.completeInView = ground.complete || !missingInView_;
      ground.scene.width = static_cast<int>(around.width());
      ground.scene.height = static_cast<int>(around.height());
      return ground;
    };
    GroundView view{.camera = camera, .scale = scale, .ahead = camera.view()};
    view.tilesCame = true;
    view.background = kWhite;
    const auto outcome = renderer_->keepGround(view, build, budgetMs);
    EXPECT_TRUE(outcome);
    return outcome.value_or(GroundPictures::Outcome{});
  }

  Image paintedAt(const map::Camera& camera, float scale = 1) {
    const map::ScreenPoint at = placeOf(camera);
    const map::Scene scene = sceneAt(at.x, at.y, -1, scale);
    EXPECT_TRUE(renderer_->keep(scene, *typesetter_));
    return paintedInto(clearTarget(scene), scene, {0, 0, 10000, 10000});
  }
  Image drawnAt(const map::Camera& camera, int missing = -1, float scale = 1) {
    const map::ScreenPoint at = placeOf(camera);
    return imageOf(sceneAt(at.x, at.y, missing, scale));
  }

  static GroundKey keyOf(const map::Scene& scene) {
    return {.width = static_cast<int>(std::lround(scene.width * scene.scale)),
            .height = static_cast<int>(std::lround(scene.height * scene.scale)),
            .scale = scene.scale,
            .background = scene.background,
            .ground = scene.ground};
  }

  bool missingInView_ = false;
  std::vector<std::shared_ptr<map::TileMesh>> meshes_;
  std::shared_ptr<const Image> grey_;
};

TEST_F(GroundTest, aPannedMapHasThePixelsOfOneDrawnAnew) {
  double x = 0.37, y = 0.81;
  for (const auto& [dx, dy] :
       {std::pair{0, 0}, {3, 0}, {-17, 5}, {0, -31}, {40, 22}, {-60, -9}, {1, 1}, {0, 0}, {-2, 60}}) {
    x += dx;
    y += dy;
    const map::Camera camera = cameraAt(x, y);
    EXPECT_FALSE(keep(camera).busy);
    const Difference difference = compare(paintedAt(camera), drawnAt(camera));
    EXPECT_EQ(difference.count, 0) << difference << " after a move by " << dx << ", " << dy;
  }
}

TEST_F(GroundTest, aPannedMapAtScaleTwoToo) {
  for (const double x : {0.13, 0.63, 3.13, -4.87}) {
    const map::Camera camera = cameraAt(x, 1.31 - x);
    keep(camera, -1, 2);
    const Difference difference = compare(paintedAt(camera, 2), drawnAt(camera, -1, 2));
    EXPECT_EQ(difference.count, 0) << difference << " at " << x;
  }
}

TEST_F(GroundTest, aMapThatMovedFarAndFarBackHasItsOwnPixels) {
  for (const int far : {0, 300, 900, 2000, 5, -700, 0}) {
    const map::Camera camera = cameraAt(0.5 + far, 0.25 - far / 3);
    keep(camera);
    EXPECT_EQ(compare(paintedAt(camera), drawnAt(camera)).count, 0) << "after a move to " << far;
  }
}

TEST_F(GroundTest, tilesThatCameAreMended) {
  const map::Camera camera = cameraAt(0.5, 0.25);
  EXPECT_TRUE(keep(camera, 17).waiting);
  EXPECT_EQ(compare(paintedAt(camera), drawnAt(camera, 17)).count, 0) << "what is there is shown";
  const GroundPictures::Outcome outcome = keep(camera);
  EXPECT_TRUE(outcome.changed);
  EXPECT_FALSE(outcome.waiting);
  EXPECT_EQ(compare(paintedAt(camera), drawnAt(camera)).count, 0);
  EXPECT_FALSE(keep(camera).changed) << "nothing is left to do";
}

TEST_F(GroundTest, tilesThatTakeMoreThanIsKeptAreReadyTogetherInTheEnd) {
  TilePainter painter;
  painter.setLimit(1);
  const map::Scene scene = sceneAt(0, 0);
  Frame frame;
  frame.width = 200;
  frame.height = 160;
  frame.band = {0, 0, 200, 160};
  const auto& layer = std::get<map::SceneLayer>(scene.ground[0]);
  bool ready = false;
  for (std::size_t i = 0; i <= layer.tiles.size() && !ready; ++i) {
    int looks = 0;  // at the clock: there is time for one tile
    painter.begin(scene);
    ready = painter.prepare(layer, frame, [&looks] { return looks++ > 0; });
    painter.endFrame();
  }
  EXPECT_TRUE(ready);
}

TEST_F(GroundTest, atTheEdgeOfTheWorldItComesToRest) {
  for (const double lat : {84.0, -84.0, 60.0}) {
    const map::Camera camera(map::viewOf(geo::ProjectionKind::mercator, {20, lat}, map::Zoom{6.5}), 1200,
                             800);
    keep(camera);
    constexpr double kBudgetMs = 0.1;
    int frames = 0;
    while (frames < 2000 && keep(camera, -1, 1, kBudgetMs).busy) ++frames;
    EXPECT_LT(frames, 2000) << lat;
  }
}

TEST_F(GroundTest, aLayerThatIsCutAnewStaysUntilItIsThere) {
  const map::Camera camera = cameraAt(0, 0);
  keep(camera);
  const Image before = paintedAt(camera);
  const auto changed = [&](int missing) {
    const auto build = [&](const map::Camera& around, float scale, const map::GroundWish& wish) {
      const map::ScreenPoint at = placeOf(around);
      map::BuiltGround ground{.scene = sceneAt(at.x, at.y, missing, scale, wish.reachPx)};
      ground.scene.width = static_cast<int>(around.width());
      ground.scene.height = static_cast<int>(around.height());
      ground.complete = ground.completeInView = missing < 0;
      if (missing >= 0) ground.gaps = {"land"};
      return ground;
    };
    GroundView view{.camera = camera, .scale = 1, .ahead = camera.view()};
    view.content = 1;
    view.tilesCame = true;
    view.background = kWhite;
    EXPECT_TRUE(renderer_->keepGround(view, build, 1e6));
  };
  constexpr int kSeen = 2 * kTiles + 3;
  ASSERT_NE(compare(drawnAt(camera, kSeen), before).count, 0);
  const auto begun = std::chrono::steady_clock::now();
  while (std::chrono::steady_clock::now() - begun < std::chrono::seconds(2)) {
    changed(kSeen);
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
  }
  EXPECT_EQ(compare(paintedAt(camera), before).count, 0);
  changed(-1);
  changed(-1);
  EXPECT_EQ(compare(paintedAt(camera), drawnAt(camera)).count, 0);
}

/// One that was begun while the map moved is begun anew where the map rests and several are drawn together:
/// its first rows are not there.
TEST_F(GroundTest, aBlockIsNotBegunInOneBufferAndEndedInAnother) {
  const map::Camera camera = cameraAt(0.37, 0.81);
  const GroundPictures::Build build = [&](const map::Camera& around, float scale,
                                          const map::GroundWish& wish) {
    const map::ScreenPoint at = placeOf(around);
    map::BuiltGround ground{.scene = sceneAt(at.x, at.y, -1, scale, wish.reachPx)};
    ground.complete = ground.completeInView = true;
    ground.scene.width = static_cast<int>(around.width());
    ground.scene.height = static_cast<int>(around.height());
    return ground;
  };
  const GroundPictures::Prepare prepare = [](const map::Scene&, const GroundPictures::Enough&) {};
  int left = 1000000;
  unsigned last = 0;
  std::optional<int> first;  // row of a block
  const GroundPictures::Draw draw = [&](const map::Scene&, std::uint64_t, const Frame& frame,
                                        unsigned framebuffer, const GroundPictures::Enough&, bool) {
    const int row = frame.top + frame.band.y0;
    if (!first) first = row;
    const bool begins = (row - *first) % GroundPicture::kBlockPx == 0;
    EXPECT_TRUE(begins || framebuffer == last) << "row " << row;
    std::this_thread::sleep_for(std::chrono::milliseconds(6));  // so long that blocks come in stripes
    last = framebuffer;
    --left;
    return true;
  };
  const GroundPictures::Enough enough = [&] { return left <= 0; };
  const GroundPictures::Tools tools{build, prepare, draw, enough};
  GroundPictures pictures;
  GroundView view{.camera = camera, .scale = 1, .ahead = camera.view()};
  view.background = kWhite;
  ASSERT_TRUE(pictures.update(view, tools));
  view.content = 1;
  view.moving = true;
  left = 4;
  ASSERT_TRUE(pictures.update(view, tools));
  view.moving = false;
  left = 1000000;
  ASSERT_TRUE(pictures.update(view, tools));
}

TEST_F(GroundTest, theFirstPictureIsShownWhenItIsWhole) {
  const map::Camera camera = cameraAt(0.5, 0.25);
  missingInView_ = true;
  const GroundPictures::Outcome waited = keep(camera, 17);
  EXPECT_TRUE(waited.waiting);
  EXPECT_FALSE(waited.complete);
  map::Scene without = sceneAt(placeOf(camera).x, placeOf(camera).y, -1);
  without.ground.clear();
  EXPECT_EQ(compare(paintedAt(camera), imageOf(without)).count, 0) << "nothing of it is shown";
  EXPECT_TRUE(keep(camera).complete);
  EXPECT_EQ(compare(paintedAt(camera), drawnAt(camera)).count, 0);
}

TEST_F(GroundTest, withoutTimeTheMapIsShownInAnotherZoomFromItsPicture) {
  keep(cameraAt(0, 0));
  const map::Camera near = cameraAt(0, 0).zoomedAt({100, 80}, 1);
  const GroundPictures::Outcome outcome = keep(near, -1, 1, 0);
  EXPECT_TRUE(outcome.changed);
  EXPECT_TRUE(outcome.busy);
  // Twice as large: what lay in the middle fills the map.
  const Image before = drawnAt(cameraAt(0, 0)), after = paintedAt(near);
  int different = 0;
  for (int y = 20; y < 140; ++y) {
    for (int x = 20; x < 180; ++x) {
      int nearest = 255;
      for (const int dx : {0, 1})
        for (const int dy : {0, 1}) {
          const map::Colour was = pixelAt(before, (x + 100) / 2 + dx, (y + 80) / 2 + dy);
          nearest = std::min(nearest, std::abs(was.b - pixelAt(after, x, y).b));
        }
      different += nearest > 60;
    }
  }
  EXPECT_LT(different, 160 * 120 / 50);
  while (keep(near, -1, 1, 1e6).busy) {
  }
  EXPECT_EQ(compare(paintedAt(near), drawnAt(near)).count, 0) << "in the end it is drawn";
}

TEST_F(GroundTest, paintedPieceByPieceItHasThePixelsOfTheWhole) {
  const map::Camera camera = cameraAt(3.5, 1.25);
  const map::Scene scene = sceneAt(3.5, 1.25);
  keep(camera);
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
  keep(cameraAt(3.5, 1.25));
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

TEST_F(GroundTest, onlyTilesThatCameOrWentChange) {
  const auto changes = changedGround(keyOf(sceneAt(0.5, 0.5)), keyOf(sceneAt(7.5, -3.5)));
  ASSERT_TRUE(changes);
  for (const PixelBox& box : *changes) EXPECT_TRUE(box.x1 <= 8 || box.y1 >= 160) << box.x0 << ".." << box.x1;
  EXPECT_TRUE(changedGround(keyOf(sceneAt(0.5, 0.5)), keyOf(sceneAt(0.5, 0.5)))->empty());
  EXPECT_EQ(changedGround(keyOf(sceneAt(0.5, 0.5, 17)), keyOf(sceneAt(0.5, 0.5)))->size(), 1U);
}

TEST_F(GroundTest, whatIsNotAMoveByWholePixelsIsDrawnAnew) {
  const GroundKey here = keyOf(sceneAt(0.5, 0.5));
  EXPECT_FALSE(changedGround(here, keyOf(sceneAt(0.75, 0.5)))) << "a part of a pixel";
  const auto changed = [&](auto change) {
    GroundKey other = here;
    change(other);
    return changedGround(here, other).has_value();
  };
  EXPECT_TRUE(changed([](GroundKey&) {}));
  EXPECT_FALSE(changed([](GroundKey& k) { k.scale = 2; }));
  EXPECT_FALSE(changed([](GroundKey& k) { k.width += 1; }));
  EXPECT_FALSE(changed([](GroundKey& k) { k.background = kBlack; }));
  EXPECT_FALSE(
      changed([](GroundKey& k) { std::get<map::SceneLayer>(k.ground[0]).classes[0].fill = kBlack; }));
  EXPECT_FALSE(changed([](GroundKey& k) { std::get<map::SceneLayer>(k.ground[0]).opacity = 0.5F; }));
  EXPECT_FALSE(changed([](GroundKey& k) { std::get<map::SceneRelief>(k.ground[1]).strength = 0.5F; }));
  EXPECT_FALSE(changed([](GroundKey& k) { std::get<map::SceneRelief>(k.ground[1]).corners[11].u += 0.01F; }));
  EXPECT_FALSE(changed([](GroundKey& k) { k.ground.pop_back(); })) << "the relief went";
  EXPECT_FALSE(changed([](GroundKey& k) {
    for (auto& tile : std::get<map::SceneLayer>(k.ground[0]).tiles) tile.sizePx *= 1.001;
  })) << "another zoom";
}

}  // namespace
}  // namespace dateline::render
